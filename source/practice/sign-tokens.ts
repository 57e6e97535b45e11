import {randomUUID} from 'node:crypto';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeApp} from './practice-state.js';

/** Seconds that an access token lives. */
export const accessTokenLife = 3600;

async function sign(concur: PracticeConcur, audience: string, claims: Record<string, unknown>): Promise<string> {
	// Loaded with the first token: a session that never gets there starts faster.
	const {SignJWT} = await import('jose');
	const {keyId, privateKey} = await concur.signingKey();
	const issuedAt = Math.floor(concur.now() / 1000);
	return new SignJWT(claims)
		.setProtectedHeader({alg: 'RS256', kid: keyId, typ: 'JWT'})
		.setIssuer(concur.origin)
		.setAudience(audience)
		.setSubject(concur.ledger.read().companyUUID)
		.setIssuedAt(issuedAt)
		.setNotBefore(issuedAt)
		.setExpirationTime(issuedAt + accessTokenLife)
		.setJti(randomUUID())
		.sign(privateKey);
}

/** A bearer token for the app's company: an RS256 JWT that names its scopes and the connection that it dies with. */
export async function signAccessToken(concur: PracticeConcur, app: PracticeApp, scopes: readonly string[]): Promise<string> {
	return sign(concur, '*', {
		client_id: app.appID,
		scope: scopes.join(' '),
		'practice.scopes': scopes,
		'practice.app': {name: app.name, stage: app.stage, type: app.type},
		'practice.connection': app.connection,
	});
}

/** An OpenID Connect id_token whose subject is the company UUID: `/authentication/apidoc`. */
export async function signIdToken(concur: PracticeConcur, app: PracticeApp): Promise<string> {
	return sign(concur, app.appID, {'practice.connection': app.connection});
}
