import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {openBearerSource} from './bearer-source.js';
import {cachedAppBearer, formatBearer, type BearerToken} from './cached-bearer.js';

/**
Returns a bearer token: the cached one while at least five minutes of it are left, else one from a refresh grant,
already written to disk.

Throws `UserError` when the set-up is not finished, or SAP Concur refuses or cannot be reached.
*/
export async function findToken(invocation: Invocation): Promise<BearerToken> {
	return openBearerSource(invocation).current();
}

/** Returns the app's own token: the cached one, or one from a grant. Throws `UserError` where none can be obtained. */
async function findAppToken(profile: LoadedProfile): Promise<BearerToken> {
	const {io, settings, values} = profile;
	const cached = cachedAppBearer(settings, values.appID.value, io.now());
	if (cached) {
		return cached;
	}

	const {requireAppToken} = await import('./app-token.js');
	return requireAppToken(profile);
}

/**
The token is often mistaken for a company's.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
const appTokenNotice = 'This is the app\'s own token, for APIs that take one, such as Event Subscription v4. '
	+ 'Company and user APIs refuse it, often with status 500. For those, use: concur-tokens token';

/**
Prints a bearer token and a newline, nothing else: the cached one while at least five minutes of it are left, else one
from a refresh grant. With `app` it prints the app's own token, and a line on standard error says what that cannot do.

Throws what `findToken` throws.
*/
export async function token(
	invocation: Invocation,
	{app: isOfApp = false}: {readonly app?: boolean} = {},
): Promise<ExitCode> {
	const {io, repeatedOptions} = invocation;
	const bearer = await (isOfApp ? findAppToken(loadProfile(invocation)) : findToken(invocation));
	if (isOfApp) {
		io.writeError(`${appTokenNotice}${repeatedOptions}\n`);
	}

	io.writeOut(formatBearer(bearer, invocation, io.now()));
	return exitCodes.done;
}
