import {exitCodes, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {cachedBearer, notSetUp, renewProfile, tokenRoute, type BearerToken} from './bearer-token.js';
import {type GlobalOptions} from './global-options.js';
import {readValues} from './read-values.js';

async function findToken(options: GlobalOptions, io: Io): Promise<BearerToken> {
	const read = readValues(options, io);
	const route = tokenRoute(read);
	switch (route) {
		case 'profile': {
			const cached = cachedBearer(read, io.now());
			if (cached) {
				return cached;
			}

			const settings = await renewProfile(options, io, read, settings => cachedBearer({...read, settings}, io.now()) !== undefined);
			const {bearer} = settings;
			return {accessToken: bearer!.accessToken, tokenType: bearer!.tokenType, expiresAt: bearer!.expiresAt, geolocation: bearer!.baseUri};
		}

		case 'environment-refresh':
		case 'environment-password': {
			const {environmentToken} = await import('./environment-token.js');
			return environmentToken(options, io, read, route);
		}

		case 'none': {
			throw notSetUp(options, io);
		}
	}
}

/**
Prints a bearer token and a newline, nothing else: the cached one while five minutes of it are left, else one from a refresh grant.

Throws `UserError` when the set-up is not finished, Concur refuses, or cannot be reached.
*/
export async function token(options: GlobalOptions, io: Io): Promise<ExitCode> {
	const {accessToken, tokenType, expiresAt, geolocation} = await findToken(options, io);
	io.writeOut(options.json
		? `${JSON.stringify({
			access_token: accessToken, token_type: tokenType, expires_in: Math.floor((expiresAt - io.now()) / 1000), expires_at: new Date(expiresAt).toISOString(), geolocation,
		})}\n`
		: `${accessToken}\n`);
	return exitCodes.done;
}
