import {type NoAnswerReason} from './explanations.js';
import {isLoopback} from './base-uris.js';
import {type HttpRequest} from './requests.js';

/** Limits of one call: milliseconds and bytes. */
export type Limits = {readonly connect: number; readonly whole: number; readonly bytes: number};

export const defaultLimits: Limits = {connect: 10_000, whole: 30_000, bytes: 1024 * 1024};

export type HttpAnswer = {
	readonly kind: 'answered';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** Milliseconds. */
	readonly latency: number;
};

export type NoAnswer = {readonly kind: 'no-answer'; readonly reason: NoAnswerReason; readonly latency: number};

export type SendOptions = {readonly signal?: AbortSignal | undefined; readonly limits?: Limits};

const reasonsByCode: Readonly<Record<string, NoAnswerReason>> = {
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	ECONNREFUSED: 'refused',
	EHOSTUNREACH: 'refused',
	ENETUNREACH: 'refused',
	ECONNRESET: 'connection-lost',
	EPIPE: 'connection-lost',
	UND_ERR_SOCKET: 'connection-lost',
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	UND_ERR_HEADERS_TIMEOUT: 'timeout',
	UND_ERR_BODY_TIMEOUT: 'timeout',
	ETIMEDOUT: 'timeout',
	UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection-lost',
	UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
};

function reasonOf(error: unknown, depth = 0): NoAnswerReason {
	if (!(error instanceof Error) || depth > 4) {
		return 'other';
	}

	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	if (/^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) {
		return 'tls';
	}

	if (/proxy/i.test(error.message)) {
		return 'proxy';
	}

	if (error instanceof AggregateError && !reasonsByCode[code]) {
		return reasonOf(error.errors[0], depth + 1);
	}

	return reasonsByCode[code] ?? (error.cause === undefined ? 'other' : reasonOf(error.cause, depth + 1));
}

class TooLargeError extends Error {
	readonly code = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

async function readBounded(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size > limit) {
			throw new TooLargeError('answer too large');
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value ?? '']));
}

/**
The one HTTP call of this program: bounded in time and size, redirects not followed, through HTTPS_PROXY where one is set (never for this machine itself).

undici is loaded here and not before: commands that call nobody start without it. Every failure is a value; none carries a secret.
*/
export async function sendRequest(request: HttpRequest, options: SendOptions = {}): Promise<HttpAnswer | NoAnswer> {
	const {Agent, EnvHttpProxyAgent, request: send} = await import('./http-client.js');
	const limits = options.limits ?? defaultLimits;
	const agentOptions = {
		connect: {timeout: limits.connect}, headersTimeout: limits.whole, bodyTimeout: limits.whole, keepAliveTimeout: 1,
	};
	const deadline = AbortSignal.timeout(limits.whole);
	const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
	const startedAt = performance.now();
	const latency = () => performance.now() - startedAt;
	let dispatcher: InstanceType<typeof Agent> | InstanceType<typeof EnvHttpProxyAgent> | undefined;
	try {
		dispatcher = isLoopback(new URL(request.url).hostname) ? new Agent(agentOptions) : new EnvHttpProxyAgent(agentOptions);
		const response = await send(request.url, {
			dispatcher, method: request.method, headers: {...request.headers}, body: request.body, signal,
		});
		const body = await readBounded(response.body, limits.bytes);
		return {
			kind: 'answered', status: response.statusCode, headers: plainHeaders(response.headers), body, latency: latency(),
		};
	} catch (error) {
		const reason = options.signal?.aborted ? 'cancelled' : (deadline.aborted ? 'timeout' : reasonOf(error));
		return {kind: 'no-answer', reason, latency: latency()};
	} finally {
		// An open socket would keep the program from ending.
		await dispatcher?.destroy();
	}
}
