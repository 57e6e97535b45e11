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

/** The address that a request asks for, in origin form or absolute form (RFC 9112, 3.2); undefined when it is none of this server's. */
function parseTarget(target: string, origin: string): URL | undefined {
	// Not resolved against the origin: "//" would then name a host.
	const address = URL.parse(target.startsWith('/') ? `${origin}${target}` : target);
	return address?.origin === origin ? address : undefined;
}

async function answerRequest(incoming: IncomingMessage, origin: string, concur: PracticeConcur, note: (body: string) => void): Promise<Answer> {
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
	const request = {method, origin, path: pathname, query: searchParams, headers: incoming.headers, body, parameters: found.parameters, faults};
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
		log(refusedLine({method, url, reason: sender.refusal, now: concur.now()}));
		return;
	}

	let body = '';
	let answer: Answer;
	try {
		answer = await answerRequest(incoming, sender.reachedOrigin, concur, read => {
			body = read;
		});
	} catch (error) {
		const cause = describeFolderFailure(error, 'the practice folder') ?? (error instanceof Error ? error.message : 'unknown');
		answer = textAnswer(500, `The practice server failed: ${cause}.\n`);
		log(`The practice server failed: ${cause}.`);
	}

	await writeAnswer(outgoing, {...answer, headers: {'concur-correlationid': correlationId(incoming), 'x-content-type-options': 'nosniff', ...answer.headers}});
	log(logLine({method, url, body, answer, milliseconds: performance.now() - startedAt, now: concur.now()}));
}
