import {Buffer} from 'node:buffer';
import {randomUUID} from 'node:crypto';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {alterAnswer, faultAnswer} from '../control/inject-faults.js';
import {problemPage} from '../panel/page.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {describeFileFailure} from '../state/practice-files.js';
import {jsonAnswer, sendAnswer, textAnswer, withHeaders, type Answer} from './answer.js';
import {checkSender} from './check-sender.js';
import {callLine, refusalLine} from './request-log.js';
import {findRoute} from './routes.js';

// Bytes; more than any form or command here needs.
const maxBodyLength = 64 * 1024;

/** The body as text; undefined as soon as it is longer than 64 KiB. Throws when the client goes away. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
	if (Number(incoming.headers['content-length'] ?? 0) > maxBodyLength) {
		return undefined;
	}

	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > maxBodyLength) {
			return undefined;
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
}

/** A refusal in the form that its reader expects: a page for a browser at the panel, else JSON. */
function refuse(path: string, status: number, problem: string, remedy: string): Answer {
	const isPage = path.startsWith('/nui/') || path === '/practice/control';
	return isPage ? problemPage(status, problem, remedy) : jsonAnswer(status, {problem});
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
	onBody: (body: string) => void,
): Promise<Answer> {
	const address = parseTarget(incoming.url ?? '', origin);
	const found = address && findRoute(address.pathname);
	if (!found) {
		return refuse(address?.pathname ?? '', 404, 'There is nothing at this address.', 'Start again from the panel.');
	}

	const {pathname: path, searchParams: query} = address;
	const {route, parameters} = found;
	const method = incoming.method ?? 'GET';
	const handle = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined;
	if (!handle) {
		const allowed = Object.keys(route.methods).join(', ');
		const answer = refuse(path, 405, `This address takes ${allowed}.`, 'Use the links and forms of the panel.');
		return withHeaders(answer, {allow: allowed, connection: 'close'});
	}

	const body = await readBody(incoming);
	if (body === undefined) {
		const answer = refuse(path, 413, 'The body is longer than 64 KiB.', 'Go back and send less.');
		return withHeaders(answer, {connection: 'close'});
	}

	onBody(body);
	const faults = route.faultPath ? concur.faults.takeFor(route.faultPath) : [];
	const request = {method, origin, path, query, headers: incoming.headers, body, parameters, faults};
	const answer = faultAnswer(faults, origin) ?? await handle(request, concur);
	return alterAnswer(answer, faults, origin);
}

/** The ID that SAP support would find the call by: the client's own, if it sent a sensible one. */
function correlationId(incoming: IncomingMessage): string {
	const sent = incoming.headers['concur-correlationid'];
	return typeof sent === 'string' && /^[\w.-]{1,100}$/.test(sent) ? sent : randomUUID();
}

/** Answers one request and logs one line about it. Never throws: whatever goes wrong inside is a 500. */
export async function handleRequest(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	concur: PracticeConcur,
	log: (line: string) => void,
): Promise<void> {
	const startedAt = performance.now();
	const {method = '', url = ''} = incoming;
	const sender = checkSender(incoming.headers, concur.origin);
	if ('refusal' in sender) {
		await sendAnswer(outgoing, {status: 403, headers: {connection: 'close'}, body: ''});
		log(refusalLine({method, url, now: concur.now()}, sender.refusal));
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
		const cause = describeFileFailure(error, 'the practice folder') ?? problem;
		answer = textAnswer(500, `The practice server failed: ${cause}.\n`);
		log(`The practice server failed: ${cause}.`);
	}

	const always = {'concur-correlationid': correlationId(incoming), 'x-content-type-options': 'nosniff'};
	await sendAnswer(outgoing, {...answer, headers: {...always, ...answer.headers}});
	const milliseconds = performance.now() - startedAt;
	log(callLine({method, url, body, answer, milliseconds, now: concur.now()}));
}
