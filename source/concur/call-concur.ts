import {setTimeout as delay} from 'node:timers/promises';
import {judgeGeolocation, type JudgedGeolocation} from './base-uris.js';
import {type CallFacts, type CallProgress, type FailedCall} from './call-outcome.js';
import {explainDeviation, explainNoAnswer, explainRefusal} from './explanations.js';
import {type NoAnswerReason} from './failure-reasons.js';
import {readRefusal, type Answered} from './judge-answer.js';
import {quoteAnswer} from './redact.js';
import {type HttpRequest} from './requests.js';
import {sendRequest, type HttpAnswer, type NoAnswer} from './send-request.js';

/** What a call needs of the world; handed in so that waiting and failing can be tested without either. */
export type CallEffects = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Waits that many milliseconds; rejects when the signal is aborted. */
	readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
	readonly makeCorrelationId: () => string;
	readonly send: typeof sendRequest;
};

const realEffects: CallEffects = {
	now: () => Date.now(),
	async wait(milliseconds, signal) {
		await delay(milliseconds, undefined, {signal});
	},
	makeCorrelationId: () => crypto.randomUUID(),
	send: sendRequest,
};

export type CallOptions = {
	readonly baseUri: string;
	/** The origin that the person gave, trusted beside Concur's own domains; the base URI unless told. */
	readonly userBaseUri?: string;
	/** Ends waiting and further attempts; a request under way too, unless its answer must not be lost. */
	readonly signal?: AbortSignal | undefined;
	/** Whether the answer may hold the only copy of a token: a request under way is then awaited whatever `signal` says. */
	readonly isGrant?: boolean;
	readonly onProgress?: ((progress: CallProgress) => void) | undefined;
	readonly effects?: Partial<CallEffects>;
};

const maxAttempts = 4;
const firstPause = 1000;
const maxPause = 60_000;
const transientStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

// A server that asks for more than a day means something else. Milliseconds.
const maxWait = 24 * 60 * 60 * 1000;

const dateForms: readonly RegExp[] = [
	/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
	/^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
	/^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
Milliseconds that the server asks to be waited, more than none and at most a day; undefined without a usable `Retry-After`, whose place the usual pauses take.

@see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
@see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
*/
export function retryAfter(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	const isDate = dateForms.some(form => form.test(text));
	const asked = /^\d+$/.test(text) ? Number(text) * 1000 : (isDate ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now : Number.NaN);
	return asked > 0 && asked <= maxWait ? asked : undefined;
}

/** A wait as people say it, rounded up. */
function describeWait(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	const [count, unit] = minutes < 120 ? [minutes, 'minute'] : [Math.ceil(minutes / 60), 'hour'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function transientFailure(result: HttpAnswer | NoAnswer): string | undefined {
	if (result.kind === 'answered') {
		return transientStatuses.has(result.status) ? `SAP Concur answered ${result.status}.` : undefined;
	}

	return result.reason === 'connection-lost' ? 'The connection was lost.' : undefined;
}

// The request was on its way in these cases; in the others it was never sent.
const lostReasons: ReadonlySet<NoAnswerReason> = new Set(['timeout', 'connection-lost', 'not-http', 'too-large', 'other']);

/** Whether the server may have carried out the request, although no answer came. */
function mayHaveBeenAnswered(result: HttpAnswer | NoAnswer): boolean {
	return result.kind === 'no-answer' && lostReasons.has(result.reason);
}

/** A refusal by a server that asks for more patience than a person in front of a screen has. */
function refuseForNow(facts: CallFacts, wait: number): FailedCall {
	const {cause, stage} = explainRefusal({status: facts.status!, grant: 'password'});
	const remedy = `SAP Concur asked us to wait ${describeWait(wait)} before retrying. Ask again after that.`;
	return {kind: 'refused', facts, explanation: {cause, remedy, stage}};
}

function factsOf(request: HttpRequest, sentId: string, result: HttpAnswer | NoAnswer): Omit<CallFacts, 'attempts' | 'at'> {
	const answeredId = result.kind === 'answered' ? result.headers['concur-correlationid'] : undefined;
	return {
		url: request.url,
		status: result.kind === 'answered' ? result.status : undefined,
		latency: result.latency,
		correlationId: quoteAnswer(answeredId ?? '', request.secrets, 80).trim() || sentId,
	};
}

// "user lives elsewhere": https://developer.concur.com/api-reference/authentication/apidoc.html
const livesElsewhere = 16;

/** The data centre that a refusal sends us to, judged; undefined where it sends us nowhere. */
function otherDataCentre(answer: HttpAnswer, {secrets}: HttpRequest, userBaseUri: string): JudgedGeolocation | undefined {
	const {code, geolocation} = answer.status >= 400 ? readRefusal(answer, secrets) : {};
	return code === livesElsewhere && geolocation ? judgeGeolocation(geolocation, userBaseUri) : undefined;
}

/**
One call with everything around it: tries again after 429, 500, 502, 503, 504 and lost connections with growing pauses, honours Retry-After up to a minute,
and on error code 16 goes once to the data centre that the answer names, if that is SAP Concur's.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function callConcur(makeRequest: (baseUri: string, correlationId: string) => HttpRequest, options: CallOptions): Promise<Answered | FailedCall> {
	const {now, wait, makeCorrelationId, send} = {...realEffects, ...options.effects};
	const {signal, onProgress} = options;
	let {baseUri} = options;
	let hasMoved = false;
	let lostAnswers = 0;
	for (let attempt = 1, pauses = 0; ; attempt++) {
		const correlationId = makeCorrelationId();
		const request = makeRequest(baseUri, correlationId);
		onProgress?.({kind: 'attempt', attempt, url: request.url});
		// Each attempt needs the answer to the one before.
		const result = await send(request, options.isGrant ? {} : {signal});
		lostAnswers += mayHaveBeenAnswered(result) ? 1 : 0;
		const facts: CallFacts = {
			...factsOf(request, correlationId, result), attempts: attempt, ...(lostAnswers > 0 && {lostAnswers}), at: now(),
		};
		const trouble = transientFailure(result);
		if (trouble !== undefined && pauses < maxAttempts - 1) {
			if (signal?.aborted) {
				return {kind: 'cancelled', facts};
			}

			const asked = result.kind === 'answered' ? retryAfter(result.headers['retry-after'], now()) : undefined;
			if (asked !== undefined && asked > maxPause) {
				return refuseForNow(facts, asked);
			}

			const pause = Math.max(asked ?? 0, firstPause * (2 ** pauses));
			pauses++;
			onProgress?.({kind: 'waiting', attempt, reason: trouble, delay: pause});
			try {
				await wait(pause, signal);
			} catch {
				return {kind: 'cancelled', facts};
			}

			continue;
		}

		if (result.kind === 'no-answer') {
			return result.reason === 'cancelled'
				? {kind: 'cancelled', facts}
				: {kind: 'unreachable', facts, explanation: explainNoAnswer(result.reason, new URL(request.url).host, result.variable)};
		}

		const judged = hasMoved ? undefined : otherDataCentre(result, request, options.userBaseUri ?? options.baseUri);
		if (judged) {
			if (signal?.aborted) {
				return {kind: 'cancelled', facts};
			}

			if (judged.kind === 'untrusted') {
				return {kind: 'unusable', facts, explanation: explainDeviation('untrusted-geolocation')};
			}

			hasMoved = true;
			baseUri = judged.uri;
			onProgress?.({kind: 'moved', geolocation: judged.uri});
			continue;
		}

		return {kind: 'answered', answer: result, facts, baseUri, secrets: request.secrets, isAnswerLost: lostAnswers > 0};
	}
}
