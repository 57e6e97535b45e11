import {type Readable} from 'node:stream';
import {type Dispatcher} from 'undici';
import {type Header, type ReceivedHeaders} from './api-headers.js';
import {reasonBehindProxy, reasonOf} from './failure-reasons.js';
import {type NoAnswer} from './send-request.js';

/** A request whose body may be of any size. */
export type StreamedRequest = {
	readonly method: string;
	readonly url: string;
	readonly headers: readonly Header[];
	readonly body?: Readable | Uint8Array | undefined;
};

/** An answer whose body is still to be read. */
export type OpenAnswer = {
	readonly kind: 'open';
	readonly status: number;
	readonly headers: ReceivedHeaders;
	readonly body: Readable;
	/** Reads a short body to its end, so that the connection can be used again, and gives up a long one. */
	readonly discard: () => Promise<void>;
};

/** Milliseconds: until the connection stands, and without a byte; the whole may take as long as it takes. */
export const apiLimits = {connect: 10_000, idle: 60_000, keepAlive: 4000} as const;

// A refusal is read to its end before the next try; anything longer costs the connection. Bytes.
const maxDiscarded = 64 * 1024;

/**
Sends a request and answers as soon as the head of the answer is there; the bodies of both stream, in constant memory
and without a limit of size. Redirects are not followed. Every failure is a value.

@see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherrequestoptions-callback
*/
export async function openAnswer(
	request: StreamedRequest,
	dispatcher: Dispatcher,
	{isBehindProxy, signal}: {readonly isBehindProxy: boolean; readonly signal?: AbortSignal | undefined},
): Promise<OpenAnswer | NoAnswer> {
	const {request: send} = await import('undici');
	const {url, method, headers, body = null} = request;
	const startedAt = performance.now();
	try {
		const {statusCode: status, headers: received, body: answered} = await send(url, {
			dispatcher, method, headers: headers.flat(), body, signal: signal ?? null,
		});
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
		const failure = isBehindProxy ? reasonBehindProxy(error) : reasonOf(error);
		return {
			kind: 'no-answer',
			reason: signal?.aborted ? 'cancelled' : failure,
			latency: performance.now() - startedAt,
		};
	}
}
