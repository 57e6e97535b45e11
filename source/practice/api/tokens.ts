import {createHash, randomBytes, randomUUID} from 'node:crypto';
import {type PracticeApp} from '../state/ledger.js';
import {digest, findApp, type PracticeConcur} from '../state/practice-concur.js';
import {type PracticeRequest} from './route.js';

/** Whose token it is: the company's, one person's of it, or the app's own. */
export type TokenKind = 'company' | 'user' | 'app';

/** A grant for a company or a person of it that passed every check. */
export type ConnectedGrant = {
	readonly kind: 'company' | 'user';
	readonly app: PracticeApp;
	/** The person whose token it is; the company's has none. */
	readonly userId?: string | undefined;
	readonly scopes: readonly string[];
	/** The scopes of later refreshes; a refresh may ask for fewer, for itself alone. */
	readonly grantedScopes: readonly string[];
	/** A refresh keeps its token unless it is rotated. */
	readonly refreshToken?: string;
	readonly isRotated: boolean;
};

/** A grant that passed every check, for a company, a person or for the app itself. */
export type ValidatedGrant = ConnectedGrant | {
	readonly kind: 'app';
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
};

/** Whom a token is made for, and by which of its names the server is its issuer. */
type TokenOwner = {
	readonly kind: TokenKind;
	readonly app: PracticeApp;
	/** The company UUID, the user's ID, or the App ID. */
	readonly subject: string;
	/** Scheme, host and port. */
	readonly issuer: string;
};

type Claims = Readonly<Record<string, unknown>> & {readonly aud: string};

// Seconds that an access token lives.
const accessTokenLifetime = 3600;

/**
Seconds: six months from the last issue.
@see https://developer.concur.com/api-reference/authentication/oauth2-migration-best-practices.html
*/
const refreshTokenLifetime = 183 * 24 * 60 * 60;

async function sign(concur: PracticeConcur, {kind, subject, issuer}: TokenOwner, claims: Claims): Promise<string> {
	// Loaded with the first token: a session that never gets there starts faster.
	const {SignJWT} = await import('jose');
	const {keyId, privateKey} = await concur.signingKey();
	const issuedAt = Math.floor(concur.now() / 1000);
	return new SignJWT({'concur.version': 2, 'concur.type': kind, ...claims})
		.setProtectedHeader({alg: 'RS256', kid: keyId, typ: 'JWT'})
		.setIssuer(issuer)
		.setSubject(subject)
		.setIssuedAt(issuedAt)
		.setNotBefore(issuedAt)
		.setExpirationTime(issuedAt + accessTokenLifetime)
		.setJti(randomUUID())
		.sign(privateKey);
}

/** A bearer token: an RS256 JWT that names its scopes and, unless it is an app's, the connection that it dies with. */
async function signAccessToken(
	concur: PracticeConcur,
	owner: TokenOwner,
	scopes: readonly string[],
): Promise<string> {
	const {kind, app} = owner;
	return sign(concur, owner, {
		aud: '*',
		client_id: app.appID,
		scope: scopes.join(' '),
		'practice.scopes': scopes,
		'practice.app': {name: app.name, stage: app.stage, type: app.type},
		...(kind !== 'app' && {'practice.connection': app.connection}),
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
An OpenID Connect id_token whose subject is the company UUID or the user's ID.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#id_token
*/
async function signIdToken(concur: PracticeConcur, owner: TokenOwner, accessToken: string): Promise<string> {
	return sign(concur, owner, {
		aud: owner.app.appID,
		'concur.profile': `${owner.issuer}/profile/v1/principals/${owner.subject}`,
		at_hash: hashAccessToken(accessToken),
	});
}

type KeptToken = {readonly refreshToken: string; readonly expiresAt: number};

function keepRefreshToken(concur: PracticeConcur, grant: ConnectedGrant): KeptToken {
	const {app, userId, grantedScopes, refreshToken, isRotated} = grant;
	const next = refreshToken === undefined || isRotated ? randomBytes(20).toString('hex') : refreshToken;
	const expiresAt = Math.floor(concur.now() / 1000) + refreshTokenLifetime;
	const kept = {
		digest: digest(next), appID: app.appID, connection: app.connection, scopes: grantedScopes, expiresAt,
		...(userId !== undefined && {userId}),
	};
	const replaced = refreshToken === undefined ? undefined : digest(refreshToken);
	concur.ledger.update(state => ({
		...state, refreshTokens: [...state.refreshTokens.filter(token => token.digest !== replaced), kept],
	}));
	return {refreshToken: next, expiresAt};
}

function subjectOf(concur: PracticeConcur, grant: ValidatedGrant): string {
	return grant.kind === 'app' ? grant.app.appID : (grant.userId ?? concur.ledger.read().companyUUID);
}

/**
The 200 body of the token endpoint. A company's or a person's:
```
{"expires_in":3600,"scope":"openid …","token_type":"Bearer","access_token":"eyJ…",
"refresh_token":"…","refresh_expires_in":1703696549,"geolocation":"https://us2…","id_token":"eyJ…"}
```
`refresh_expires_in` is the moment of expiry in seconds since the epoch; `geolocation` is the origin that was reached.
`id_token` comes with the scope openid alone. An app's has neither of it, nor `refresh_token`, `refresh_expires_in`.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#access_token
*/
export async function issueTokens(
	concur: PracticeConcur,
	grant: ValidatedGrant,
	origin: string,
): Promise<Record<string, unknown>> {
	const {kind, app, scopes} = grant;
	const owner = {kind, app, subject: subjectOf(concur, grant), issuer: origin};
	const accessToken = await signAccessToken(concur, owner, scopes);
	const access = {
		expires_in: accessTokenLifetime, scope: scopes.join(' '), token_type: 'Bearer', access_token: accessToken,
	};
	if (grant.kind === 'app') {
		return {...access, geolocation: origin};
	}

	const idToken = scopes.includes('openid') ? await signIdToken(concur, owner, accessToken) : undefined;
	const {refreshToken, expiresAt} = keepRefreshToken(concur, grant);
	return {
		...access,
		refresh_token: refreshToken,
		refresh_expires_in: expiresAt,
		geolocation: origin,
		...(idToken !== undefined && {id_token: idToken}),
	};
}

/** Whose token a request carries, and what it may do. */
export type Bearer = {
	readonly kind: TokenKind;
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
	/** The company UUID, the user's ID, or the App ID. */
	readonly subject: string;
};

const tokenKinds: readonly TokenKind[] = ['company', 'user', 'app'];

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
		const kind = tokenKinds.find(name => name === payload['concur.type']);
		const isConnected = kind === 'app' || payload['practice.connection'] === app?.connection;
		return kind && app && !app.isDisabled && isConnected
			? {kind, app, scopes: String(payload['scope']).split(' '), subject: String(payload.sub)}
			: undefined;
	} catch {
		return undefined;
	}
}
