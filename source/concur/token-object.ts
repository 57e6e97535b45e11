import {z} from 'zod';
import {type TokenObject} from './call-outcome.js';

// The documentation shows these numbers as strings, the service sends numbers: both are taken.
const numeric = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().int().nonnegative());

function originOf(geolocation: string): string {
	try {
		const {origin} = new URL(geolocation);
		return origin === 'null' ? geolocation : origin;
	} catch {
		return geolocation;
	}
}

/** The 200 body of the token endpoint. One documentation page shows `geolocation` with a path: only the origin is kept. Source: authentication/apidoc. */
export const tokenObjectSchema: z.ZodType<TokenObject> = z.object({
	expires_in: numeric,
	scope: z.string().default(''),
	token_type: z.string().default('Bearer'),
	access_token: z.string().min(1),
	refresh_token: z.string().min(1),
	refresh_expires_in: numeric.optional(),
	geolocation: z.string().min(1).transform(originOf).optional(),
	id_token: z.string().optional(),
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
