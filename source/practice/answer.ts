/** How an answer reaches the client: as it should, ending in the middle, not at all, or as a reset connection. */
export type Delivery = 'whole' | 'cut-off' | 'no-answer' | 'drop';

/** What an endpoint or page answers. */
export type Answer = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
	readonly delivery?: Delivery;
	/** Milliseconds that the answer waits. */
	readonly delay?: number;
};

/** A JSON answer that no cache keeps (RFC 6749, 5.1). */
export function jsonAnswer(status: number, body: unknown): Answer {
	return {status, headers: {'content-type': 'application/json;charset=utf-8', 'cache-control': 'no-store'}, body: JSON.stringify(body)};
}

/** A plain-text answer. */
export function textAnswer(status: number, text: string): Answer {
	return {status, headers: {'content-type': 'text/plain;charset=utf-8', 'cache-control': 'no-store'}, body: text};
}
