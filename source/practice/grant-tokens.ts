import {randomBytes} from 'node:crypto';
import {digest} from './digest.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeApp} from './practice-state.js';
import {accessTokenLife, signAccessToken, signIdToken} from './sign-tokens.js';

/** What a grant that passed every check asks for. */
export type Grant = {
	readonly app: PracticeApp;
	readonly scopes: readonly string[];
	/** The scopes of later refreshes; a refresh may ask for fewer for itself alone. */
	readonly grantedScopes: readonly string[];
	/** A refresh keeps its token unless it is rotated. */
	readonly refreshToken?: string;
	readonly isRotated: boolean;
};

// Six months from the last issue: /authentication/oauth2-migration-best-practices.
const refreshTokenLife = 183 * 24 * 60 * 60;

function keepRefreshToken(concur: PracticeConcur, {app, grantedScopes, refreshToken, isRotated}: Grant): {refreshToken: string; expiresAt: number} {
	const next = refreshToken === undefined || isRotated ? randomBytes(20).toString('hex') : refreshToken;
	const expiresAt = Math.floor(concur.now() / 1000) + refreshTokenLife;
	const kept = {digest: digest(next), appID: app.appID, connection: app.connection, scopes: grantedScopes, expiresAt};
	const replaced = refreshToken === undefined ? undefined : digest(refreshToken);
	concur.ledger.update(state => ({...state, refreshTokens: [...state.refreshTokens.filter(token => token.digest !== replaced), kept]}));
	return {refreshToken: next, expiresAt};
}

/**
The 200 body of the token endpoint: `/authentication/apidoc`.
```
{"expires_in":3600,"scope":"openid …","token_type":"Bearer","access_token":"eyJ…","refresh_token":"…","refresh_expires_in":1703696549,"geolocation":"https://us2…","id_token":"eyJ…"}
```
`refresh_expires_in` is the moment of expiry in seconds since the epoch.
*/
export async function grantTokens(concur: PracticeConcur, grant: Grant): Promise<Record<string, unknown>> {
	const accessToken = await signAccessToken(concur, grant.app, grant.scopes);
	const idToken = grant.scopes.includes('openid') ? await signIdToken(concur, grant.app) : undefined;
	const {refreshToken, expiresAt} = keepRefreshToken(concur, grant);
	return {
		expires_in: accessTokenLife,
		scope: grant.scopes.join(' '),
		token_type: 'Bearer',
		access_token: accessToken,
		refresh_token: refreshToken,
		refresh_expires_in: expiresAt,
		geolocation: concur.origin,
		...(idToken !== undefined && {id_token: idToken}),
	};
}
