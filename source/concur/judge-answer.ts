import * as z from 'zod/mini';
import {judgeGeolocation} from './base-uris.js';
import {type CallFacts, type FailedCall, type Grant, type ProofOutcome, type TokenOutcome} from './call-outcome.js';
import {explainDeviation, explainRefusal, type Deviation, type Refusal} from './explanations.js';
import {quoteAnswer, redactSecrets} from './redact.js';
import {proofScopes} from './requests.js';
import {type HttpAnswer} from './send-request.js';
import {readTokenObject} from './token-object.js';

/** A call that was answered, whatever the answer says. */
export type Answered = {
	readonly kind: 'answered';
	readonly answer: HttpAnswer;
	readonly facts: CallFacts;
	/** Origin that answered. */
	readonly baseUri: string;
	/** The secrets of the request, which the answer may repeat. */
	readonly secrets: readonly string[];
	/** Whether an earlier attempt may have been answered without the answer arriving. */
	readonly isAnswerLost: boolean;
};

// 4xx bodies: https://developer.concur.com/api-reference/authentication/apidoc.html. `code` is a number or a numeric string.
const code = z.union([z.int(), z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number))]);
const words = z.catch(z.optional(z.string()), undefined);
const refusalSchema = z.object({
	code: z.catch(z.optional(code), undefined),
	error: words,
	error_description: words,
	geolocation: words,
});

type Body = {readonly kind: 'json'; readonly value: unknown} | {readonly kind: 'deviation'; readonly deviation: Deviation};

/** Why a body isn't JSON. */
function deviationOf(text: string, headers: HttpAnswer['headers']): Deviation {
	if (text.startsWith('<') || (headers['content-type'] ?? '').toLowerCase().includes('text/html')) {
		return 'html';
	}

	if (/^[[{]/.test(text)) {
		return 'cut-off';
	}

	return /^(?:identity)?$/i.test((headers['content-encoding'] ?? '').trim()) ? 'not-json' : 'encoded';
}

// What the answer holds counts before what its headers claim: a token mislabelled by a proxy is a token.
function readBody({body, headers}: HttpAnswer): Body {
	const text = body.trim();
	if (text === '') {
		return {kind: 'deviation', deviation: 'empty'};
	}

	try {
		return {kind: 'json', value: JSON.parse(text)};
	} catch {
		return {kind: 'deviation', deviation: deviationOf(text, headers)};
	}
}

function unusable(facts: CallFacts, deviation: Deviation, kept?: Grant): FailedCall {
	return {kind: 'unusable', facts, explanation: explainDeviation(deviation), ...(kept && {kept})};
}

const longestQuote = 200;

export type ReadRefusal = {
	readonly code?: number;
	readonly error?: string;
	readonly description?: string;
	readonly geolocation?: string;
};

/** Concur's error code, its words without the request's secrets, and where it sends us, from the body of a refusal; nothing of it can make this fail. */
export function readRefusal(answer: HttpAnswer, secrets: readonly string[]): ReadRefusal {
	const body = readBody(answer);
	const parsed = body.kind === 'json' ? refusalSchema.safeParse(body.value) : undefined;
	const refusal = parsed?.success ? parsed.data : {};
	const quote = (text: string | undefined) => text ? quoteAnswer(text, secrets, longestQuote) || undefined : undefined;
	return {
		code: refusal.code,
		error: quote(refusal.error),
		description: quote(refusal.error_description),
		// An address is followed and shown: one that holds a secret is none.
		geolocation: refusal.geolocation && redactSecrets(refusal.geolocation, secrets),
	};
}

/** A refusal with its explanation; `scopes` are those of the bearer token and those that the call needs. */
export function judgeRefusal({answer, facts, secrets, isAnswerLost}: Answered, grant: Refusal['grant'], scopes: Pick<Refusal, 'grantedScopes' | 'neededScopes'> = {}): FailedCall {
	if (answer.status >= 300 && answer.status < 400) {
		return unusable(facts, 'redirect');
	}

	const body = readBody(answer);
	if (body.kind === 'deviation' && body.deviation === 'html' && [400, 401, 404].includes(answer.status)) {
		return unusable(facts, 'html');
	}

	const {code: errorCode, error, description} = readRefusal(answer, secrets);
	const explanation = explainRefusal({status: answer.status, code: errorCode, grant, isAnswerLost, ...scopes});
	return {kind: 'refused', facts, code: errorCode, error, description, explanation};
}

/** Whether an answer says yes: any 2xx. */
export function isYes({status}: HttpAnswer): boolean {
	return status >= 200 && status < 300;
}

/**
What an answer of the token endpoint means; every deviation is an outcome with an explanation, never an exception.

The geolocation of a granted token is checked here, because later calls carry secrets to it: one that is not trusted is left out and told, the token kept.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function judgeTokenAnswer(answered: Answered, grant: 'password' | 'refresh_token', userBaseUri: string): TokenOutcome {
	const {answer, facts, baseUri, secrets} = answered;
	if (!isYes(answer)) {
		return judgeRefusal(answered, grant);
	}

	const body = readBody(answer);
	if (body.kind === 'deviation') {
		return unusable(facts, body.deviation);
	}

	const read = readTokenObject(body.value, facts.at);
	if (read.kind !== 'token') {
		return unusable(facts, read.kind);
	}

	const {geolocation, ...rest} = read.token;
	// Shown and stored as they are: a server could repeat a secret in them.
	const token = {...rest, scope: redactSecrets(rest.scope, secrets), token_type: redactSecrets(rest.token_type, secrets)};
	const judged = geolocation === undefined ? undefined : judgeGeolocation(redactSecrets(geolocation, secrets), userBaseUri);
	const kept = {token: {...token, ...(judged?.kind === 'trusted' && {geolocation: judged.uri})}, baseUri};
	// A server that hands the request's own secret out as a token would have it printed.
	if (token.access_token === '' || secrets.includes(token.access_token)) {
		return unusable(facts, 'unusable-access-token', {...kept, token: {...kept.token, access_token: ''}});
	}

	const warnings = [
		...read.warnings,
		...(judged?.kind === 'untrusted' ? [`${judged.reason} Later calls go to ${new URL(baseUri).host}.`] : []),
	];
	return {kind: 'granted', facts, ...kept, ...(warnings.length > 0 && {warnings})};
}

const listSchema = z.object({totalResults: z.int().check(z.nonnegative())});

/**
What an answer of the proof call means; `scope` is what the bearer token was granted, names with blanks between.

@see https://developer.concur.com/api-reference/profile/v4.identity.html
@see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
*/
export function judgeProofAnswer(answered: Answered, scope = ''): ProofOutcome {
	const {answer, facts} = answered;
	if (!isYes(answer)) {
		const grantedScopes = scope.split(' ').filter(name => name !== '');
		return judgeRefusal(answered, 'bearer', {grantedScopes, neededScopes: proofScopes});
	}

	const body = readBody(answer);
	if (body.kind === 'deviation') {
		return unusable(facts, body.deviation);
	}

	const parsed = listSchema.safeParse(body.value);
	return parsed.success ? {kind: 'proven', facts, totalResults: parsed.data.totalResults} : unusable(facts, 'wrong-shape');
}
