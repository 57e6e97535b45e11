import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {openBearerSource} from '../calls/bearer-source.js';
import {type BearerToken} from './cached-bearer.js';

/**
A bearer token: the cached one while five minutes of it are left, else one from a refresh grant, on disk then.

Throws `UserError` when the set-up is not finished, Concur refuses, or cannot be reached.
*/
export async function findToken(invocation: Invocation): Promise<BearerToken> {
	return openBearerSource(invocation).current();
}

/**
Prints a bearer token and a newline, nothing else: the cached one while five minutes of it are left, else one from a
refresh grant.

Throws what `findToken` throws.
*/
export async function token(invocation: Invocation): Promise<ExitCode> {
	const {io, json} = invocation;
	const {accessToken, tokenType, expiresAt, geolocation} = await findToken(invocation);
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
