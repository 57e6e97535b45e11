import {Buffer} from 'node:buffer';
import {randomBytes} from 'node:crypto';
import http, {type IncomingMessage, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {returnedHeaders, forwardedHeaders, type Header} from '../../concur/api-headers.js';
import {noResponseReason} from '../../concur/no-response-reason.js';
import {createTokenRedactor} from '../../concur/redact.js';
import {errorCode} from '../../error-code.js';
import {UserError} from '../../errors.js';
import {portFailure} from '../../port.js';
import {
	type AnsweredApiCall, type ApiOutcome, type AuthorizedCalls, type RequestBody,
} from '../calls/authorized-calls.js';
import {refusedTargetRemedy} from '../calls/refused-target.js';
import {maxBufferedSize, bufferBody} from '../calls/request-body.js';
import {explainUnansweredCall} from '../../concur/explain-unanswered-call.js';
import {withRepeatedOptions} from '../../wizard/calls/repeated-options.js';
import {authorizeCaller, keyHeader, type ProxyRules} from './authorize-caller.js';
import {type AccessLogEntry} from './access-log.js';

type ProxyServerOptions = {
	readonly calls: AuthorizedCalls;
	/** The port to listen on; by default a free one. */
	readonly port?: number;
	readonly isReadOnly?: boolean;
	readonly allowed?: readonly string[];
	/** The options that a suggested command must repeat to use the same profile. */
	readonly repeatedOptions: string;
	readonly now: () => number;
	/** Called with each request when it is over. It must not throw. */
	readonly onRequest: (line: AccessLogEntry) => void;
};

/** A proxy to SAP Concur's API on this machine. */
export type ProxyServer = {
	/** The base address that needs no token; callers use it instead of SAP Concur's. */
	readonly address: string;
	readonly port: number;
	readonly key: string;
	/** The number of requests in progress. */
	readonly pendingCount: () => number;
	/** Stops accepting connections, and resolves once the requests in progress have finished; `isNow` cuts them off. */
	readonly close: (isNow?: boolean) => Promise<void>;
};

async function listen(server: http.Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', error => {
			reject(portFailure(error, port, 'proxy'));
		});
		server.listen(port, '127.0.0.1', () => {
			resolve((server.address() as AddressInfo).port);
		});
	});
}

type ProxyRefusal = {readonly status: number; readonly error: string; readonly remedy: string};

/** Answers in the proxy's own name; a header distinguishes this from an answer of SAP Concur. */
function refuse(outgoing: ServerResponse, {status, error, remedy}: ProxyRefusal, isBodyUnread: boolean): void {
	const body = `${JSON.stringify({error, remedy})}\n`;
	outgoing.writeHead(status, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
		'concur-tokens-proxy': 'refused',
		'x-content-type-options': 'nosniff',
		// The rest of the request is not read.
		...(isBodyUnread && {connection: 'close'}),
	});
	outgoing.end(body);
}

function hasBody({headers}: IncomingMessage): boolean {
	return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

async function readBody(incoming: IncomingMessage): Promise<RequestBody | undefined> {
	if (!hasBody(incoming)) {
		return undefined;
	}

	const length = incoming.headers['content-length'];
	return length !== undefined && Number(length) > maxBufferedSize
		? {length: Number(length), canRepeat: false, open: () => incoming}
		: bufferBody(incoming);
}

/** Prepares a header's value as Node sends it, byte by byte, without the bearer token. */
function safeHeader([name, value]: Header, token: string): readonly [string, string] {
	return [name, Buffer.from(value.replaceAll(token, '*'.repeat(token.length))).toString('latin1')];
}

/** Masks the bearer token in the body of an answer, in case the server repeats its request. */
function createRedaction(token: string): Transform {
	const cover = createTokenRedactor(token);
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			done(undefined, cover.push(chunk));
		},
		flush(done) {
			done(undefined, cover.end());
		},
	});
}

async function forwardResponse(
	{status, headers, body, bearer}: AnsweredApiCall,
	outgoing: ServerResponse,
): Promise<void> {
	const {accessToken} = bearer;
	const passed = returnedHeaders(headers).map(header => safeHeader(header, accessToken));
	outgoing.writeHead(status, passed.flat());
	await pipeline(body, createRedaction(accessToken), outgoing);
}

