import * as z from 'zod/mini';
import {lazy} from '../lazy.js';
import {tooDeepProblem} from './malformed-json.js';
import {isTooDeep, parseUntrustedJson, parseUrl} from './untrusted-text.js';
import {parseScopes} from './parse-scopes.js';
import {
	documentedLife, isAccessTokenLife, isBearerText, isInstant, isRefreshTokenExpiry, isRefreshTokenText,
} from './token-rules.js';

/**
The body of a successful `/oauth2/v0/token` response as stored: valid times and printable text only. Every key here is
documented; a settings file may contain more.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export const tokenObjectShape = () => ({
	/** Lifetime of the access token in seconds. */
	expires_in: z.catch(z.number(), documentedLife),
	scope: z.string(),
	token_type: z.string(),
	/** Visible ASCII; empty if the response had no usable one. */
	access_token: z.string(),
	refresh_token: z.string(),
	/** Expiry of the refresh token in epoch seconds (an instant, not a duration); may be absent. */
	refresh_expires_in: z.catch(z.optional(z.number()), undefined),
	/** Base URI for all later calls, origin only. */
	geolocation: z.optional(z.string()),
	id_token: z.optional(z.string()),
});

/** The refresh token object of the tutorial. */
export type TokenObject = Readonly<z.infer<z.ZodMiniObject<ReturnType<typeof tokenObjectShape>>>>;

/** The same keys as they arrive in a response, with values of any type. */
const answerSchema = lazy(() => {
	const text = z.catch(z.optional(z.string()), undefined);
	// The documentation shows these numbers as strings, but the service sends numbers; both are accepted. Anything else
	// can't be a time.
	const numeric = z.catch(
		z.optional(z.nullable(z.union([
			z.number(),
			z.pipe(z.string().check(z.regex(/^[+-]?\d+(?:\.\d+)?$/)), z.transform(Number)),
		]))),
		Number.NaN,
	);
	return z.object({
		expires_in: numeric,
		scope: text,
		token_type: text,
		access_token: text,
		refresh_token: z.catch(z.optional(z.nullable(z.string())), ''),
		refresh_expires_in: numeric,
		geolocation: text,
		id_token: text,
	} satisfies Record<keyof TokenObject, z.ZodMiniType>);
});

/** A scope without invalid names. */
function plainScope(scope: string): string {
	return parseScopes(scope).filter(name => isBearerText(name)).join(' ');
}

function originOf(geolocation: string): string {
	const origin = parseUrl(geolocation)?.origin ?? 'null';
	return origin === 'null' ? geolocation : origin;
}

export type ParsedTokenResponse =
	| {
			readonly kind: 'token';
			/** Its `access_token` is empty if the one in the response is unusable. */
			readonly token: TokenObject;
			/** What was changed or dropped from the response, in sentences. */
			readonly warnings: readonly string[];
	  }
	| {readonly kind: 'no-refresh-token' | 'unusable-refresh-token' | 'wrong-shape'};

function judgeTimes(expiresIn: number | undefined, refreshExpiresIn: number | undefined, receivedAt: number) {
	const life = expiresIn === undefined ? documentedLife : Math.floor(expiresIn);
	const isLife = isAccessTokenLife(life);
	const isExpiry = refreshExpiresIn !== undefined && isRefreshTokenExpiry(refreshExpiresIn, receivedAt);
	return {
		times: {
			expires_in: isLife ? life : documentedLife,
			...(isExpiry && {refresh_expires_in: Math.floor(refreshExpiresIn)}),
		},
		warnings: [
			...(isLife
				? []
				: [
						'SAP Concur sent an impossible lifetime for the access token (expires_in); one hour is '
							+ 'assumed.',
					]),
			...(isExpiry || refreshExpiresIn === undefined
				? []
				: [
						'SAP Concur sent an impossible expiry date for the refresh token (refresh_expires_in); six '
							+ 'months are assumed.',
					]),
		],
	};
}

/** A text if it may be used in a header, or else the other one. */
function bearerTextOr(other: string, given = ''): string {
	return isBearerText(given) ? given : other;
}

type Answer = z.infer<ReturnType<typeof answerSchema>>;

