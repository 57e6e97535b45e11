import {setTimeout as delay} from 'node:timers/promises';
import {describeWait} from '../format-duration.js';
import {omitUndefined} from '../optional-members.js';
import {checkGeolocation, type GeolocationCheck} from './check-geolocation.js';
import {type CallFacts, type CallProgress, type FailedCall, type GrantKind} from './call-outcome.js';
import {explainNoResponse} from './explain-no-response.js';
import {explainDeviation} from './explain-deviation.js';
import {explainRefusal} from './explain-refusal.js';
import {type AnsweredCall} from './interpret-response.js';
import {parseResponse, type ParsedResponse} from './parse-response.js';
import {quoteResponse} from './redact.js';
import {correlationHeader, type HttpRequest, type RequestTarget} from './requests.js';
import {
	maxAttempts, maxPause, mayHaveBeenProcessed, nextPause, retryAfter, transientFailure,
} from './retry-policy.js';
import {tokenErrorCodes} from './token-error-codes.js';
import {sendRequest, type HttpResponse, type NoResponse} from './send-request.js';

/** The side effects of a call, passed in so that tests can replace waiting and the network. */
export type CallEffects = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Waits for the given number of milliseconds; rejects when the signal is aborted. */
	readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
	readonly makeCorrelationId: () => string;
	readonly send: typeof sendRequest;
};

const realEffects: CallEffects = {
	now: () => Date.now(),
	async wait(milliseconds, signal) {
		await delay(milliseconds, undefined, signal && {signal});
	},
	makeCorrelationId: () => crypto.randomUUID(),
	send: sendRequest,
};

