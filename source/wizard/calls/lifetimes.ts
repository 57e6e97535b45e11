import {
	connectionState, isTokenOf, isUsable, storedTokenExpiry, type AppIdentity, type Connection,
} from '../../concur/connection.js';
import {type Expiry} from '../../concur/token-rules.js';
import {lifeLeft} from '../format-time.js';
import {memoizeByParts, memoizeByState} from '../memoize-selector.js';
import {type WizardState, effectiveValue, valueKeys} from '../wizard-state.js';

/** The lifetime of a company request token, in milliseconds. */
const maxRequestTokenAge = 24 * 60 * 60 * 1000;

/**
When the company request token expires, at the latest. Undefined if none is entered or nothing is known of its age.

The lifetime counts from when the token was entered: this program cannot know when it was issued.

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export function requestTokenExpiry(state: WizardState): Expiry | undefined {
	const enteredAt = state.enteredAt.companyRequestToken;
	const value = effectiveValue(state, 'companyRequestToken');
	// The age of a different token from the environment is unknown.
	return value === '' || value !== state.values.companyRequestToken || enteredAt === undefined
		? undefined
		// Setting the clock back must not extend the lifetime.
		: {at: Math.min(enteredAt, state.now) + maxRequestTokenAge, isExact: false};
}

/** Whether the request token was entered after the current refresh token was granted. */
export function isRequestTokenNewer({enteredAt, token}: Pick<WizardState, 'enteredAt' | 'token'>): boolean {
	return (enteredAt.companyRequestToken ?? 0) > (token?.receivedAt ?? 0);
}

/** Whether the 24 hours of the request token are over. */
export function isRequestTokenExpired(state: WizardState): boolean {
	const end = requestTokenExpiry(state);
	return end !== undefined && end.at <= state.now;
}

const appIdentity = memoizeByParts(valueKeys, (state): AppIdentity => ({
	appID: effectiveValue(state, 'appID'),
	clientSecret: effectiveValue(state, 'clientSecret'),
	companyUUID: effectiveValue(state, 'companyUUID'),
}));

/**
Whether the refresh token was obtained for the current app and company. A new secret for the same app does not
matter.
*/
export function hasTokenForCredentials(state: Pick<WizardState, (typeof valueKeys)[number] | 'token'>): boolean {
	return isTokenOf(state.token, appIdentity(state));
}

/** The state of the connection to SAP Concur with the current values. */
export const connectionOf = memoizeByState((state): Connection =>
	hasTokenForCredentials(state) ? connectionState(state, appIdentity(state), state.now) : {kind: 'none'});

/** Whether there is a refresh token that, as far as this program can know, works: neither expired nor refused. */
export function hasLiveRefreshToken(state: WizardState): boolean {
	const connection = connectionOf(state);
	return isUsable(connection) || (connection.kind === 'refused' && connection.grant === 'bearer');
}

/** States how long the refresh token remains valid, or why it is not. Undefined if there is none. */
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
