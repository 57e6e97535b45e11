import {createHash, randomUUID} from 'node:crypto';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeApp} from './practice-state.js';

/** Seconds that an access token lives. */
export const accessTokenLifetime = 3600;

/** Whom a token is made for, and by which of its names the server is its issuer. */
export type TokenOwner = {
	readonly kind: 'company' | 'app';
	readonly app: PracticeApp;
	/** Scheme, host and port. */
	readonly issuer: string;
};

type Claims = Readonly<Record<string, unknown>> & {readonly aud: string; readonly sub: string};

async function sign(concur: PracticeConcur, {kind, issuer}: TokenOwner, claims: Claims): Promise<string> {
	// Loaded with the first token: a session that never gets there starts faster.
	const {SignJWT} = await import('jose');
	const {keyId, privateKey} = await concur.signingKey();
	const issuedAt = Math.floor(concur.now() / 1000);
	return new SignJWT({'concur.version': 2, 'concur.type': kind, ...claims})
		.setProtectedHeader({alg: 'RS256', kid: keyId, typ: 'JWT'})
		.setIssuer(issuer)
		.setIssuedAt(issuedAt)
		.setNotBefore(issuedAt)
		.setExpirationTime(issuedAt + accessTokenLifetime)
		.setJti(randomUUID())
		.sign(privateKey);
}

/**
A bearer token for the app's company, or for the app itself: an RS256 JWT that names its scopes.
A company's names the connection that it dies with, too.
*/
export async function signAccessToken(
	concur: PracticeConcur,
	owner: TokenOwner,
	scopes: readonly string[],
): Promise<string> {
	const {kind, app} = owner;
	return sign(concur, owner, {
		aud: '*',
		sub: kind === 'company' ? concur.ledger.read().companyUUID : app.appID,
		client_id: app.appID,
		scope: scopes.join(' '),
		'practice.scopes': scopes,
		'practice.app': {name: app.name, stage: app.stage, type: app.type},
		...(kind === 'company' && {'practice.connection': app.connection}),
	});
}

/**
What an id_token says about the access token that it came with: the left half of its SHA-256, for RS256.
@see https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken
*/
function hashAccessToken(accessToken: string): string {
	return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');
}

/**
An OpenID Connect id_token whose subject is the company UUID.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#id_token
*/
export async function signIdToken(concur: PracticeConcur, owner: TokenOwner, accessToken: string): Promise<string> {
	const {companyUUID} = concur.ledger.read();
	return sign(concur, owner, {
		aud: owner.app.appID,
		sub: companyUUID,
		'concur.profile': `${owner.issuer}/profile/v1/principals/${companyUUID}`,
		at_hash: hashAccessToken(accessToken),
	});
}
