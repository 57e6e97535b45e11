import {Buffer} from 'node:buffer';
import {randomUUID} from 'node:crypto';
import {type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import {machineError} from '../../disk/describe-file-error.js';
import {alterResponse, faultResponse} from '../control/inject-faults.js';
import {problemPage} from '../panel/page.js';
import {concurHostNames, loopbackNames, portOf} from '../serving/host-names.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {jsonResponse, sendResponse, textResponse, withHeaders, type PracticeResponse} from './response.js';
import {findRoute} from './routes.js';
import {refusalLine, callLine} from './log-lines.js';

/** The origin by which a client on this machine reached the server, or why its request is refused. */
type SenderCheck =
	| {readonly kind: 'own'; readonly reachedOrigin: string}
	| {readonly kind: 'foreign'; readonly refusal: string};

function isOwnHost(host: string, origin: string): boolean {
	const {protocol, port} = new URL(origin);
	const names = protocol === 'https:' ? [...loopbackNames, ...concurHostNames] : loopbackNames;
	// Clients usually omit the port that the scheme implies, but may include it.
	return names.some(name => host === `${name}:${portOf(origin)}` || (port === '' && host === name));
}

/**
Distinguishes requests by this machine's own clients and the panel's pages from requests by pages of other origins.

Any page that the user visits can send requests to loopback, even through a host name that it points there (DNS
rebinding), but its Host, Origin or Sec-Fetch-Site reveals it. Concur's host names are served only over https, as
clients use them.
@see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
*/
export function checkSender(headers: IncomingHttpHeaders, origin: string): SenderCheck {
	const host = headers.host?.toLowerCase() ?? '';
	if (!isOwnHost(host, origin)) {
		return {
			kind: 'foreign',
			refusal: host === '' ? 'there is no Host' : `the Host ${host} is not one of this server's`,
		};
	}

	const reachedOrigin = new URL(`${new URL(origin).protocol}//${host}`).origin;
	if (headers.origin !== undefined && headers.origin.toLowerCase() !== reachedOrigin) {
		return {kind: 'foreign', refusal: `it comes from a page of ${headers.origin}`};
	}

	const site = headers['sec-fetch-site'];
	return site === undefined || site === 'same-origin' || site === 'none'
		? {kind: 'own', reachedOrigin}
		: {kind: 'foreign', refusal: `it comes from a page of another site (Sec-Fetch-Site: ${String(site)})`};
}

// Bytes; more than any form or command here needs.
const maxBodyLength = 64 * 1024;

/** Reads the body as text; undefined as soon as it exceeds 64 KiB. Throws if the client disconnects. */
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

/** A refusal in the form that its reader expects: a page for a browser at the panel, or else JSON. */
function refuse(path: string, status: number, problem: string, remedy: string): PracticeResponse {
	const isPage = path.startsWith('/nui/') || path === '/practice/control';
	return isPage ? problemPage(status, problem, remedy) : jsonResponse(status, {problem});
}

/**
Parses a request line's target, a path or a full address; undefined if it is not one of this server's.
@see https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2
*/
function parseTarget(target: string, origin: string): URL | undefined {
	// A target that begins with two slashes names another host, or none.
	const address = URL.parse(target, origin);
	return address?.origin === origin ? address : undefined;
}

async function answerRequest(
	incoming: IncomingMessage,
	origin: string,
	concur: PracticeConcur,
	onBody: (body: string) => void,
): Promise<PracticeResponse> {
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
		const reason = `This address accepts only ${allowed}.`;
		const answer = refuse(path, 405, reason, 'Use the links and forms of the panel.');
		return withHeaders(answer, {allow: allowed, connection: 'close'});
	}

	const body = await readBody(incoming);
	if (body === undefined) {
		const answer = refuse(path, 413, 'The body is longer than 64 KiB.', 'Go back and shorten it.');
		return withHeaders(answer, {connection: 'close'});
	}

	onBody(body);
	const faults = concur.faults.takeFor(route.faultPaths ?? []);
	const request = {method, origin, path, query, headers: incoming.headers, body, parameters, faults};
	const answer = faultResponse(faults, origin) ?? await handle(request, concur);
	return alterResponse(answer, faults, origin);
}

/** The ID by which SAP support would find the call: the client's own, if it sent a plausible one. */
function correlationId(incoming: IncomingMessage): string {
	const sent = incoming.headers['concur-correlationid'];
	return typeof sent === 'string' && /^[\w.-]{1,100}$/.test(sent) ? sent : randomUUID();
}

/** Responds to one request and logs it in one line. Never throws: any internal failure becomes a 500. */
export async function handleRequest(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	concur: PracticeConcur,
	log: (line: string) => void,
): Promise<void> {
	const startedAt = performance.now();
	const {method = '', url = ''} = incoming;
	const sender = checkSender(incoming.headers, concur.origin);
	if (sender.kind === 'foreign') {
		await sendResponse(outgoing, {status: 403, headers: {connection: 'close'}, body: ''});
		log(refusalLine({method, url, now: concur.now()}, sender.refusal));
		return;
	}

	let body = '';
	let answer: PracticeResponse;
	try {
		answer = await answerRequest(incoming, sender.reachedOrigin, concur, read => {
			body = read;
		});
	} catch (error) {
		const failure = machineError(error) ?? error;
		const cause = failure instanceof Error ? failure.message.replace(/\.$/, '') : 'unknown';
		answer = textResponse(500, `The practice server failed: ${cause}.\n`);
		log(`The practice server failed: ${cause}.`);
	}

	const always = {'concur-correlationid': correlationId(incoming), 'x-content-type-options': 'nosniff'};
	await sendResponse(outgoing, {...answer, headers: {...always, ...answer.headers}});
	const milliseconds = performance.now() - startedAt;
	log(callLine({method, url, body, answer, milliseconds, now: concur.now()}));
}
