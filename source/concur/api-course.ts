import {maxAttempts, maxPause, nextPause, retryAfter} from './retry-policy.js';

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
export type ApiStep =
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
