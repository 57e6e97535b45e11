import {type TokenOutcome} from './call-outcome.js';
import {type AppIdentity} from './connection.js';
import {tokenErrorCodes} from './token-error-codes.js';
import {grantToStore} from './call-record.js';

/** An app's secret that was replaced: SAP Concur will not show it again. */
export type FormerSecret = {readonly appID: string; readonly clientSecret: string};

/** The secret in use, and the one that it replaced, kept until either has been proven. */
export type Secrets = {readonly clientSecret: string; readonly former: FormerSecret | undefined};

/**
The secrets after the token endpoint responded to the app of `identity`. A grant proves the secret that was sent and
erases the other; a refusal of the secret swaps the two, so that the next attempt uses the other one.
*/
export function secretsAfterOutcome(
	secrets: Secrets,
	outcome: TokenOutcome,
	{appID, clientSecret}: AppIdentity,
): Secrets {
	const {former} = secrets;
	if (!former || secrets.clientSecret !== clientSecret) {
		return secrets;
	}

	if (grantToStore(outcome)) {
		return {clientSecret, former: undefined};
	}

	return outcome.kind === 'refused' && outcome.code === tokenErrorCodes.wrongClientSecret && former.appID === appID
		? {clientSecret: former.clientSecret, former: {appID, clientSecret}}
		: secrets;
}
