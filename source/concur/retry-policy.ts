import {type NoResponseReason} from './no-response-reason.js';
import {type HttpResponse, type NoResponse} from './send-request.js';

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
function timeUntil(text: string, now: number): number {
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
	const wait = /^\d+$/.test(text) ? Number(text) * 1000 : timeUntil(text, now);
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
export function transientFailure(result: HttpResponse | NoResponse): string | undefined {
	if (result.kind === 'answered') {
		return transientStatuses.has(result.status) ? `SAP Concur answered ${result.status}.` : undefined;
	}

	return result.reason === 'connection-lost' ? 'The connection was lost.' : undefined;
}

// The request was on its way in these cases; in the others it was never sent.
const lostReasons: ReadonlySet<NoResponseReason> = new Set([
	'timeout', 'connection-lost', 'not-http', 'too-large', 'other',
]);

/** Whether the server may have carried out the request, although no answer came. */
export function mayHaveBeenProcessed(result: HttpResponse | NoResponse): boolean {
	return result.kind === 'no-answer' && lostReasons.has(result.reason);
}

/** An answer of an API, and how the call came to it. */
export type ApiAttempt = {
	readonly status: number;
	readonly retryAfter: string | undefined;
	/** Whether the same request can be sent again: it has no body, or one that can be read once more. */
	readonly canRepeat: boolean;
	/** Whether the bearer token was issued for this very call. */
	readonly isJustIssued: boolean;
	/** Whether this bearer token was refused before, right after it had been issued: the next one would be too. */
	readonly isHopeless: boolean;
	/** Whether this call has got a new bearer token already. */
	readonly hasRenewed: boolean;
	/** How many pauses there were. */
	readonly pauses: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
};

/** What follows an answer: it is passed on, the bearer token is renewed first, or the server gets a pause. */
type ApiStep =
	| {readonly kind: 'pass-on'}
	| {readonly kind: 'renew'}
	/** Milliseconds. */
	| {readonly kind: 'pause'; readonly pause: number};

/**
What follows an answer of an API.

A 401, or a 403 with a bearer token that was not just issued, is worth one new token and one more try: SAP Concur
answers 403 for an expired or revoked token too. A 429 is tried again by its `Retry-After`, up to a minute.

@see https://developer.concur.com/api-reference/http-status-codes.html
@see https://www.rfc-editor.org/rfc/rfc6585#section-4
*/
export function nextApiStep(attempt: ApiAttempt): ApiStep {
	const {status, canRepeat, isJustIssued, isHopeless, hasRenewed, pauses, at} = attempt;
	if (!canRepeat) {
		return {kind: 'pass-on'};
	}

	const isRefusedToken = status === 401 || (status === 403 && !isJustIssued);
	if (isRefusedToken && !hasRenewed && !isHopeless) {
		return {kind: 'renew'};
	}

	const asked = retryAfter(attempt.retryAfter, at);
	const isPatient = pauses < maxAttempts - 1 && (asked ?? 0) <= maxPause;
	return status === 429 && isPatient ? {kind: 'pause', pause: nextPause(pauses, asked)} : {kind: 'pass-on'};
}
