import {jsonResponse, type PracticeResponse} from '../api/response.js';
import {mediaType, type PracticeRequest} from '../api/route.js';
import {
	createReadyApp, createRequestToken, digest, isSameSecret, type PracticeConcur,
} from '../state/practice-concur.js';
import {parseFaultCommand} from './faults.js';

function readJson(request: PracticeRequest): unknown {
	// Pages of other origins cannot send this type without a preflight request, which is never granted.
	if (mediaType(request) !== 'application/json') {
		return undefined;
	}

	try {
		return JSON.parse(request.body) as unknown;
	} catch {
		return undefined;
	}
}

function refuse(problem: string): PracticeResponse {
	return jsonResponse(400, {problem});
}

/** `GET /practice/faults` returns `{"faults": SetFault[]}`. */
export function listFaults(_request: PracticeRequest, {faults}: PracticeConcur): PracticeResponse {
	return jsonResponse(200, {faults: faults.list()});
}

/** `POST /practice/faults` with one or more FaultCommands returns `{"faults": SetFault[]}` with those just set. */
export function addFaults(request: PracticeRequest, {faults}: PracticeConcur): PracticeResponse {
	const posted = readJson(request);
	const commands = (Array.isArray(posted) ? posted as unknown[] : [posted]).map(one => parseFaultCommand(one));
	const problem = commands.find(command => typeof command === 'string');
	if (problem !== undefined) {
		return refuse(problem);
	}

	const added = commands.flatMap(command => typeof command === 'string' ? [] : [faults.add(command)]);
	return jsonResponse(201, {faults: added});
}

/** `DELETE /practice/faults` clears all, or one with `?id=`, and returns `{"faults": SetFault[]}` with those left. */
export function clearFaults(request: PracticeRequest, {faults}: PracticeConcur): PracticeResponse {
	faults.clear(request.query.get('id') ?? undefined);
	return jsonResponse(200, {faults: faults.list()});
}

// A hundred years, in milliseconds; a much larger offset would no longer give a valid date.
const maxOffset = 100 * 366 * 24 * 60 * 60 * 1000;

/** The clock offset in milliseconds that a command asks for, or a sentence about what is wrong with it. */
export function parseClockCommand(posted: unknown, current: number): number | string {
	const fields = typeof posted === 'object' && posted !== null ? posted as Record<string, unknown> : {};
	const offset = typeof fields['advance'] === 'number' ? current + fields['advance'] : fields['offset'];
	return typeof offset === 'number' && Number.isInteger(offset) && Math.abs(offset) <= maxOffset
		? offset
		: 'Post {"offset": milliseconds} or {"advance": milliseconds} as application/json.';
}

/** `GET /practice/clock` returns `{"now", "offset"}` in milliseconds. */
export function showClock(_request: PracticeRequest, concur: PracticeConcur): PracticeResponse {
	return jsonResponse(200, {now: concur.now(), offset: concur.ledger.read().clockOffset});
}

/** `POST /practice/clock` with `{"offset": ms}` from the real time, or `{"advance": ms}` from the practice time. */
export function setClock(request: PracticeRequest, concur: PracticeConcur): PracticeResponse {
	const offset = parseClockCommand(readJson(request), concur.ledger.read().clockOffset);
	if (typeof offset === 'string') {
		return refuse(offset);
	}

	concur.ledger.update(state => ({...state, clockOffset: offset}));
	return showClock(request, concur);
}

/** `GET /practice/instance` returns this server's ID, so that another process knows which practice folder it serves. */
export function showInstance(_request: PracticeRequest, {instance}: PracticeConcur): PracticeResponse {
	return jsonResponse(200, {instance});
}

function hasControlKey(request: PracticeRequest, {controlKey}: PracticeConcur): boolean {
	return isSameSecret(String(request.headers['practice-key'] ?? ''), digest(controlKey));
}

function refuseWithoutKey(): PracticeResponse {
	return jsonResponse(403, {problem: 'The key kept in the practice folder is needed.'});
}

/**
`POST /practice/issue/app?grants=&scopes=` issues an app's credentials to a process that can read the practice folder;
without a query, the app is allowed every scope.
*/
export function issueApp(request: PracticeRequest, concur: PracticeConcur): PracticeResponse {
	if (!hasControlKey(request, concur)) {
		return refuseWithoutKey();
	}

	const namesOf = (name: string) => request.query.get(name)?.split(' ') ?? [];
	const allowed = request.query.has('scopes') ? {grants: namesOf('grants'), scopes: namesOf('scopes')} : undefined;
	return jsonResponse(201, createReadyApp(concur, allowed));
}

/**
`POST /practice/issue/request-token?appID=` issues a company request token to a process that can read the practice
folder; 404 for an unknown App ID.
*/
export function issueRequestToken(request: PracticeRequest, concur: PracticeConcur): PracticeResponse {
	if (!hasControlKey(request, concur)) {
		return refuseWithoutKey();
	}

	const issued = createRequestToken(concur, request.query.get('appID') ?? '');
	return issued ? jsonResponse(201, issued) : jsonResponse(404, {problem: 'No app has this ID.'});
}
