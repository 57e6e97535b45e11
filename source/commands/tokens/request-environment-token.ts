import {type TokenOutcome} from '../../concur/call-outcome.js';
import {composeCredentials} from '../../concur/credentials.js';
import {obtainCompanyToken, refreshCompanyToken} from '../../concur/token-calls.js';
import {exitCodes, UserError} from '../../errors.js';
import {valueDescriptions} from '../../concur/values.js';
import {storedBearer} from '../../store/profile/settings-after-outcome.js';
import {missingAppValues, requireBaseUri, type LoadedProfile} from '../loaded-profile.js';
import {printWarnings} from '../output/print-warnings.js';
import {toBearerToken, type BearerToken, type EnvironmentRoute} from './cached-bearer.js';
import {callError} from './call-error.js';

function refuseMissingApp(profile: LoadedProfile): void {
	const missing = missingAppValues(profile).map(name => valueDescriptions[name].variables[0]);
	if (missing.length > 0) {
		throw new UserError(
			`The environment sets a refresh token but not ${missing.join(' and ')}.`,
			'Set them too: a refresh token works only with the credentials of its app.',
			exitCodes.notFinished,
		);
	}
}

async function requestToken(
	profile: LoadedProfile,
	route: EnvironmentRoute,
): Promise<TokenOutcome> {
	const {values} = profile;
	const baseUri = requireBaseUri(profile).uri;
	const appID = values.appID.value;
	const clientSecret = values.clientSecret.value;
	if (route === 'environment-refresh') {
		refuseMissingApp(profile);
		return refreshCompanyToken({baseUri, appID, clientSecret, refreshToken: values.refreshToken.value});
	}

	const companyUUID = values.companyUUID.value;
	const companyRequestToken = values.companyRequestToken.value;
	const credentials = composeCredentials({appID, clientSecret, companyUUID, companyRequestToken});
	return obtainCompanyToken({baseUri, credentials});
}

/** A bearer token with the refresh token that gets the next one, where nothing is saved. */
export type UnsavedToken = BearerToken & {readonly refreshToken: string};

/**
Obtains a bearer token from values in the environment, for machines without a home folder: nothing is saved, so each
call makes one grant.

Throws `UserError` when a value is missing, or SAP Concur refuses or cannot be reached.
*/
export async function requestEnvironmentToken(
	profile: LoadedProfile,
	route: EnvironmentRoute,
): Promise<UnsavedToken> {
	const {io, values} = profile;
	const outcome = await requestToken(profile, route);
	if (outcome.kind !== 'granted') {
		throw callError(outcome, profile);
	}

	printWarnings(outcome, io);
	const {token, baseUri, facts} = outcome;
	if (route === 'environment-refresh' && token.refresh_token !== values.refreshToken.value) {
		io.writeError('SAP Concur issued a new refresh token, so the one in ' +
				`${valueDescriptions.refreshToken.variables[0]} may no longer work. The new one was not saved.\n` +
				'Keep the token in a profile instead, which saves each new one: ' +
				'set CONCUR_TOKENS_CONFIG_DIR to a folder on a persistent disk.\n');
	}

	return {...toBearerToken(storedBearer({token, baseUri}, facts.at)), refreshToken: token.refresh_token};
}
