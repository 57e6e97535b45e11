import {composeCredentials} from '../concur/credentials.js';
import {obtainCompanyToken, refreshToken} from '../concur/obtain-token.js';
import {accessTokenExpiry} from '../concur/token-object.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {variables} from '../store/value-sources.js';
import {tellWarnings, type BearerToken} from './bearer-token.js';
import {callFailure} from './call-failure.js';
import {type GlobalOptions} from './global-options.js';
import {usableBaseUri, type ReadValues} from './read-values.js';

function requireAll(values: ReadValues['values'], names: ReadonlyArray<'appID' | 'clientSecret'>): void {
	const missing = names.filter(name => values[name].value === '').map(name => variables[name]);
	if (missing.length > 0) {
		throw new UserError(`The environment sets a refresh token but not ${missing.join(' and ')}.`, 'Set them too: a refresh token works only with the credentials of its app.', exitCodes.notFinished);
	}
}

/**
A bearer token from values that the environment holds, for machines without a home: nothing is written, so each call is one grant.

Throws `UserError` when a value is missing or Concur refuses.
*/
export async function environmentToken(options: GlobalOptions, io: Io, {values}: ReadValues, route: 'environment-refresh' | 'environment-password'): Promise<BearerToken> {
	const resolved = usableBaseUri({values}, options, io);
	if (route === 'environment-refresh') {
		requireAll(values, ['appID', 'clientSecret']);
	}

	const appID = values.appID.value;
	const clientSecret = values.clientSecret.value;
	const outcome = route === 'environment-refresh'
		? await refreshToken({baseUri: resolved.uri, appID, clientSecret, refreshToken: values.refreshToken.value})
		: await obtainCompanyToken({
			baseUri: resolved.uri,
			credentials: composeCredentials({appID, clientSecret, companyUUID: values.companyUUID.value, companyRequestToken: values.companyRequestToken.value}),
		});
	if (outcome.kind !== 'granted') {
		throw callFailure(outcome, options, io);
	}

	tellWarnings(outcome, io);
	const {token, baseUri} = outcome;
	if (route === 'environment-refresh' && token.refresh_token !== values.refreshToken.value) {
		io.writeError(`SAP Concur issued a new refresh token, so the one in ${variables.refreshToken} may no longer work. It was not saved.\n`
			+ 'Keep the token in a profile instead, which stores each new one: put its folder on a disk that lasts (CONCUR_TOKENS_CONFIG_DIR).\n');
	}

	return {accessToken: token.access_token, tokenType: token.token_type, expiresAt: accessTokenExpiry(token, io.now()), geolocation: token.geolocation ?? baseUri};
}
