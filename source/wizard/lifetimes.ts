import {refreshTokenExpiry} from '../concur/token-object.js';
import {type WizardState, effectiveValue} from './wizard-state.js';

const requestTokenLife = 24 * 60 * 60 * 1000;

/**
When the company request token stops working, milliseconds since the epoch; undefined while none is entered or its age is unknown.

It counts from the moment it was entered, the closest thing to its birth that this program sees. Source: authentication/company-auth.
*/
export function requestTokenEnd(state: WizardState): number | undefined {
	const enteredAt = state.enteredAt.companyRequestToken;
	return effectiveValue(state, 'companyRequestToken') === '' || enteredAt === undefined ? undefined : enteredAt + requestTokenLife;
}

/** Whether the request token's 24 hours are over. */
export function isRequestTokenOver(state: WizardState): boolean {
	const end = requestTokenEnd(state);
	return end !== undefined && end <= state.now;
}

/** When the refresh token expires, milliseconds since the epoch; undefined while there is none. */
export function refreshTokenEnd(state: WizardState): number | undefined {
	return state.token && refreshTokenExpiry(state.token.object, state.token.receivedAt);
}

/** Whether there is a refresh token and its life is over. */
export function isRefreshTokenOver(state: WizardState): boolean {
	const end = refreshTokenEnd(state);
	return end !== undefined && end <= state.now;
}

/** Whether the refresh token was obtained with the app credentials and the company as they stand now. */
export function hasTokenOfTheseCredentials(state: WizardState): boolean {
	const obtainedWith = state.token?.obtainedWith;
	return obtainedWith?.appID === effectiveValue(state, 'appID')
		&& obtainedWith.clientSecret === effectiveValue(state, 'clientSecret')
		&& obtainedWith.companyUUID === effectiveValue(state, 'companyUUID');
}

/** Whether a refresh token is there that works as far as this program can know. */
export function hasLiveRefreshToken(state: WizardState): boolean {
	return hasTokenOfTheseCredentials(state) && !isRefreshTokenOver(state);
}
