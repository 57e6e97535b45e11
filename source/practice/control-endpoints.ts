import {jsonAnswer, type Answer} from './answer.js';
import {parseClockCommand, parseFaultCommand} from './parse-commands.js';
import {type PracticeConcur} from './practice-concur.js';
import {mediaType, type PracticeRequest} from './practice-request.js';

function readJson(request: PracticeRequest): unknown {
	// Other origins cannot send this type without asking first, and are never answered when they ask.
	if (mediaType(request) !== 'application/json') {
		return undefined;
	}

	try {
		return JSON.parse(request.body) as unknown;
	} catch {
		return undefined;
	}
}

function refuse(problem: string): Answer {
	return jsonAnswer(400, {problem});
}

/** `GET /practice/faults` to `{"faults": SetFault[]}`. */
export function listFaults(_request: PracticeRequest, {faults}: PracticeConcur): Answer {
	return jsonAnswer(200, {faults: faults.list()});
}

/** `POST /practice/faults` with a FaultOrder or a list of them, to `{"faults": SetFault[]}`: those just set. */
export function addFault(request: PracticeRequest, {faults}: PracticeConcur): Answer {
	const posted = readJson(request);
	const orders = (Array.isArray(posted) ? posted as unknown[] : [posted]).map(order => parseFaultCommand(order));
	const problem = orders.find(order => typeof order === 'string');
	if (typeof problem === 'string') {
		return refuse(problem);
	}

	return jsonAnswer(201, {faults: orders.flatMap(order => typeof order === 'string' ? [] : [faults.add(order)])});
}

/** `DELETE /practice/faults` clears all, `?id=` one, to `{"faults": SetFault[]}`: those left. */
export function clearFaults(request: PracticeRequest, {faults}: PracticeConcur): Answer {
	faults.clear(request.query.get('id') ?? undefined);
	return jsonAnswer(200, {faults: faults.list()});
}

/** `GET /practice/clock` to `{"now", "offset"}` in milliseconds. */
export function showClock(_request: PracticeRequest, concur: PracticeConcur): Answer {
	return jsonAnswer(200, {now: concur.now(), offset: concur.ledger.read().clockOffset});
}

/** `POST /practice/clock` with `{"offset": ms}` from the real time, or `{"advance": ms}` from the practice time. */
export function moveClock(request: PracticeRequest, concur: PracticeConcur): Answer {
	const offset = parseClockCommand(readJson(request), concur.ledger.read().clockOffset);
	if (typeof offset === 'string') {
		return refuse(offset);
	}

	concur.ledger.update(state => ({...state, clockOffset: offset}));
	return showClock(request, concur);
}