/** The refusal to send for a call that got no answer, or that was not made. */
function refusalOf(
	outcome: Exclude<ApiOutcome, AnsweredApiCall>,
	method: string,
	repeatedOptions: string,
): ProxyRefusal {
	if (outcome.kind === 'refused') {
		return {status: 403, error: outcome.reason, remedy: refusedTargetRemedy(outcome, repeatedOptions)};
	}

	const {cause, remedy} = explainUnansweredCall(outcome, outcome.host, method);
	const status = outcome.reason === 'timeout' ? 504 : 502;
	return {status, error: cause, remedy: withRepeatedOptions(remedy, repeatedOptions)};
}

/** Answers one request and returns how it ended. */
async function handleRequest(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	rules: ProxyRules,
	calls: AuthorizedCalls,
): Promise<Pick<AccessLogEntry, 'path' | 'status' | 'reason'>> {
	const {method = 'GET', url: target = '', headers} = incoming;
	const judged = authorizeCaller({method, target, headers}, rules);
	if (judged.kind === 'rejected') {
		refuse(outgoing, judged, hasBody(incoming));
		const {path, status, error} = judged;
		return {...(path !== undefined && {path}), status, reason: error};
	}

	const {path} = judged;
	const leaving = new AbortController();
	outgoing.once('close', () => {
		leaving.abort();
	});
	let refusal: ProxyRefusal;
	try {
		const {[keyHeader]: _key, ...others} = headers;
		const outcome = await calls.call({
			method,
			address: path,
			headers: forwardedHeaders(others, rules.isReadOnly),
			body: await readBody(incoming),
			signal: leaving.signal,
		});
		if (outcome.kind === 'open') {
			await forwardResponse(outcome, outgoing);
			return {path, status: outcome.status};
		}

		refusal = refusalOf(outcome, method, rules.repeatedOptions);
	} catch (error) {
		if (leaving.signal.aborted || outgoing.headersSent) {
			// The caller sees the answer break off, as it did here.
			outgoing.destroy();
			const isCallers = noResponseReason(error) === 'other';
			return {path, reason: isCallers ? 'The client disconnected.' : 'SAP Concur\'s answer was cut off.'};
		}

		if (!(error instanceof UserError)) {
			throw error;
		}

		refusal = {status: 502, error: error.message, remedy: error.nextStep};
	}

	if (leaving.signal.aborted) {
		return {path, reason: 'The client disconnected.'};
	}

	refuse(outgoing, refusal, !incoming.readableEnded && hasBody(incoming));
	return {path, status: refusal.status, reason: refusal.error};
}

/**
Opens the proxy: on loopback only, protected by a random key. Callers get SAP Concur's answers and never a token.

Throws `UserError` where it cannot listen.
*/
export async function openProxyServer(options: ProxyServerOptions): Promise<ProxyServer> {
	const {calls, now, onRequest, repeatedOptions, isReadOnly = false, allowed = []} = options;
	const key = randomBytes(24).toString('base64url');
	const pending = new Set<Promise<void>>();
	// A large upload may take any length of time; the time limits of the call apply.
	const server = http.createServer({requestTimeout: 0, keepAliveTimeout: 30_000});
	const port = await listen(server, options.port ?? 0);
	const rules: ProxyRules = {key, port, isReadOnly, allowed, repeatedOptions};
	const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const startedAt = performance.now();
		let ending: Pick<AccessLogEntry, 'path' | 'status' | 'reason'>;
		try {
			ending = await handleRequest(incoming, outgoing, rules, calls);
		} catch (error) {
			ending = {reason: `The proxy failed${errorCode(error) === undefined ? '' : ` (${errorCode(error)})`}.`};
			outgoing.destroy();
		}

		onRequest({...ending, at: now(), method: incoming.method ?? '', milliseconds: performance.now() - startedAt});
	};

	server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const served = serve(incoming, outgoing);
		pending.add(served);
		void served.finally(() => {
			pending.delete(served);
		});
	});
	return {
		address: `http://127.0.0.1:${port}/${key}`,
		port,
		key,
		pendingCount: () => pending.size,
		async close(isNow = false) {
			server.close();
			server.closeIdleConnections();
			if (isNow) {
				server.closeAllConnections();
			}

			// The result of a grant that a caller has triggered is stored, whether or not the caller waits for it.
			await Promise.allSettled(pending);
			server.closeAllConnections();
		},
	};
}
