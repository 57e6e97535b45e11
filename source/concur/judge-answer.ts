import * as z from 'zod/mini';
import {judgeGeolocation} from './base-uris.js';
import {type CallFacts, type FailedCall, type ProofOutcome, type TokenOutcome} from './call-outcome.js';
import {explainDeviation, explainRefusal, type Deviation, type Refusal} from './explanations.js';
import {stripControlCharacters} from './foreign-text.js';
import {shorten} from './redact.js';
import {type HttpAnswer} from './send-request.js';
import {tokenObjectSchema} from './token-object.js';

// 4xx bodies: authentication/apidoc. `code` is a number or a numeric string.
const refusalSchema = z.object({
	code: z.catch(z.optional(z.union([z.int(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))])), undefined),
	error: z.catch(z.optional(z.string()), undefined),
	error_description: z.catch(z.optional(z.string()), undefined),
	geolocation: z.catch(z.optional(z.string()), undefined),
});

type Body = {readonly kind: 'json'; readonly value: unknown} | {readonly kind: 'deviation'; readonly deviation: Deviation};

function readBody(answer: HttpAnswer): Body {
	const text = answer.body.trim();
	if (text === '') {
		return {kind: 'deviation', deviation: 'empty'};
	}

	if (text.startsWith('<') || (answer.headers['content-type'] ?? '').includes('text/html')) {
		return {kind: 'deviation', deviation: 'html'};
	}

	try {
		return {kind: 'json', value: JSON.parse(text)};
	} catch {
		return {kind: 'deviation', deviation: /^[[{]/.test(text) ? 'cut-off' : 'not-json'};
	}
}

function unusable(facts: CallFacts, deviation: Deviation): FailedCall {
	return {kind: 'unusable', facts, explanation: explainDeviation(deviation)};
}

function cleaned(text: string | undefined): string | undefined {
	return text === undefined || text === '' ? undefined : shorten(stripControlCharacters(text), 200);
}

/** Concur's error code and where it sends us, from the body of a refusal; nothing of it can make this fail. */
export function readRefusal(answer: HttpAnswer): {readonly code?: number; readonly error?: string; readonly description?: string; readonly geolocation?: string} {
	const body = readBody(answer);
	const parsed = body.kind === 'json' ? refusalSchema.safeParse(body.value) : undefined;
	const refusal = parsed?.success ? parsed.data : {};
	return {
		code: refusal.code, error: cleaned(refusal.error), description: cleaned(refusal.error_description), geolocation: refusal.geolocation,
	};
}

function judgeRefusal(answer: HttpAnswer, facts: CallFacts, grant: Refusal['grant']): FailedCall {
	if (answer.status >= 300 && answer.status < 400) {
		return unusable(facts, 'redirect');
	}

	const body = readBody(answer);
	if (body.kind === 'deviation' && body.deviation === 'html' && (answer.status === 400 || answer.status === 401 || answer.status === 404)) {
		return unusable(facts, 'html');
	}

	const {code, error, description} = readRefusal(answer);
	return {
		kind: 'refused', facts, code, error, description, explanation: explainRefusal({status: answer.status, code, grant}),
	};
}

/**
What an answer of the token endpoint means; every deviation is an outcome with an explanation, never an exception.

The geolocation of a granted token is checked here, because later calls carry secrets to it. Source: authentication/apidoc.
*/
export function judgeTokenAnswer(answer: HttpAnswer, facts: CallFacts, grant: 'password' | 'refresh_token', baseUri: string, userBaseUri: string): TokenOutcome {
	if (answer.status !== 200) {
		return judgeRefusal(answer, facts, grant);
	}

	const body = readBody(answer);
	if (body.kind === 'deviation') {
		return unusable(facts, body.deviation);
	}

	const parsed = tokenObjectSchema.safeParse(body.value);
	if (!parsed.success) {
		const isRefreshTokenMissing = parsed.error.issues.some(issue => issue.path[0] === 'refresh_token') && !parsed.error.issues.some(issue => issue.path[0] !== 'refresh_token');
		return unusable(facts, isRefreshTokenMissing ? 'no-refresh-token' : 'wrong-shape');
	}

	const token = parsed.data;
	if (token.geolocation !== undefined && judgeGeolocation(token.geolocation, userBaseUri).kind === 'untrusted') {
		return unusable(facts, 'untrusted-geolocation');
	}

	return {
		kind: 'granted', facts, token, baseUri,
	};
}

const listSchema = z.object({totalResults: z.int().check(z.nonnegative())});

/** What an answer of the proof call means. Source: profile/identity v4, SCIM ListResponse (RFC 7644 section 3.4.2). */
export function judgeProofAnswer(answer: HttpAnswer, facts: CallFacts): ProofOutcome {
	if (answer.status !== 200) {
		return judgeRefusal(answer, facts, 'bearer');
	}

	const body = readBody(answer);
	if (body.kind === 'deviation') {
		return unusable(facts, body.deviation);
	}

	const parsed = listSchema.safeParse(body.value);
	return parsed.success ? {kind: 'proven', facts, totalResults: parsed.data.totalResults} : unusable(facts, 'wrong-shape');
}
