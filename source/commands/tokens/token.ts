import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {loadProfile} from '../loaded-profile.js';
import {bearerToken, cachedBearer, notSetUp, printedBearer, tokenRoute, type BearerToken} from './cached-bearer.js';

/**
A bearer token: the cached one while five minutes of it are left, else one from a refresh grant, on disk then.

Throws `UserError` when the set-up is not finished, Concur refuses, or cannot be reached.
*/
export async function findToken(invocation: Invocation): Promise<BearerToken> {
	const profile = loadProfile(invocation);
	const {now} = invocation.io;
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
			throw notSetUp(invocation);
		}
	}
}

/**
Prints a bearer token and a newline, nothing else: the cached one while five minutes of it are left, else one from a
refresh grant.

Throws what `findToken` throws.
*/
export async function token(invocation: Invocation): Promise<ExitCode> {
	const {io} = invocation;
	const bearer = await findToken(invocation);
	io.writeOut(printedBearer(bearer, invocation, io.now()));
	return exitCodes.done;
}
