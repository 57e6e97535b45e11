import * as z from 'zod/mini';
import {omitUndefined} from '../optional-members.js';
import {isImplementation} from './base-uris.js';
import {checkGeolocation} from './check-geolocation.js';
import {
	type AppTokenOutcome, type CompanyGrant, type EndedCall, type FailedCall, type GrantedToken, type GrantKind,
	type KeysOutcome, type ProofOutcome, type RevokeOutcome, type TokenOutcome,
} from './call-outcome.js';
import {type ProofCall} from './catalogue/api.js';
import {explainDeviation, type Deviation} from './explain-deviation.js';
import {explainRefusal, type RefusalFacts} from './explain-refusal.js';
import {isSuccess, type ParsedResponse} from './parse-response.js';
import {redactSecrets} from './redact.js';
import {parseScopes} from './parse-scopes.js';
import {parseAccessTokenResponse, parseTokenResponse, type AccessToken} from './token-object.js';

/** A call that got a response, whatever the response says. */
export type AnsweredCall<Granted extends GrantKind = GrantKind> = EndedCall<Granted> & {
	readonly kind: 'answered';
	readonly answer: ParsedResponse;
	/** Origin that responded. */
	readonly baseUri: string;
	/** The origin that the user chose, trusted alongside Concur's own domains. */
	readonly userBaseUri: string;
	/** The request's secrets, which the response may repeat. */
	readonly secrets: readonly string[];
};

function unusable<Granted extends GrantKind>(
	{grant, facts}: EndedCall<Granted>,
	deviation: Deviation,
	kept?: GrantedToken,
): FailedCall<Granted> {
	return {kind: 'unusable', grant, facts, explanation: explainDeviation(deviation), ...(kept && {kept})};
}

/** A refusal with its explanation; `scopes` are those granted to the bearer token and those that the call needs. */
function interpretRefusal<Granted extends GrantKind>(
	call: AnsweredCall<Granted>,
	scopes: Pick<RefusalFacts, 'grantedScopes' | 'neededScopes'> = {},
): FailedCall<Granted> {
	const {grant, facts, answer: {status, body, refusal}} = call;
	if (status >= 300 && status < 400) {
		return unusable(call, isImplementation(new URL(facts.url).hostname) ? 'moved-to-production' : 'redirect');
	}

	if (body.kind === 'deviation' && body.deviation === 'html' && [400, 401, 404].includes(status)) {
		return unusable(call, 'html');
	}

	const {code, error, description} = refusal;
	const isAnswerLost = (facts.lostAnswers ?? 0) > 0;
	const explanation = explainRefusal({status, ...omitUndefined({code}), grant, isAnswerLost, ...scopes});
	return {kind: 'refused', grant, facts, ...omitUndefined({code, error, description}), explanation};
}

/** The JSON of a successful response, or the call's failure: it was refused, or its body is not JSON. */
function readBody<Granted extends GrantKind>(
	call: AnsweredCall<Granted>,
	interpret: (refused: AnsweredCall<Granted>) => FailedCall<Granted> = interpretRefusal,
): {readonly kind: 'json'; readonly value: unknown} | FailedCall<Granted> {
	const {status, body} = call.answer;
	if (!isSuccess(status)) {
		return interpret(call);
	}

	return body.kind === 'json' ? body : unusable(call, body.deviation);
}

/**
A granted token, safe to show and store: any of the request's secrets that the server repeats in it are removed. Its
geolocation is checked here because later calls send secrets to it: an untrusted one is dropped with a warning, and the
token is kept.
*/
function safeToken<Token extends AccessToken>(
	{token: {geolocation, ...rest}, warnings: read}: {readonly token: Token; readonly warnings: readonly string[]},
	{baseUri, userBaseUri, secrets}: AnsweredCall,
) {
	const judged = geolocation === undefined
		? undefined
		: checkGeolocation(redactSecrets(geolocation, secrets), userBaseUri);
	const warnings = [
		...read,
		...(judged?.kind === 'untrusted' ? [`${judged.reason} Later calls go to ${new URL(baseUri).host}.`] : []),
	];
	const token = {
		...rest,
		scope: redactSecrets(rest.scope, secrets),
		token_type: redactSecrets(rest.token_type, secrets),
		...(judged?.kind === 'trusted' && {geolocation: judged.uri}),
	};
	return {token, ...(warnings.length > 0 && {warnings})};
}

