import {type Grant} from '../concur/call-outcome.js';
import {accessTokenExpiry} from '../concur/token-object.js';
import {type Settings} from './settings.js';

/** Settings after a grant: the token object received last, and its access token, if it has one, as the cached bearer. `now` is milliseconds since the epoch. */
export function grantedSettings(settings: Settings, granted: Grant, obtainedWith: NonNullable<Settings['token']>['obtainedWith'], now: number): Settings {
	const {token, baseUri} = granted;
	return {
		...settings,
		token: {
			object: token, receivedAt: now, baseUri, obtainedWith,
		},
		bearer: token.access_token === '' ? undefined : {
			accessToken: token.access_token, expiresAt: accessTokenExpiry(token, now), tokenType: token.token_type, baseUri: token.geolocation ?? baseUri, scope: token.scope,
		},
	};
}
