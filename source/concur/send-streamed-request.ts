import {Readable} from 'node:stream';
import {type Dispatcher} from 'undici';
import {type Header, type ReceivedHeaders} from './api-headers.js';
import {reasonBehindProxy, noResponseReason} from './no-response-reason.js';
import {type NoResponse} from './send-request.js';

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