/**
Reads what every granted token has. Impossible times and unprintable text are dropped or replaced, with a warning for
the times. One documentation page shows `geolocation` with a path, so only the origin is kept; whether it may be
followed is checked elsewhere.
*/
function readCommonFields(answer: Answer, refreshExpiresIn: number | undefined, receivedAt: number) {
	const {times, warnings} = judgeTimes(answer.expires_in ?? undefined, refreshExpiresIn, receivedAt);
	return {
		token: {
			...times,
			scope: plainScope(answer.scope ?? ''),
			token_type: bearerTextOr('Bearer', answer.token_type),
			access_token: bearerTextOr('', answer.access_token),
			...(answer.geolocation && {geolocation: originOf(answer.geolocation)}),
		},
		warnings,
	};
}

/**
Parses the token object in the body of a successful response; `receivedAt` is in milliseconds since the epoch.

A refresh token is never lost because of another field: `null` counts as absent, and other invalid values are dropped
with a warning.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function parseTokenResponse(body: unknown, receivedAt: number): ParsedTokenResponse {
	const parsed = answerSchema().safeParse(body);
	if (!parsed.success) {
		return {kind: 'wrong-shape'};
	}

	const answer = parsed.data;
	const {token, warnings} = readCommonFields(answer, answer.refresh_expires_in ?? undefined, receivedAt);
	if (!answer.refresh_token) {
		const isAbsent = answer.refresh_token === undefined || answer.refresh_token === null;
		return {kind: token.access_token !== '' && isAbsent ? 'no-refresh-token' : 'wrong-shape'};
	}

	if (!isRefreshTokenText(answer.refresh_token)) {
		return {kind: 'unusable-refresh-token'};
	}

	const idToken = bearerTextOr('', answer.id_token);
	return {
		kind: 'token',
		token: {...token, refresh_token: answer.refresh_token, ...(idToken !== '' && {id_token: idToken})},
		warnings,
	};
}

/** An access token without a refresh token: an app's own. */
export type AccessToken = Pick<TokenObject, 'expires_in' | 'scope' | 'token_type' | 'access_token' | 'geolocation'>;

type ParsedAccessTokenResponse =
	| {readonly kind: 'token'; readonly token: AccessToken; readonly warnings: readonly string[]}
	| {readonly kind: 'wrong-shape'};

/**
Parses the access token in the response to an app's grant; `receivedAt` is in milliseconds since the epoch.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
*/
export function parseAccessTokenResponse(body: unknown, receivedAt: number): ParsedAccessTokenResponse {
	const parsed = answerSchema().safeParse(body);
	const read = parsed.success ? readCommonFields(parsed.data, undefined, receivedAt) : undefined;
	return read && read.token.access_token !== '' ? {kind: 'token', ...read} : {kind: 'wrong-shape'};
}

type ParsedTokenObjectFile =
	| {readonly kind: 'token-object'; readonly token: TokenObject; readonly companyUUID: string | undefined}
	| {readonly kind: 'not-json'}
	| {readonly kind: 'wrong-shape'; readonly problem: string};

// The first of January 2015: SAP Concur issued no refresh tokens before then. Seconds since the epoch.
const firstExpiry = 1_420_070_400;

/**
Parses a refreshTokenObjectFile.json: the token endpoint's response, to which SAP's samples add `companyUUID`.

Problems never quote the text, which is secret.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export function parseTokenObjectFile(text: string): ParsedTokenObjectFile {
	let parsed: unknown;
	try {
		parsed = parseUntrustedJson(text.replace(/^\uFEFF/, ''));
	} catch (error) {
		return isTooDeep(error) ? {kind: 'wrong-shape', problem: tooDeepProblem} : {kind: 'not-json'};
	}

	const read = parseTokenResponse(parsed, 0);
	if (read.kind !== 'token') {
		return {kind: 'wrong-shape', problem: 'it contains no refresh token object.'};
	}

	const {refresh_expires_in: end, companyUUID} = parsed as Readonly<Record<string, unknown>>;
	// The file's time may differ from that of its token, so an expiry in the past is accepted too.
	const expiry = Number(end);
	const {refresh_expires_in: _, ...rest} = read.token;
	const isExpiry = isInstant(expiry * 1000) && expiry > firstExpiry;
	return {
		kind: 'token-object',
		token: {...rest, ...(isExpiry && {refresh_expires_in: Math.floor(expiry)})},
		companyUUID: (typeof companyUUID === 'string' && companyUUID.trim()) || undefined,
	};
}
