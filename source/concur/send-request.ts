import {Buffer} from 'node:buffer';
import process from 'node:process';
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
