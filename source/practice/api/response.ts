import {Buffer} from 'node:buffer';
import {type ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';

/** How a response reaches the client: whole, cut off in the middle, not at all, or as a reset connection. */
type Delivery = 'whole' | 'cut-off' | 'no-answer' | 'drop';

/** The response of an endpoint or a page. */
export type PracticeResponse = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
	readonly delivery?: Delivery;
	/** Milliseconds to wait before sending it. */
	readonly delay?: number;
};

/**
A JSON response that must not be cached.
@see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
*/
export function jsonResponse(status: number, body: unknown, mediaType = 'application/json'): PracticeResponse {
	return {
		status,
		headers: {'content-type': `${mediaType};charset=utf-8`, 'cache-control': 'no-store'},
		body: JSON.stringify(body),
	};
}

/** A plain-text response that must not be cached. */
export function textResponse(status: number, text: string): PracticeResponse {
	return {status, headers: {'content-type': 'text/plain;charset=utf-8', 'cache-control': 'no-store'}, body: text};
}

/** The same response with additional headers, which override its own. */
export function withHeaders(answer: PracticeResponse, headers: Readonly<Record<string, string>>): PracticeResponse {
	return {...answer, headers: {...answer.headers, ...headers}};
}

/** Sends a response after its delay, in the way that it is to be delivered. */
export async function sendResponse(outgoing: ServerResponse, answer: PracticeResponse): Promise<void> {
	if (answer.delay) {
		await wait(answer.delay, undefined, {ref: false});
	}

	const {socket} = outgoing;
	if (answer.delivery === 'no-answer' || outgoing.destroyed) {
		return;
	}

	if (answer.delivery === 'drop') {
		socket?.resetAndDestroy();
		return;
	}

	const body = Buffer.from(answer.body);
	outgoing.writeHead(answer.status, {...answer.headers, 'content-length': String(body.length)});
	if (answer.delivery === 'cut-off') {
		// The declared length is never reached.
		outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
			socket?.destroy();
		});
		return;
	}

	outgoing.end(body);
}
