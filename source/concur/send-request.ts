import {Buffer} from 'node:buffer';
import process from 'node:process';
import {Readable} from 'node:stream';
import {type Dispatcher} from 'undici';
import {type Header, type ReceivedHeaders} from './api-headers.js';
import {openDispatcher, resolveProxyRoute} from './network-route.js';
import {reasonBehindProxy, noResponseReason, type NoResponseReason} from './no-response-reason.js';
import {type HttpRequest} from './requests.js';

/** Limits of one call: milliseconds and bytes. */
export type Limits = {readonly connect: number; readonly whole: number; readonly bytes: number};

/**
The response to a grant may take a minute; giving up sooner could lose a rotated token.

@see https://developer.concur.com/api-reference/http-status-codes.html
*/
export const defaultLimits: Limits = {connect: 10_000, whole: 60_000, bytes: 1024 * 1024};

export type HttpResponse = {
	readonly kind: 'answered';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** Milliseconds. */
	readonly latency: number;
};

export type NoResponse = {
	readonly kind: 'no-answer';
	readonly reason: NoResponseReason;
	/** The environment variable that names the proxy in use. */
	readonly variable?: string;
	/** Milliseconds. */
	readonly latency: number;
};

export type SendOptions = {
	readonly signal?: AbortSignal;
	readonly limits?: Limits;
	/** Where HTTPS_PROXY and similar variables are read. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** The parts of a request that are sent. */
type SentRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

async function readBounded(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size > limit) {
			// The same code as undici's own errors.
			throw Object.assign(new Error('answer too large'), {code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE'});
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks);
}

/**
Decodes a body that a proxy or server compressed although no compression was requested; a body in an unknown encoding is
returned as it is.
*/
async function decodeContent(bytes: Buffer, encoding: string, limit: number): Promise<Buffer> {
	if (!/^(?:x-)?(?:gzip|deflate|br)$/.test(encoding)) {
		return bytes;
	}

	const {brotliDecompressSync, unzipSync} = await import('node:zlib');
	try {
		return (encoding === 'br' ? brotliDecompressSync : unzipSync)(bytes, {maxOutputLength: limit});
	} catch (error) {
		if (noResponseReason(error) === 'too-large') {
			throw error;
		}

		return bytes;
	}
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]));
}

/**
The program's only function for a complete HTTP call: limited in time and size, without following redirects, and through
HTTPS_PROXY if set (never for this machine itself). Every failure is a value; none contains a secret.

@see https://undici.nodejs.org/#/docs/api/Dispatcher
*/
export async function sendRequest(request: SentRequest, options: SendOptions = {}): Promise<HttpResponse | NoResponse> {
	const route = resolveProxyRoute(new URL(request.url), options.environment ?? process.env);
	if (route.kind === 'unusable') {
		return {kind: 'no-answer', reason: 'proxy-address', variable: route.variable, latency: 0};
	}

	const {request: send} = await import('undici');
	const limits = options.limits ?? defaultLimits;
	const deadline = AbortSignal.timeout(limits.whole);
	const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
	const startedAt = performance.now();
	const latency = () => performance.now() - startedAt;
	const dispatcher = await openDispatcher(route, {connect: limits.connect, idle: limits.whole});
	try {
		const {method, body} = request;
		const response = await send(request.url, {
			dispatcher, method, headers: {...request.headers}, ...(body !== undefined && {body}), signal,
		});
		const headers = plainHeaders(response.headers);
		const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
		const bytes = await decodeContent(await readBounded(response.body, limits.bytes), encoding, limits.bytes);
		return {
			kind: 'answered',
			status: response.statusCode,
			headers,
			body: bytes.toString('utf8'),
			latency: latency(),
		};
	} catch (error) {
		const failure = route.kind === 'direct' ? noResponseReason(error) : reasonBehindProxy(error);
		const reason = options.signal?.aborted ? 'cancelled' : (deadline.aborted ? 'timeout' : failure);
		return {
			kind: 'no-answer', reason, ...(route.kind === 'proxy' && {variable: route.variable}), latency: latency(),
		};
	} finally {
		// An open socket would keep the program from exiting.
		await dispatcher.destroy();
	}
}

/** A request whose body may be of any size. */
export type StreamedRequest = {
	readonly method: string;
	readonly url: string;
	readonly headers: readonly Header[];
	readonly body: Readable | Uint8Array | undefined;
};

/** A response whose body has not been read yet. */
export type StreamedResponse = {
	readonly kind: 'open';
	readonly status: number;
	readonly headers: ReceivedHeaders;
	readonly body: Readable;
	/** Reads a short body to its end so that the connection can be reused, and abandons a long one. */
	readonly discard: () => Promise<void>;
};

/**
Milliseconds: to connect, to wait without receiving a byte, and to keep a connection; the total time is not limited.
*/
export const apiLimits = {connect: 10_000, idle: 60_000, keepAlive: 4000} as const;

/**
Whether a response has no body, whatever length its headers name: that of the answer to a plain GET.

@see https://www.rfc-editor.org/rfc/rfc9110#section-8.6
*/
function isBodiless(method: string, status: number): boolean {
	return method === 'HEAD' || status === 204 || status === 304;
}

/** Gives up a body for which undici waits in vain, and returns an empty one. */
function emptyBody(awaited: Readable): Readable {
	awaited.on('error', () => {});
	awaited.destroy();
	return Readable.from([]);
}

// A refusal is read to its end before the next attempt; a longer body costs the connection. Bytes.
const maxDiscarded = 64 * 1024;

/**
Sends a request and resolves as soon as the head of the response has arrived. Both bodies are streamed, in constant
memory and without a size limit. Redirects are not followed. Every failure is a value.

@see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherrequestoptions-callback
*/
export async function sendStreamedRequest(
	request: StreamedRequest,
	dispatcher: Dispatcher,
	{isBehindProxy, signal}: {readonly isBehindProxy: boolean; readonly signal: AbortSignal | undefined},
): Promise<StreamedResponse | NoResponse> {
	const {request: send} = await import('undici');
	const {url, method, headers, body} = request;
	const startedAt = performance.now();
	try {
		const {statusCode: status, headers: received, body: answered} = await send(url, {
			dispatcher, method, headers: headers.flat(), ...(body && {body}), ...(signal && {signal}),
		});
		if (isBodiless(method, status)) {
			return {kind: 'open', status, headers: received, body: emptyBody(answered), async discard() {}};
		}

		return {
			kind: 'open',
			status,
			headers: received,
			body: answered,
			async discard() {
				await answered.dump({limit: maxDiscarded});
			},
		};
	} catch (error) {
		const failure = isBehindProxy ? reasonBehindProxy(error) : noResponseReason(error);
		return {
			kind: 'no-answer',
			reason: signal?.aborted ? 'cancelled' : failure,
			latency: performance.now() - startedAt,
		};
	}
}
