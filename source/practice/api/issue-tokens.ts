import {randomBytes} from 'node:crypto';
import {digest} from '../state/issue-credentials.js';
import {type PracticeApp} from '../state/practice-app.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {accessTokenLifetime, signAccessToken, signIdToken} from './signed-tokens.js';

/** A company's grant that passed every check. */
export type CompanyGrant = {
	readonly kind: 'company';
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
	/** The scopes of later refreshes; a refresh may ask for fewer, for itself alone. */
	readonly grantedScopes: readonly string[];
	/** A refresh keeps its token unless it is rotated. */
	readonly refreshToken?: string;
	readonly isRotated: boolean;
};

/** A grant that passed every check, for a company or for the app itself. */
export type Grant = CompanyGrant | {
	readonly kind: 'app';
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
};

/**
Seconds: six months from the last issue.
@see https://developer.concur.com/api-reference/authentication/oauth2-migration-best-practices.html
*/
const refreshTokenLifetime = 183 * 24 * 60 * 60;

type KeptToken = {readonly refreshToken: string; readonly expiresAt: number};

function keepRefreshToken(concur: PracticeConcur, grant: CompanyGrant): KeptToken {
	const {app, grantedScopes, refreshToken, isRotated} = grant;
	const next = refreshToken === undefined || isRotated ? randomBytes(20).toString('hex') : refreshToken;
	const expiresAt = Math.floor(concur.now() / 1000) + refreshTokenLifetime;
	const kept = {digest: digest(next), appID: app.appID, connection: app.connection, scopes: grantedScopes, expiresAt};
	const replaced = refreshToken === undefined ? undefined : digest(refreshToken);
	concur.ledger.update(state => ({
		...state, refreshTokens: [...state.refreshTokens.filter(token => token.digest !== replaced), kept],
	}));
	return {refreshToken: next, expiresAt};
}

/**
The 200 body of the token endpoint. A company's:
```
{"expires_in":3600,"scope":"openid …","token_type":"Bearer","access_token":"eyJ…",
"refresh_token":"…","refresh_expires_in":1703696549,"geolocation":"https://us2…","id_token":"eyJ…"}
```
`refresh_expires_in` is the moment of expiry in seconds since the epoch; `geolocation` is the origin that was reached.
An app's has neither `refresh_token`, `refresh_expires_in` nor `id_token`.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#access_token
*/
export async function issueTokens(
	concur: PracticeConcur,
	grant: Grant,
	origin: string,
): Promise<Record<string, unknown>> {
	const {kind, app, scopes} = grant;
	const owner = {kind, app, issuer: origin};
	const accessToken = await signAccessToken(concur, owner, scopes);
	const access = {
		expires_in: accessTokenLifetime, scope: scopes.join(' '), token_type: 'Bearer', access_token: accessToken,
	};
	if (grant.kind === 'app') {
		return {...access, geolocation: origin};
	}

	const idToken = await signIdToken(concur, owner, accessToken);
	const {refreshToken, expiresAt} = keepRefreshToken(concur, grant);
	return {
		...access,
		refresh_token: refreshToken,
		refresh_expires_in: expiresAt,
		geolocation: origin,
		id_token: idToken,
	};
}
