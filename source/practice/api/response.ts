import {Buffer} from 'node:buffer';
import {type ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';

/** How an answer reaches the client: whole, cut off in the middle, not at all, or as a reset connection. */
export type Delivery = 'whole' | 'cut-off' | 'no-answer' | 'drop';

/** What an endpoint or a page answers. */
export type PracticeResponse = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
	readonly delivery?: Delivery;
	/** Milliseconds to wait before it is sent. */
	readonly delay?: number;
};

/**
A JSON answer that no cache keeps.
@see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
*/
export function jsonResponse(status: number, body: unknown, mediaType = 'application/json'): PracticeResponse {
	return {
		status,
		headers: {'content-type': `${mediaType};charset=utf-8`, 'cache-control': 'no-store'},
		body: JSON.stringify(body),
	};
}

/** A plain-text answer that no cache keeps. */
export function textResponse(status: number, text: string): PracticeResponse {
	return {status, headers: {'content-type': 'text/plain;charset=utf-8', 'cache-control': 'no-store'}, body: text};
}

/** The same answer with further headers, which win over its own. */
export function withHeaders(answer: PracticeResponse, headers: Readonly<Record<string, string>>): PracticeResponse {
	return {...answer, headers: {...answer.headers, ...headers}};
}

/** Sends an answer after its delay, the way it is to be delivered. */
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
		// The announced length is never reached.
		outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
			socket?.destroy();
		});
		return;
	}

	outgoing.end(body);
}
