import {type NoResponseReason} from './no-response-reason.js';
import {type HttpResponse, type NoResponse} from './send-request.js';

export const maxAttempts = 4;

// Milliseconds.
const firstPause = 1000;

/** The longest pause that a user at a screen is asked to wait for, in milliseconds. */
export const maxPause = 60_000;

// A server that asks for more than a day must mean something else. Milliseconds.
const maxWait = 24 * 60 * 60 * 1000;

/** The three forms of an HTTP date. */
const dateForms: readonly RegExp[] = [
	/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
	/^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
	/^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Milliseconds from `now` to an HTTP date; `NaN` if the text is not one. */
function timeUntil(text: string, now: number): number {
	const isDate = dateForms.some(form => form.test(text));
	return isDate ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now : Number.NaN;
}

/**
How long the server asks the client to wait, in milliseconds, at most a day; undefined without a usable `Retry-After`,
in which case the usual pauses apply. `now` is in milliseconds since the epoch.

@see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
@see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
*/
export function retryAfter(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	const wait = /^\d+$/.test(text) ? Number(text) * 1000 : timeUntil(text, now);
	return wait > 0 && wait <= maxWait ? wait : undefined;
}

/** The pause before the next attempt, in milliseconds: doubled each time, or longer if the server asks for it. */
export function nextPause(pauses: number, asked = 0): number {
	return Math.max(asked, firstPause * (2 ** pauses));
}

const transientStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
Describes a transient failure, after which the same request may soon succeed, in a sentence; undefined for anything
else.
*/
export function transientFailure(result: HttpResponse | NoResponse): string | undefined {
	if (result.kind === 'answered') {
		return transientStatuses.has(result.status) ? `SAP Concur answered ${result.status}.` : undefined;
	}

	return result.reason === 'connection-lost' ? 'The connection was lost.' : undefined;
}

// In these cases the request had been sent; in the others it never was.
const lostReasons: ReadonlySet<NoResponseReason> = new Set([
	'timeout', 'connection-lost', 'not-http', 'proxy-not-http', 'too-large', 'other',
]);

/** Whether the server may have processed the request, although no response arrived. */
export function mayHaveBeenProcessed(result: HttpResponse | Pick<NoResponse, 'reason'>): boolean {
	return 'reason' in result && lostReasons.has(result.reason);
}

/** A response from an API, and the state of the call so far. */
export type ApiAttempt = {
	readonly status: number;
	readonly retryAfter: string | undefined;
	/** Whether the same request can be sent again: it has no body, or one that can be read again. */
	readonly canRepeat: boolean;
	/** Whether the bearer token was issued for this call. */
	readonly isJustIssued: boolean;
	/** Whether this bearer token was already refused just after it was issued, so that a new one would be too. */
	readonly isRejected: boolean;
	/** Whether this call has already obtained a new bearer token. */
	readonly hasRenewed: boolean;
	/** Number of pauses so far. */
	readonly pauses: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
};

/** The next step after a response: pass it on, renew the bearer token first, or pause before trying again. */
type ApiStep =
	| {readonly kind: 'pass-on'}
	| {readonly kind: 'renew'}
	/** Milliseconds. */
	| {readonly kind: 'pause'; readonly pause: number};

/**
The next step after a response from an API.

A 401, or a 403 with a bearer token that was not just issued, justifies one new token and one more attempt: SAP Concur
also responds with 403 to an expired or revoked token. A 429 is retried as its `Retry-After` says, up to a minute.

@see https://developer.concur.com/api-reference/http-status-codes.html
@see https://www.rfc-editor.org/rfc/rfc6585#section-4
*/
export function nextApiStep(attempt: ApiAttempt): ApiStep {
	const {status, canRepeat, isJustIssued, isRejected, hasRenewed, pauses, at} = attempt;
	if (!canRepeat) {
		return {kind: 'pass-on'};
	}

	const isRefusedToken = status === 401 || (status === 403 && !isJustIssued);
	if (isRefusedToken && !hasRenewed && !isRejected) {
		return {kind: 'renew'};
	}

	const asked = retryAfter(attempt.retryAfter, at);
	const canPause = pauses < maxAttempts - 1 && (asked ?? 0) <= maxPause;
	return status === 429 && canPause ? {kind: 'pause', pause: nextPause(pauses, asked)} : {kind: 'pass-on'};
}
