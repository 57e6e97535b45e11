import {textResponse, withHeaders, type PracticeResponse} from '../api/response.js';
import {refusalResponse} from '../api/token-refusals.js';
import {recordOf} from '../../record-of.js';
import {movedOrigin} from '../serving/host-names.js';
import {isSubstitute, type AlterationFault, type Fault} from './faults.js';

const errorPage = `<!DOCTYPE html>
<html lang="en"><head><title>Service Unavailable</title></head>
<body><h1>Something went wrong</h1><p>PRACTICE: an error page where JSON belongs.</p></body></html>
`;

/** The response that a fault sends in place of the real one; undefined if the request is to be carried out. */
export function faultResponse(faults: readonly Fault[], origin: string): PracticeResponse | undefined {
	const fault = faults.find(candidate => isSubstitute(candidate));
	switch (fault?.kind) {
		case 'error': {
			const geolocation = fault.geolocation ?? (fault.code === 16 ? origin : undefined);
			return refusalResponse({code: fault.code, ...(geolocation !== undefined && {geolocation})});
		}

		case 'status': {
			const {status, retryAfter} = fault;
			const answer = textResponse(status, `PRACTICE: status ${status} on purpose.\n`);
			return retryAfter === undefined ? answer : withHeaders(answer, {'retry-after': String(retryAfter)});
		}

		case 'html': {
			return {status: fault.status ?? 502, headers: {'content-type': 'text/html;charset=utf-8'}, body: errorPage};
		}

		case 'no-answer':
		case 'drop': {
			return {status: 200, body: '', delivery: fault.kind};
		}

		case undefined: {
			return undefined;
		}
	}
}

type Body = Readonly<Record<string, unknown>>;

function alterJson(answer: PracticeResponse, change: (body: Body) => Body): PracticeResponse {
	return answer.headers?.['content-type']?.includes('json')
		? {...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Body))}
		: answer;
}

function alterSuccess(answer: PracticeResponse, change: (body: Body) => Body): PracticeResponse {
	return answer.status === 200 ? alterJson(answer, change) : answer;
}

function withoutRefreshToken({refresh_token: _token, refresh_expires_in: _expiry, ...rest}: Body): Body {
	return rest;
}

function withNumbersAsStrings(body: Body): Body {
	return recordOf(Object.keys(body), name => typeof body[name] === 'number' ? String(body[name]) : body[name]);
}

function applyFault(answer: PracticeResponse, fault: AlterationFault, origin: string): PracticeResponse {
	switch (fault.kind) {
		case 'cut-off': {
			return {...answer, delivery: 'cut-off'};
		}

		case 'empty': {
			return {status: 200, body: ''};
		}

		case 'slow': {
			return {...answer, delay: (answer.delay ?? 0) + fault.milliseconds};
		}

		case 'no-refresh-token': {
			return alterSuccess(answer, withoutRefreshToken);
		}

		case 'string-numbers': {
			return alterJson(answer, withNumbersAsStrings);
		}

		case 'moved-geolocation': {
			return alterSuccess(answer, body => ({...body, geolocation: fault.geolocation ?? movedOrigin(origin)}));
		}

		case 'hostile-geolocation': {
			const geolocation = 'https://us2.api.concursolutions.com.evil.example';
			return alterSuccess(answer, body => ({...body, geolocation}));
		}

		// They change how the request is carried out, not its response.
		case 'rotate':
		case 'without-scope': {
			return answer;
		}
	}
}

/** The response after its call's faults: changed, corrupted, delayed, or as it was. */
export function alterResponse(answer: PracticeResponse, faults: readonly Fault[], origin: string): PracticeResponse {
	let altered = answer;
	for (const fault of faults) {
		altered = isSubstitute(fault) ? altered : applyFault(altered, fault, origin);
	}

	return altered;
}
