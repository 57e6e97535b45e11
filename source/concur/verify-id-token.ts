import {Buffer} from 'node:buffer';
import {createPublicKey, verify, type JsonWebKey} from 'node:crypto';
import * as z from 'zod/mini';

const keysSchema = z.object({keys: z.array(z.looseObject({kty: z.string(), kid: z.optional(z.string())}))});

const headerSchema = z.object({alg: z.literal('RS256'), kid: z.optional(z.string())});

const claimsSchema = z.object({exp: z.number()});

// Tolerance for clocks that differ. Milliseconds.
const leeway = 5 * 60_000;

function parsePart(part: string): unknown {
	try {
		return JSON.parse(Buffer.from(part, 'base64url').toString());
	} catch {
		return undefined;
	}
}

function isSignedWith(key: JsonWebKey, signed: string, signature: Buffer): boolean {
	try {
		return verify('RSA-SHA256', Buffer.from(signed), createPublicKey({key, format: 'jwk'}), signature);
	} catch {
		return false;
	}
}

/**
Whether an id_token was signed with one of these keys (a JWK set) and has not expired; `now` is in milliseconds since
the epoch. Its other claims are not used.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#id_token
@see https://www.rfc-editor.org/rfc/rfc7515#section-5.2
*/
export function isVerifiedIdToken(idToken: string, keys: unknown, now: number): boolean {
	const [header = '', claims = '', signature = '', ...rest] = idToken.split('.');
	const parsedHeader = headerSchema.safeParse(parsePart(header));
	const parsedClaims = claimsSchema.safeParse(parsePart(claims));
	const parsedKeys = keysSchema.safeParse(keys);
	if (rest.length > 0 || !parsedHeader.success || !parsedClaims.success || !parsedKeys.success) {
		return false;
	}

	const {kid} = parsedHeader.data;
	const candidates = parsedKeys.data.keys.filter(key => key.kty === 'RSA' && (kid === undefined || key.kid === kid));
	return parsedClaims.data.exp * 1000 > now - leeway
		&& candidates.some(key => isSignedWith(key, `${header}.${claims}`, Buffer.from(signature, 'base64url')));
}
