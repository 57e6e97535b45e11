import {createHash, randomUUID} from 'node:crypto';
import {findApp} from '../state/issue-credentials.js';
import {type PracticeApp} from '../state/practice-app.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {type PracticeRequest} from './route.js';

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

/** Whose token a request carries: a company's, or an app's own. */
export type Bearer = {
	readonly kind: 'company' | 'app';
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
};

/**
Whose bearer token a request carries; undefined when there is none, it is not one of ours, has expired or was revoked.
@see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
*/
export async function authenticateBearer(
	concur: PracticeConcur,
	request: PracticeRequest,
): Promise<Bearer | undefined> {
	const token = /^Bearer +([\w.-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
	if (token === undefined) {
		return undefined;
	}

	try {
		const {jwtVerify} = await import('jose');
		const {publicKey} = await concur.signingKey();
		const {payload} = await jwtVerify(token, publicKey, {
			algorithms: ['RS256'], audience: '*', currentDate: new Date(concur.now()),
		});
		const app = findApp(concur, String(payload['client_id']));
		const kind = payload['concur.type'] === 'app' ? 'app' : 'company';
		const isConnected = kind === 'app' || payload['practice.connection'] === app?.connection;
		return app && !app.isDisabled && isConnected
			? {kind, app, scopes: String(payload['scope']).split(' ')}
			: undefined;
	} catch {
		return undefined;
	}
}
