import {
	connectionState, isTokenOf, isUsable, storedTokenExpiry, type AppIdentity, type Connection,
} from '../concur/connection.js';
import {lifeLeft} from './format-time.js';
import {memoizeByParts, memoizeByState, type WizardState, effectiveValue, valueKeys} from './wizard-state.js';

/** How long a company request token lives, milliseconds. */
export const maxRequestTokenAge = 24 * 60 * 60 * 1000;

/**
When the company request token stops working, milliseconds since the epoch; undefined while none is entered or
its age is unknown.

It counts from the moment it was entered, the closest this program gets to knowing when it was issued.

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export function requestTokenExpiry(state: WizardState): number | undefined {
	const enteredAt = state.enteredAt.companyRequestToken;
	const value = effectiveValue(state, 'companyRequestToken');
	// How old another one is that the environment sets, nobody knows.
	return value === '' || value !== state.values.companyRequestToken || enteredAt === undefined
		? undefined
		// A clock that was set back does not make it live longer.
		: Math.min(enteredAt, state.now) + maxRequestTokenAge;
}

/** Whether the request token was entered after the refresh token that is there was granted. */
export function isRequestTokenNewer({enteredAt, token}: Pick<WizardState, 'enteredAt' | 'token'>): boolean {
	return (enteredAt.companyRequestToken ?? 0) > (token?.receivedAt ?? 0);
}

/** Whether the request token's 24 hours are over. */
export function isRequestTokenExpired(state: WizardState): boolean {
	const end = requestTokenExpiry(state);
	return end !== undefined && end <= state.now;
}

const appIdentity = memoizeByParts(valueKeys, (state): AppIdentity => ({
	appID: effectiveValue(state, 'appID'),
	clientSecret: effectiveValue(state, 'clientSecret'),
	companyUUID: effectiveValue(state, 'companyUUID'),
}));

/**
Whether the refresh token was obtained for the app and the company as they stand now; a new secret of the same
app does not matter.
*/
export function hasTokenForCredentials(state: Pick<WizardState, (typeof valueKeys)[number] | 'token'>): boolean {
	return isTokenOf(state.token, appIdentity(state));
}

/** The state of the connection to SAP Concur with the values as they stand now. */
export const connectionOf = memoizeByState((state): Connection =>
	hasTokenForCredentials(state) ? connectionState(state, appIdentity(state), state.now) : {kind: 'none'});

/** Whether a refresh token is there that works as far as this program can know: not expired, and not refused itself. */
export function hasLiveRefreshToken(state: WizardState): boolean {
	const connection = connectionOf(state);
	return isUsable(connection) || (connection.kind === 'refused' && connection.grant === 'bearer');
}

/** How long the refresh token still works, or why it does not; undefined while there is none. */
export function refreshTokenLifetime(state: WizardState): string | undefined {
	const end = storedTokenExpiry(state);
	if (end === undefined) {
		return undefined;
	}

	const connection = connectionOf(state);
	if (connection.kind === 'refused' && connection.grant === 'refresh_token') {
		return 'refused';
	}

	return lifeLeft(end, state.now);
}