export type CallOptions = {
	readonly baseUri: string;
	/** The origin that the user chose, trusted alongside Concur's own domains; defaults to the base URI. */
	readonly userBaseUri?: string;
	/** Stops waiting and further attempts; also aborts a request in progress, unless it is a grant. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: CallProgress) => void;
	readonly effects?: Partial<CallEffects>;
};

/** A refusal for a server that asks for a longer wait than a user at a screen can be expected to sit through. */
function refuseForNow<Granted extends GrantKind>(grant: Granted, facts: CallFacts, wait: number): FailedCall<Granted> {
	const {cause, stage} = explainRefusal({status: facts.status!, grant});
	const remedy = `SAP Concur asked us to wait ${describeWait(wait)} before retrying. Try again then.`;
	return {kind: 'refused', grant, facts, explanation: {cause, remedy, stage}};
}

function factsOf({url, secrets}: HttpRequest, sentId: string, result: HttpResponse | NoResponse) {
	const answeredId = result.kind === 'answered' ? result.headers[correlationHeader] : undefined;
	return {
		url,
		...(result.kind === 'answered' && {status: result.status}),
		latency: result.latency,
		correlationId: quoteResponse(answeredId ?? '', secrets, 80).trim() || sentId,
	};
}

function explainMissing({reason, variable}: NoResponse, {url}: HttpRequest) {
	return explainNoResponse(reason, new URL(url).host, variable);
}

/** The data centre that a refusal redirects to, after checking it; undefined if the refusal names none. */
function otherDataCentre({status, refusal}: ParsedResponse, userBaseUri: string): GeolocationCheck | undefined {
	const {code, geolocation} = refusal;
	return status >= 400 && code === tokenErrorCodes.otherDataCentre && geolocation
		? checkGeolocation(geolocation, userBaseUri)
		: undefined;
}

/** A request and its result. */
type Attempt<Granted extends GrantKind> = {
	readonly request: HttpRequest<Granted>;
	readonly result: HttpResponse | NoResponse;
	readonly facts: CallFacts;
};

type CallState = {
	readonly baseUri: string;
	readonly userBaseUri: string;
	/** Whether another data centre's address has already been followed. */
	readonly hasMoved: boolean;
	/** Number of pauses so far. */
	readonly pauses: number;
	readonly isGivenUp: boolean;
};

type NextStep<Granted extends GrantKind> =
	| {readonly kind: 'end'; readonly call: AnsweredCall<Granted> | FailedCall<Granted>}
	| {
			readonly kind: 'pause';
			readonly reason: string;
			/** Milliseconds. */
			readonly pause: number;
	  }
	| {readonly kind: 'move'; readonly baseUri: string};

function cancelled<Granted extends GrantKind>({request: {grant}, facts}: Attempt<Granted>): NextStep<Granted> {
	return {kind: 'end', call: {kind: 'cancelled', grant, facts}};
}

/** The next step after a transient failure; `reason` says what went wrong. */
function afterTransientFailure<Granted extends GrantKind>(
	{request: {grant}, result, facts}: Attempt<Granted>,
	reason: string,
	pauses: number,
): NextStep<Granted> {
	const asked = result.kind === 'answered' ? retryAfter(result.headers['retry-after'], facts.at) : undefined;
	return asked !== undefined && asked > maxPause
		? {kind: 'end', call: refuseForNow(grant, facts, asked)}
		: {kind: 'pause', reason, pause: nextPause(pauses, asked)};
}

/** The next step after a response: it is final, unless it redirects to another data centre. */
function afterAnswer<Granted extends GrantKind>(
	attempt: Attempt<Granted>,
	result: HttpResponse,
	{baseUri, userBaseUri, hasMoved, isGivenUp}: CallState,
): NextStep<Granted> {
	const {request: {grant, secrets}, facts} = attempt;
	const answer = parseResponse(result, secrets);
	const judged = hasMoved ? undefined : otherDataCentre(answer, userBaseUri);
	if (!judged) {
		return {kind: 'end', call: {kind: 'answered', grant, facts, answer, baseUri, userBaseUri, secrets}};
	}

	if (isGivenUp) {
		return cancelled(attempt);
	}

	return judged.kind === 'trusted'
		? {kind: 'move', baseUri: judged.uri}
		: {kind: 'end', call: {kind: 'unusable', grant, facts, explanation: explainDeviation('untrusted-geolocation')}};
}

function nextStep<Granted extends GrantKind>(attempt: Attempt<Granted>, state: CallState): NextStep<Granted> {
	const {request, result, facts} = attempt;
	const reason = state.pauses < maxAttempts - 1 ? transientFailure(result) : undefined;
	if (reason !== undefined) {
		return state.isGivenUp ? cancelled(attempt) : afterTransientFailure(attempt, reason, state.pauses);
	}

	if (result.kind === 'answered') {
		return afterAnswer(attempt, result, state);
	}

	return result.reason === 'cancelled'
		? cancelled(attempt)
		: {
			kind: 'end',
			call: {kind: 'unreachable', grant: request.grant, facts, explanation: explainMissing(result, request)},
		};
}

/**
Makes one call, with retries. Retries 429, 500, 502, 503, 504 and lost connections with increasing pauses, honours
Retry-After up to a minute, and on error code 16 switches once to the data centre that the response names, if it is SAP
Concur's. The response to a grant may hold the only copy of a token, so a grant in progress is awaited even if `signal`
is aborted.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function callConcur<Granted extends GrantKind>(
	makeRequest: (sent: RequestTarget) => HttpRequest<Granted>,
	options: CallOptions,
): Promise<AnsweredCall<Granted> | FailedCall<Granted>> {
	const {now, wait, makeCorrelationId, send} = {...realEffects, ...options.effects};
	const {signal, onProgress, userBaseUri = options.baseUri} = options;
	let {baseUri} = options;
	let hasMoved = false;
	let lostAnswers = 0;
	for (let attempts = 1, pauses = 0; ; attempts++) {
		const correlationId = makeCorrelationId();
		const request = makeRequest({baseUri, correlationId});
		onProgress?.({kind: 'attempt', attempt: attempts, url: request.url});
		const result = await send(request, omitUndefined({signal: request.grant === 'bearer' ? signal : undefined}));
		lostAnswers += mayHaveBeenProcessed(result) ? 1 : 0;
		const facts: CallFacts = {
			...factsOf(request, correlationId, result), attempts, ...(lostAnswers > 0 && {lostAnswers}), at: now(),
		};
		const isGivenUp = signal?.aborted ?? false;
		const next = nextStep({request, result, facts}, {baseUri, userBaseUri, hasMoved, pauses, isGivenUp});
		switch (next.kind) {
			case 'end': {
				return next.call;
			}

			case 'pause': {
				const {reason, pause} = next;
				pauses++;
				onProgress?.({kind: 'waiting', attempt: attempts, reason, delay: pause});
				try {
					await wait(pause, signal);
				} catch {
					return {kind: 'cancelled', grant: request.grant, facts};
				}

				break;
			}

			case 'move': {
				hasMoved = true;
				({baseUri} = next);
				onProgress?.({kind: 'moved', geolocation: baseUri});
				break;
			}
		}
	}
}
