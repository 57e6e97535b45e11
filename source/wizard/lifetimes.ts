import {
	connectionState, isTokenOf, isUsable, type AppIdentity, type Connection,
} from '../concur/connection.js';
import {oncePerState, type WizardState, effectiveValue} from './wizard-state.js';

/** How long a company request token lives, milliseconds. */
export const requestTokenLife = 24 * 60 * 60 * 1000;

/**
When the company request token stops working, milliseconds since the epoch; undefined while none is entered or
its age is unknown.

It counts from the moment it was entered, the closest this program gets to knowing when it was issued.

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export function requestTokenEnd(state: WizardState): number | undefined {
	const enteredAt = state.enteredAt.companyRequestToken;
	return effectiveValue(state, 'companyRequestToken') === '' || enteredAt === undefined
		? undefined
		: enteredAt + requestTokenLife;
}

/** Whether the request token was entered after the refresh token that is there was granted. */
export function isRequestTokenNewer({enteredAt, token}: WizardState): boolean {
	return (enteredAt.companyRequestToken ?? 0) > (token?.receivedAt ?? 0);
}

/** Whether the request token's 24 hours are over. */
export function isRequestTokenOver(state: WizardState): boolean {
	const end = requestTokenEnd(state);
	return end !== undefined && end <= state.now;
}

function appIdentity(state: WizardState): AppIdentity {
	return {
		appID: effectiveValue(state, 'appID'),
		clientSecret: effectiveValue(state, 'clientSecret'),
		companyUUID: effectiveValue(state, 'companyUUID'),
	};
}

/**
Whether the refresh token was obtained for the app and the company as they stand now; a new secret of the same
app does not matter.
*/
export function hasTokenOfTheseCredentials(state: WizardState): boolean {
	return isTokenOf(state.token, appIdentity(state));
}

/** The state of the connection to SAP Concur with the values as they stand now. */
export const connectionOf = oncePerState((state): Connection =>
	hasTokenOfTheseCredentials(state) ? connectionState(state, appIdentity(state), state.now) : {kind: 'none'});

/** Whether a refresh token is there that works as far as this program can know: not expired, and not refused itself. */
export function hasLiveRefreshToken(state: WizardState): boolean {
	const connection = connectionOf(state);
	return isUsable(connection) || (connection.kind === 'refused' && connection.grant === 'bearer');
}
