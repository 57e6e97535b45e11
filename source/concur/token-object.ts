import * as z from 'zod/mini';
import {type TokenObject} from './call-outcome.js';

// The documentation shows these numbers as strings, the service sends numbers: both are taken.
const numeric = z.pipe(
	z.union([z.number(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))]),
	z.number().check(z.int(), z.nonnegative()),
);

function originOf(geolocation: string): string {
	try {
		const {origin} = new URL(geolocation);
		return origin === 'null' ? geolocation : origin;
	} catch {
		return geolocation;
	}
}

/** The 200 body of the token endpoint. One documentation page shows `geolocation` with a path: only the origin is kept. Source: authentication/apidoc. */
export const tokenObjectSchema: z.ZodMiniType<TokenObject> = z.object({
	expires_in: numeric,
	scope: z._default(z.string(), ''),
	token_type: z._default(z.string(), 'Bearer'),
	access_token: z.string().check(z.minLength(1)),
	refresh_token: z.string().check(z.minLength(1)),
	refresh_expires_in: z.optional(numeric),
	geolocation: z.optional(z.pipe(z.string().check(z.minLength(1)), z.transform(originOf))),
	id_token: z.optional(z.string()),
});

/**
When the refresh token expires, milliseconds since the epoch.

`refresh_expires_in` is an instant in epoch seconds; where it is absent, six months from `receivedAt` (milliseconds since the epoch). Source: authentication/apidoc.
*/
export function refreshTokenExpiry(token: TokenObject, receivedAt: number): number {
	if (token.refresh_expires_in !== undefined) {
		return token.refresh_expires_in * 1000;
	}

	const end = new Date(receivedAt);
	end.setUTCMonth(end.getUTCMonth() + 6);
	return end.getTime();
}

/** When the access token expires, milliseconds since the epoch; `receivedAt` likewise. */
export function accessTokenExpiry(token: TokenObject, receivedAt: number): number {
	return receivedAt + (token.expires_in * 1000);
}
