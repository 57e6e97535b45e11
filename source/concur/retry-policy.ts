import {type NoAnswerReason} from './failure-reasons.js';
import {type HttpAnswer, type NoAnswer} from './send-request.js';

export const maxAttempts = 4;

// Milliseconds.
const firstPause = 1000;

/** The longest pause that a person in front of a screen is asked to wait through, milliseconds. */
export const maxPause = 60_000;

// A server that asks for more than a day means something else. Milliseconds.
const maxWait = 24 * 60 * 60 * 1000;

/** The three forms of an HTTP date. */
const dateForms: readonly RegExp[] = [
	/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
	/^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
	/^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Milliseconds from `now` to an HTTP date; `NaN` for a text that is none. */
function untilDate(text: string, now: number): number {
	const isDate = dateForms.some(form => form.test(text));
	return isDate ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now : Number.NaN;
}

/**
Milliseconds that the server asks to be waited, more than none and at most a day; undefined without a usable
`Retry-After`, whose place the usual pauses take. `now` is milliseconds since the epoch.

@see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
@see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
*/
export function retryAfter(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	const wait = /^\d+$/.test(text) ? Number(text) * 1000 : untilDate(text, now);
	return wait > 0 && wait <= maxWait ? wait : undefined;
}

/** The pause before the next attempt, milliseconds: doubled each time, longer where the server asks for it. */
export function nextPause(pauses: number, asked = 0): number {
	return Math.max(asked, firstPause * (2 ** pauses));
}

/** A wait as people say it, rounded up. */
export function describeWait(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	const [count, unit] = minutes < 120 ? [minutes, 'minute'] : [Math.ceil(minutes / 60), 'hour'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const transientStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** What went wrong, in a sentence, where the same request may succeed in a moment; undefined for anything else. */
export function transientFailure(result: HttpAnswer | NoAnswer): string | undefined {
	if (result.kind === 'answered') {
		return transientStatuses.has(result.status) ? `SAP Concur answered ${result.status}.` : undefined;
	}

	return result.reason === 'connection-lost' ? 'The connection was lost.' : undefined;
}

// The request was on its way in these cases; in the others it was never sent.
const lostReasons: ReadonlySet<NoAnswerReason> = new Set([
	'timeout', 'connection-lost', 'not-http', 'too-large', 'other',
]);

/** Whether the server may have carried out the request, although no answer came. */
export function mayHaveBeenAnswered(result: HttpAnswer | NoAnswer): boolean {
	return result.kind === 'no-answer' && lostReasons.has(result.reason);
}
