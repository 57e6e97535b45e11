import {setTimeout as delay} from 'node:timers/promises';
import {judgeGeolocation} from './base-uris.js';
import {type CallFacts, type CallProgress, type FailedCall} from './call-outcome.js';
import {explainDeviation, explainNoAnswer, explainRefusal} from './explanations.js';
import {readRefusal} from './judge-answer.js';
import {stripControlCharacters} from './foreign-text.js';
import {shorten} from './redact.js';
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
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: CallProgress) => void;
	readonly effects?: Partial<CallEffects>;
};

export type Answered = {readonly kind: 'answered'; readonly answer: HttpAnswer; readonly facts: CallFacts; readonly baseUri: string};

const mostAttempts = 4;
const firstPause = 1000;
const longestPause = 60_000;
const passingStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Milliseconds that the server asks for; undefined without a usable `Retry-After`. Source: RFC 9110 section 10.2.3. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
	if (header === undefined) {
		return undefined;
	}

	if (/^\d+$/.test(header.trim())) {
		return Number(header) * 1000;
	}

	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function passingTrouble(result: HttpAnswer | NoAnswer): string | undefined {
	if (result.kind === 'answered') {
		return passingStatuses.has(result.status) ? `SAP Concur answered ${result.status}.` : undefined;
	}

	return result.reason === 'connection-lost' ? 'The connection was lost.' : undefined;
}

/**
One call with everything around it: tries again after 429, 500, 502, 503, 504 and lost connections with growing pauses, honours Retry-After up to a minute,
and on error code 16 goes once to the data centre that the answer names, if that is SAP Concur's. Source: authentication/apidoc.
*/
export async function callConcur(makeRequest: (baseUri: string, correlationId: string) => HttpRequest, options: CallOptions): Promise<Answered | FailedCall> {
	const {now, wait, makeCorrelationId, send} = {...realEffects, ...options.effects};
	const {signal, onProgress} = options;
	let {baseUri} = options;
	let hasMoved = false;
	for (let attempt = 1, pauses = 0; ; attempt++) {
		const correlationId = makeCorrelationId();
		const request = makeRequest(baseUri, correlationId);
		onProgress?.({kind: 'attempt', attempt, url: request.url});
		// Each attempt needs the answer to the one before.
		const result = await send(request, {signal});
		const facts: CallFacts = {
			url: request.url,
			status: result.kind === 'answered' ? result.status : undefined,
			latency: result.latency,
			correlationId: shorten(stripControlCharacters((result.kind === 'answered' ? result.headers['concur-correlationid'] : undefined) || correlationId), 80),
			attempts: attempt,
			at: now(),
		};
		const trouble = passingTrouble(result);
		if (trouble !== undefined && pauses < mostAttempts - 1) {
			const asked = result.kind === 'answered' ? retryAfter(result.headers['retry-after'], now()) : undefined;
			if (asked !== undefined && asked > longestPause) {
				const {cause} = explainRefusal({status: facts.status!, grant: 'password'});
				const minutes = Math.ceil(asked / 60_000);
				return {kind: 'refused', facts, explanation: {cause, remedy: `SAP Concur asks for ${minutes} minutes of patience: ask again after that.`, stage: 'refresh-token'}};
			}

			const pause = asked ?? firstPause * (2 ** pauses);
			pauses++;
			onProgress?.({
				kind: 'waiting', attempt, reason: trouble, delay: pause,
			});
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
				: {kind: 'unreachable', facts, explanation: explainNoAnswer(result.reason, new URL(request.url).host)};
		}

		const {code, geolocation} = result.status >= 400 ? readRefusal(result) : {};
		if (code === 16 && geolocation && !hasMoved) {
			const judged = judgeGeolocation(geolocation, options.userBaseUri ?? options.baseUri);
			if (judged.kind === 'untrusted') {
				return {kind: 'unusable', facts, explanation: explainDeviation('untrusted-geolocation')};
			}

			hasMoved = true;
			baseUri = judged.uri;
			onProgress?.({kind: 'moved', geolocation: judged.uri});
			continue;
		}

		return {
			kind: 'answered', answer: result, facts, baseUri,
		};
	}
}
