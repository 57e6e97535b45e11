import {randomUUID} from 'node:crypto';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {jsonAnswer, textAnswer, type Answer} from './answer.js';
import {applyFaults, replacingAnswer} from './apply-faults.js';
import {isOwnRequest} from './guard.js';
import {logLine} from './log-line.js';
import {type PracticeConcur} from './practice-concur.js';
import {problemPage} from './panel/page.js';
import {readBody} from './read-body.js';
import {findRoute} from './routes.js';
import {writeAnswer} from './write-answer.js';

/** A refusal in the form that its reader expects: a page for a browser at the panel, else JSON. */
function refuse(path: string, status: number, problem: string, remedy: string): Answer {
	return path.startsWith('/nui/') || path === '/practice/control' ? problemPage(status, problem, remedy) : jsonAnswer(status, {problem});
}

async function answerRequest(incoming: IncomingMessage, concur: PracticeConcur, note: (body: string) => void): Promise<Answer> {
	if (!isOwnRequest(incoming.headers, concur.origin)) {
		return {status: 403, headers: {connection: 'close'}, body: ''};
	}

	const {pathname, searchParams} = new URL(incoming.url ?? '/', concur.origin);
	const found = findRoute(pathname);
	if (!found) {
		return refuse(pathname, 404, 'There is nothing at this address.', 'Go on from the panel.');
	}

	const method = incoming.method ?? 'GET';
	const handle = Object.hasOwn(found.route.methods, method) ? found.route.methods[method] : undefined;
	if (!handle) {
		const allowed = Object.keys(found.route.methods).join(', ');
		const answer = refuse(pathname, 405, `This address takes ${allowed}.`, 'Use the links and forms of the panel.');
		return {...answer, headers: {...answer.headers, allow: allowed, connection: 'close'}};
	}

	const body = await readBody(incoming);
	if (body === undefined) {
		const answer = refuse(pathname, 413, 'The body is longer than 64 KiB.', 'Go back and send less.');
		return {...answer, headers: {...answer.headers, connection: 'close'}};
	}

	note(body);
	const faults = found.route.faultPath ? concur.faults.takeFor(found.route.faultPath) : [];
	const request = {method, path: pathname, query: searchParams, headers: incoming.headers, body, parameters: found.parameters, faults};
	const answer = replacingAnswer(faults, concur.origin) ?? await handle(request, concur);
	return applyFaults(answer, faults, concur.origin);
}

/** An id that SAP support could find the call by: the client's own, if it sent a sensible one. */
function correlationId(incoming: IncomingMessage): string {
	const sent = incoming.headers['concur-correlationid'];
	return typeof sent === 'string' && /^[\w.-]{1,100}$/.test(sent) ? sent : randomUUID();
}

/** Answers one request and logs one line about it. Never throws: whatever goes wrong inside is a 500. */
export async function respond(incoming: IncomingMessage, outgoing: ServerResponse, concur: PracticeConcur, log: (line: string) => void): Promise<void> {
	const startedAt = performance.now();
	const correlation = correlationId(incoming);
	let body = '';
	let answer: Answer;
	try {
		answer = await answerRequest(incoming, concur, read => {
			body = read;
		});
	} catch (error) {
		answer = textAnswer(500, 'The practice server failed on this request.\n');
		log(`The practice server failed: ${error instanceof Error ? error.message : 'unknown'}`);
	}

	const isForeign = answer.status === 403 && answer.body === '';
	await writeAnswer(outgoing, isForeign ? answer : {...answer, headers: {'concur-correlationid': correlation, 'x-content-type-options': 'nosniff', ...answer.headers}});
	log(logLine({method: incoming.method ?? '', url: incoming.url ?? '', body, answer, milliseconds: performance.now() - startedAt, now: concur.now()}));
}