/**
Interprets a response from the token endpoint; every deviation is an outcome with an explanation, never an exception.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function interpretTokenResponse(call: AnsweredCall<CompanyGrant>): TokenOutcome {
	const {grant, facts, baseUri, secrets} = call;
	const body = readBody(call);
	if (body.kind !== 'json') {
		return body;
	}

	const read = parseTokenResponse(body.value, facts.at);
	if (read.kind !== 'token') {
		return unusable(call, read.kind);
	}

	const safe = safeToken(read, call);
	// If a server returned one of the request's own secrets as a token, it would be printed.
	if (safe.token.access_token === '' || secrets.includes(safe.token.access_token)) {
		return unusable(call, 'unusable-access-token', {token: {...safe.token, access_token: ''}, baseUri});
	}

	return {kind: 'granted', grant, facts, baseUri, ...safe};
}

/**
Interprets a response to an app's own grant.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
*/
export function interpretAppTokenResponse(call: AnsweredCall<'client_credentials'>): AppTokenOutcome {
	const {grant, facts, baseUri, secrets} = call;
	const body = readBody(call);
	if (body.kind !== 'json') {
		return body;
	}

	const read = parseAccessTokenResponse(body.value, facts.at);
	if (read.kind !== 'token' || secrets.includes(read.token.access_token)) {
		return unusable(call, 'wrong-shape');
	}

	return {kind: 'granted', grant, facts, baseUri, ...safeToken(read, call)};
}

/** The value at a dot-separated path of names; the whole body for an empty path. */
function valueAt(body: unknown, path: string): unknown {
	let value = body;
	for (const name of path === '' ? [] : path.split('.')) {
		const isObject = typeof value === 'object' && value !== null;
		value = isObject ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
	}

	return value;
}

const countSchema = z.int().check(z.nonnegative());

/**
How many results a response reports, and whether there may be more; undefined if it is not of the documented shape.
*/
function countFound(body: unknown, {items, total, pageSize}: ProofCall) {
	const counted = total === undefined ? undefined : countSchema.safeParse(valueAt(body, total)).data;
	if (counted !== undefined) {
		return {count: counted, mayBeMore: false};
	}

	const found = valueAt(body, items);
	return Array.isArray(found)
		? {count: found.length, mayBeMore: pageSize !== undefined && found.length >= pageSize}
		: undefined;
}

/**
Interprets a response to a proof call. `scope` is the bearer token's granted scopes, space-separated: of the needed
scopes, only those that are not among them are named as the cause of a refusal.

@see https://developer.concur.com/api-reference/http-status-codes.html
*/
export function interpretProofResponse(
	call: AnsweredCall<'bearer'>,
	{proof, scope = '', neededScopes = []}: {
		readonly proof: ProofCall;
		readonly scope?: string;
		readonly neededScopes?: readonly string[];
	},
): ProofOutcome {
	const {grant, facts} = call;
	const body = readBody(call, refused => interpretRefusal(refused, {
		grantedScopes: parseScopes(scope), neededScopes,
	}));
	if (body.kind !== 'json') {
		return body;
	}

	const found = countFound(body.value, proof);
	if (!found) {
		return unusable(call, 'wrong-shape');
	}

	const {count, mayBeMore} = found;
	const words = `${count} ${proof.nouns[count === 1 ? 0 : 1]}${mayBeMore ? ' or more' : ''}`;
	return {kind: 'proven', grant, facts, totalResults: count, found: words};
}

/**
Interprets a response with the keys of id_tokens. A refusal says nothing about the token, so it is reported as unusable.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#id_token
*/
export function interpretKeysResponse(call: AnsweredCall<'bearer'>): KeysOutcome {
	const {grant, facts} = call;
	const body = readBody(call, refused => unusable(refused, 'no-keys'));
	return body.kind === 'json' ? {kind: 'keys', grant, facts, keys: body.value} : body;
}

/**
Interprets a response to a revocation; its body is ignored.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function interpretRevokeResponse(call: AnsweredCall<'bearer'>): RevokeOutcome {
	return isSuccess(call.answer.status)
		? {kind: 'revoked', grant: call.grant, facts: call.facts}
		: interpretRefusal(call);
}
