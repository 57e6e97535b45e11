import {randomUUID} from 'node:crypto';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {jsonAnswer, textAnswer, type Answer} from './answer.js';
import {applyFaults, replacingAnswer} from './apply-faults.js';
import {describeFolderFailure} from './folder-failure.js';
import {judgeSender} from './guard.js';
import {logLine, refusedLine} from './log-line.js';
import {type PracticeConcur} from './practice-concur.js';
import {problemPage} from './panel/page.js';
import {readBody} from './read-body.js';
import {findRoute} from './routes.js';
import {writeAnswer} from './write-answer.js';

/** A refusal in the form that its reader expects: a page for a browser at the panel, else JSON. */
function refuse(path: string, status: number, problem: string, remedy: string): Answer {
	return path.startsWith('/nui/') || path === '/practice/control' ? problemPage(status, problem, remedy) : jsonAnswer(status, {problem});
}

/**
The address in a request line, a path or all of it; undefined when it is none of this server's.
@see https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2
*/
function parseTarget(target: string, origin: string): URL | undefined {
	// What begins with two slashes names another host, or none.
	const address = URL.parse(target, origin);
	return address?.origin === origin ? address : undefined;
}

async function answerRequest(
	incoming: IncomingMessage,
	origin: string,
	concur: PracticeConcur,
	note: (body: string) => void,
): Promise<Answer> {
	const address = parseTarget(incoming.url ?? '', origin);
	const found = address && findRoute(address.pathname);
	if (!found) {
		return refuse(address?.pathname ?? '', 404, 'There is nothing at this address.', 'Go on from the panel.');
	}

	const {pathname, searchParams} = address;

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
	const {headers} = incoming;
	const {parameters} = found;
	const request = {method, origin, path: pathname, query: searchParams, headers, body, parameters, faults};
	const answer = replacingAnswer(faults, origin) ?? await handle(request, concur);
	return applyFaults(answer, faults, origin);
}

/** An id that SAP support could find the call by: the client's own, if it sent a sensible one. */
function correlationId(incoming: IncomingMessage): string {
	const sent = incoming.headers['concur-correlationid'];
	return typeof sent === 'string' && /^[\w.-]{1,100}$/.test(sent) ? sent : randomUUID();
}

/** Answers one request and logs one line about it. Never throws: whatever goes wrong inside is a 500. */
export async function respond(incoming: IncomingMessage, outgoing: ServerResponse, concur: PracticeConcur, log: (line: string) => void): Promise<void> {
	const startedAt = performance.now();
	const {method = '', url = ''} = incoming;
	const sender = judgeSender(incoming.headers, concur.origin);
	if ('refusal' in sender) {
		await writeAnswer(outgoing, {status: 403, headers: {connection: 'close'}, body: ''});
		log(refusedLine({method, url, now: concur.now()}, sender.refusal));
		return;
	}

	let body = '';
	let answer: Answer;
	try {
		answer = await answerRequest(incoming, sender.reachedOrigin, concur, read => {
			body = read;
		});
	} catch (error) {
		const problem = error instanceof Error ? error.message.replace(/\.$/, '') : 'unknown';
		const cause = describeFolderFailure(error, 'the practice folder') ?? problem;
		answer = textAnswer(500, `The practice server failed: ${cause}.\n`);
		log(`The practice server failed: ${cause}.`);
	}

	const always = {'concur-correlationid': correlationId(incoming), 'x-content-type-options': 'nosniff'};
	await writeAnswer(outgoing, {...answer, headers: {...always, ...answer.headers}});
	log(logLine({method, url, body, answer, milliseconds: performance.now() - startedAt, now: concur.now()}));
}
