import {createHash, randomBytes, randomUUID} from 'node:crypto';
import {type PracticeApp} from '../state/ledger.js';
import {digest, findApp, type PracticeConcur} from '../state/practice-concur.js';
import {type PracticeRequest} from './route.js';

/** Whose token it is: the company's, one of its users', or the app's own. */
type TokenKind = 'company' | 'user' | 'app';

/** A grant for a company or one of its users that has passed every check. */
type ConnectedGrant = {
	readonly kind: 'company' | 'user';
	readonly app: PracticeApp;
	/** The user whose token it is; undefined for the company's. */
	readonly userId: string | undefined;
	readonly scopes: readonly string[];
	/** The scopes of later refreshes; a refresh may ask for fewer, just for itself. */
	readonly grantedScopes: readonly string[];
	/** A refresh keeps its refresh token unless it is rotated. */
	readonly refreshToken?: string;
	readonly isRotated: boolean;
};

/** A grant that has passed every check, for a company, a user or the app itself. */
export type ValidatedGrant = ConnectedGrant | {
	readonly kind: 'app';
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
};

/** Whom a token is issued for, and which of the server's names appears as its issuer. */
type TokenOwner = {
	readonly kind: TokenKind;
	readonly app: PracticeApp;
	/** The company UUID, the user's ID, or the App ID. */
	readonly subject: string;
	/** Scheme, host and port. */
	readonly issuer: string;
};

type Claims = Readonly<Record<string, unknown>> & {readonly aud: string};

// How long an access token is valid, in seconds.
const accessTokenLifetime = 3600;

/**
Seconds: six months from when the token was last issued.
@see https://developer.concur.com/api-reference/authentication/oauth2-migration-best-practices.html
*/
const refreshTokenLifetime = 183 * 24 * 60 * 60;

async function sign(concur: PracticeConcur, {kind, subject, issuer}: TokenOwner, claims: Claims): Promise<string> {
	// Loaded with the first token, so that a session that never needs one starts faster.
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

/**
Signs a bearer token: an RS256 JWT with its scopes and, except for an app's, the connection whose end invalidates it.
*/
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
The `at_hash` in an id_token for the access token issued with it: the left half of its SHA-256, for RS256.
@see https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken
*/
function hashAccessToken(accessToken: string): string {
	return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');
}

/**
Signs an OpenID Connect id_token whose subject is the company UUID or the user's ID.
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
Issues the 200 body of the token endpoint. For a company or a user it is:
```
{"expires_in":3600,"scope":"openid …","token_type":"Bearer","access_token":"eyJ…",
"refresh_token":"…","refresh_expires_in":1703696549,"geolocation":"https://us2…","id_token":"eyJ…"}
```
`refresh_expires_in` is the time of expiry in seconds since the epoch; `geolocation` is the origin that was reached.
`id_token` is present only with the scope openid. An app's body has no `id_token`, `refresh_token` or
`refresh_expires_in`.
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

/** The subject of the token in a request, and what it permits. */
export type Bearer = {
	readonly kind: TokenKind;
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
	/** The company UUID, the user's ID, or the App ID. */
	readonly subject: string;
};

const tokenKinds: readonly TokenKind[] = ['company', 'user', 'app'];

/**
Identifies the bearer token in a request; undefined if there is none, or it is not ours, has expired or was revoked.
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
