import {textAnswer, type Answer} from './answer.js';
import {isReplacing, type Fault} from './faults.js';
import {movedOrigin} from './host-names.js';
import {refusalAnswer} from './refusals.js';

const errorPage = '<!DOCTYPE html>\n<html lang="en"><head><title>Service Unavailable</title></head>\n<body><h1>Something went wrong</h1><p>PRACTICE: an error page where JSON belongs.</p></body></html>\n';

/** The answer that a fault gives in place of the real one; undefined when the request should be carried out. */
export function replacingAnswer(faults: readonly Fault[], origin: string): Answer | undefined {
	const fault = faults.find(candidate => isReplacing(candidate));
	switch (fault?.kind) {
		case 'error': {
			const geolocation = fault.geolocation ?? (fault.code === 16 ? origin : undefined);
			return refusalAnswer({code: fault.code, geolocation});
		}

		case 'status': {
			const answer = textAnswer(fault.status, `PRACTICE: status ${fault.status} on purpose.\n`);
			return fault.retryAfter === undefined ? answer : {...answer, headers: {...answer.headers, 'retry-after': String(fault.retryAfter)}};
		}

		case 'html': {
			return {status: fault.status ?? 502, headers: {'content-type': 'text/html;charset=utf-8'}, body: errorPage};
		}

		case 'no-answer':
		case 'drop': {
			return {status: 200, body: '', delivery: fault.kind};
		}

		default: {
			// A cut-off or empty answer belongs to a request that was carried out: what it issued is lost, as it would be for real.
			return undefined;
		}
	}
}

function changeBody(body: Record<string, unknown>, fault: Fault, origin: string): Record<string, unknown> {
	switch (fault.kind) {
		case 'no-refresh-token': {
			const {refresh_token: _token, refresh_expires_in: _expiry, ...rest} = body;
			return rest;
		}

		case 'string-numbers': {
			return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]));
		}

		case 'moved-geolocation': {
			return {...body, geolocation: fault.geolocation ?? movedOrigin(origin)};
		}

		case 'hostile-geolocation': {
			return {...body, geolocation: 'https://us2.api.concursolutions.com.evil.example'};
		}

		default: {
			return body;
		}
	}
}

function changeJson(answer: Answer, change: (body: Record<string, unknown>) => Record<string, unknown>): Answer {
	return answer.headers?.['content-type']?.includes('json') ? {...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Record<string, unknown>))} : answer;
}

/** The answer after the faults of its call: changed, mangled, late, or as it was. */
export function applyFaults(answer: Answer, faults: readonly Fault[], origin: string): Answer {
	let changed = answer;
	for (const fault of faults) {
		if (fault.kind === 'cut-off') {
			changed = {...changed, delivery: 'cut-off'};
		} else if (fault.kind === 'empty') {
			changed = {status: 200, body: ''};
		} else if (fault.kind === 'slow') {
			changed = {...changed, delay: (changed.delay ?? 0) + fault.milliseconds};
		} else if (fault.kind === 'string-numbers' || changed.status === 200) {
			changed = changeJson(changed, body => changeBody(body, fault, origin));
		}
	}

	return changed;
}
