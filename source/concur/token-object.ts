import * as z from 'zod/mini';
import {type TokenObject} from './call-outcome.js';

/**
Whether a text may stand in an `Authorization` header: visible ASCII without blanks.

@see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
*/
export function isBearerText(text: string): boolean {
	return /^[\u0021-\u007E]+$/.test(text);
}

/**
Whether a text can be a refresh token: printable ASCII, not blank.

@see https://www.rfc-editor.org/rfc/rfc6749#appendix-A.17
*/
export function isRefreshTokenText(text: string): boolean {
	return /^[\u0020-\u007E]+$/.test(text) && text.trim() !== '';
}

/** The life of an access token that SAP Concur documents, in seconds. */
const documentedLife = 3600;

/** The longest life of an access token that is believed, in seconds. */
export const maxAccessTokenLife = 24 * 60 * 60;

// The farthest expiry that is believed, milliseconds from now: tokens live six months.
const farthestExpiry = 10 * 366 * 24 * 60 * 60 * 1000;

// The last instant of the year 9999, milliseconds since the epoch: whatever is added to it is still a date.
const lastInstant = 253_402_300_799_999;

/** Whether a number can be an instant, milliseconds since the epoch: not before 1970, not after the year 9999. */
export function isInstant(value: number): boolean {
	return value >= 0 && value <= lastInstant;
}

/** Whether seconds can be the life of an access token. */
function isAccessTokenLife(seconds: number): boolean {
	return seconds > 0 && seconds <= maxAccessTokenLife;
}

/** Whether epoch seconds can be the expiry of a refresh token received at `receivedAt` (milliseconds since the epoch): later, and not so late that they must be milliseconds. */
export function isRefreshTokenExpiry(epochSeconds: number, receivedAt: number): boolean {
	const end = epochSeconds * 1000;
	return end > receivedAt && end <= receivedAt + farthestExpiry && isInstant(end);
}

const text = z.catch(z.optional(z.string()), undefined);

// The documentation shows these numbers as strings, the service sends numbers: both are taken. What is neither can't be a time.
const numeric = z.catch(z.optional(z.nullable(z.union([
	z.number(),
	z.pipe(z.string().check(z.regex(/^[+-]?\d+(?:\.\d+)?$/)), z.transform(Number)),
]))), Number.NaN);

const answerSchema = z.object({
	expires_in: numeric,
	scope: text,
	token_type: text,
	access_token: text,
	refresh_token: z.catch(z.optional(z.nullable(z.string())), ''),
	refresh_expires_in: numeric,
	geolocation: text,
	id_token: text,
});

/** The names in a scope that are names. */
function scopeNames(scope: string): string {
	return scope.split(/\s+/).filter(name => isBearerText(name)).join(' ');
}

function originOf(geolocation: string): string {
	try {
		const {origin} = new URL(geolocation);
		return origin === 'null' ? geolocation : origin;
	} catch {
		return geolocation;
	}
}

export type ReadToken =
	| {
			readonly kind: 'token';
			/** Its `access_token` is empty where the answer's can't be used. */
			readonly token: TokenObject;
			/** What of the answer was not taken as it came, in sentences. */
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
			...(isLife ? [] : ['SAP Concur sent an impossible lifetime for the access token (expires_in); one hour is assumed.']),
			...(isExpiry || refreshExpiresIn === undefined
				? []
				: ['SAP Concur sent an impossible expiry date for the refresh token (refresh_expires_in); six months are assumed.']),
		],
	};
}

/**
The token object in the body of a granted answer; `receivedAt` is milliseconds since the epoch.

A refresh token that is there is never lost for a side matter: `null` counts as absent, impossible times and unprintable text are left out, and what was left out is told.
One documentation page shows `geolocation` with a path: only the origin is kept, and whether it may be followed is judged elsewhere.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function readTokenObject(body: unknown, receivedAt: number): ReadToken {
	const parsed = answerSchema.safeParse(body);
	if (!parsed.success) {
		return {kind: 'wrong-shape'};
	}

	const answer = parsed.data;
	const accessToken = isBearerText(answer.access_token ?? '') ? answer.access_token! : '';
	if (!answer.refresh_token) {
		const isAbsent = answer.refresh_token === undefined || answer.refresh_token === null;
		return {kind: accessToken !== '' && isAbsent ? 'no-refresh-token' : 'wrong-shape'};
	}

	if (!isRefreshTokenText(answer.refresh_token)) {
		return {kind: 'unusable-refresh-token'};
	}

	const {times, warnings} = judgeTimes(answer.expires_in ?? undefined, answer.refresh_expires_in ?? undefined, receivedAt);
	return {
		kind: 'token',
		token: {
			...times,
			scope: scopeNames(answer.scope ?? ''),
			token_type: isBearerText(answer.token_type ?? '') ? answer.token_type! : 'Bearer',
			access_token: accessToken,
			refresh_token: answer.refresh_token,
			...(answer.geolocation && {geolocation: originOf(answer.geolocation)}),
			...(isBearerText(answer.id_token ?? '') && {id_token: answer.id_token}),
		},
		warnings,
	};
}

/**
When the refresh token expires, milliseconds since the epoch.

`refresh_expires_in` is an instant in epoch seconds; where it is absent or can't be one, six months from `receivedAt` (milliseconds since the epoch).

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function refreshTokenExpiry(token: Pick<TokenObject, 'refresh_expires_in'>, receivedAt: number): number {
	const received = isInstant(receivedAt) ? receivedAt : 0;
	const {refresh_expires_in: end} = token;
	if (end !== undefined && isRefreshTokenExpiry(end, received)) {
		return end * 1000;
	}

	const sixMonths = new Date(received);
	sixMonths.setUTCMonth(sixMonths.getUTCMonth() + 6);
	return sixMonths.getTime();
}

/** When the access token expires, milliseconds since the epoch; `receivedAt` likewise. A life that can't be one counts as the documented hour. */
export function accessTokenExpiry(token: Pick<TokenObject, 'expires_in'>, receivedAt: number): number {
	const life = isAccessTokenLife(token.expires_in) ? token.expires_in : documentedLife;
	return (isInstant(receivedAt) ? receivedAt : 0) + (life * 1000);
}
