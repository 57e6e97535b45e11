import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {bearerToken, cachedAppBearer, cachedBearer, notSetUp, tokenRoute, type BearerToken} from './cached-bearer.js';

/** A bearer token of the company: the cached one, or one from a grant. Throws `UserError` as `token` does. */
export async function companyToken(profile: LoadedProfile): Promise<BearerToken> {
	const {now} = profile.io;
	const route = tokenRoute(profile);
	switch (route) {
		case 'profile': {
			const cached = cachedBearer(profile, now());
			if (cached) {
				return cached;
			}

			const {refreshProfile} = await import('./refresh-profile.js');
			const refreshed = await refreshProfile(
				profile,
				settings => cachedBearer({...profile, settings}, now()) !== undefined,
			);
			return bearerToken(refreshed.bearer);
		}

		case 'environment-refresh':
		case 'environment-password': {
			const {tokenFromEnvironment} = await import('./token-from-environment.js');
			return tokenFromEnvironment(profile, route);
		}

		case 'none': {
			throw notSetUp(profile);
		}
	}
}

/** The app's own token: the cached one, or one from a grant. Throws `UserError` where there is none to be had. */
export async function ownToken(profile: LoadedProfile): Promise<BearerToken> {
	const {io, settings, values} = profile;
	const cached = cachedAppBearer(settings, values.appID.value, io.now());
	if (cached) {
		return cached;
	}

	const {appTokenOrFailure} = await import('./app-token.js');
	return appTokenOrFailure(profile);
}

// People take it for a company's token: https://developer.concur.com/api-reference/authentication/apidoc.html
const appTokenWords = 'This is the app\'s own token, for APIs that take one, such as Event Subscription v4. '
	+ 'Company and user APIs refuse it, often with status 500: for them use concur-tokens token';

/**
Prints a bearer token and a newline, nothing else: the cached one while five minutes of it are left, else one from a
refresh grant. With `app` it is the app's own, and a line on standard error says what that can't do.

Throws `UserError` when the set-up is not finished, Concur refuses, or cannot be reached.
*/
export async function token(
	invocation: Invocation,
	{app: isOfApp = false}: {readonly app?: boolean} = {},
): Promise<ExitCode> {
	const {io, json, repeatedOptions} = invocation;
	const profile = loadProfile(invocation);
	const found = await (isOfApp ? ownToken(profile) : companyToken(profile));
	const {accessToken, tokenType, expiresAt, geolocation} = found;
	if (isOfApp) {
		io.writeError(`${appTokenWords}${repeatedOptions}\n`);
	}

	io.writeOut(json
		? `${JSON.stringify({
			access_token: accessToken,
			token_type: tokenType,
			expires_in: Math.floor((expiresAt - io.now()) / 1000),
			expires_at: new Date(expiresAt).toISOString(),
			geolocation,
		})}\n`
		: `${accessToken}\n`);
	return exitCodes.done;
}
