import {isTokenOf, isUsable} from '../../concur/connection.js';
import {maxAccessTokenLife} from '../../concur/token-rules.js';
import {credentialFields} from '../../concur/values.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Settings} from '../../store/profile/settings.js';
import {type Invocation} from '../invocation.js';
import {type LoadedProfile} from '../loaded-profile.js';
import {profileConnection} from '../output/profile-connection.js';

/** A bearer token in the form that scripts use. */
export type BearerToken = {
	readonly accessToken: string;
	readonly tokenType: string;
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
	/** Where to send API calls. */
	readonly geolocation: string;
	/** The scopes that it was granted, separated by spaces. */
	readonly scope: string;
};

// A script that gets a token needs time to use it. Milliseconds.
export const minRemainingLife = 5 * 60 * 1000;

// A clock that is set by the network moves a little. Milliseconds.
const clockTolerance = 60_000;

/**
Whether a script that gets the token now has time to use it: at least five minutes. More than the whole `life` of the
token, in seconds, is left only by a clock that is, or was, wrong. `now` is milliseconds since the epoch.
*/
function hasRemainingLife(
	{expiresAt}: {readonly expiresAt: number},
	now: number,
	// A longer life than a day was misread by an older version.
	life = maxAccessTokenLife,
): boolean {
	const left = expiresAt - now;
	return left >= minRemainingLife && left <= (life * 1000) + clockTolerance;
}

/** Converts the stored bearer token to the form that scripts use, whatever its remaining lifetime. */
export function toBearerToken(bearer: NonNullable<Settings['bearer']>): BearerToken {
	return {
		accessToken: bearer.accessToken,
		tokenType: bearer.tokenType,
		expiresAt: bearer.expiresAt,
		geolocation: bearer.baseUri,
		scope: bearer.scope,
	};
}

/**
Returns the stored bearer token while at least five minutes of it are left and the connection is neither refused nor
expired.

`now` is milliseconds since the epoch.
*/
export function cachedBearer(
	profile: Pick<LoadedProfile, 'settings' | 'values'>,
	now: number,
): BearerToken | undefined {
	const {bearer, token} = profile.settings;
	const isInTime = bearer !== undefined && hasRemainingLife(bearer, now, token?.object.expires_in);
	return isInTime && isUsable(profileConnection(profile, now)) ? toBearerToken(bearer) : undefined;
}

/**
Returns the stored token of this app itself while at least five minutes of it are left; `now` is milliseconds since the
epoch.
*/
export function cachedAppBearer({appBearer}: Settings, appID: string, now: number): BearerToken | undefined {
	return appBearer?.appID === appID && hasRemainingLife(appBearer, now) ? toBearerToken(appBearer) : undefined;
}

/**
Formats a bearer token as `token` prints it: the token and a newline, nothing else, or JSON. `now` is milliseconds since
the epoch.
*/
export function formatBearer(bearer: BearerToken, {isJson}: {readonly isJson: boolean}, now: number): string {
	const {accessToken, tokenType, expiresAt, geolocation} = bearer;
	return isJson
		? `${JSON.stringify({
			access_token: accessToken,
			token_type: tokenType,
			expires_in: Math.floor((expiresAt - now) / 1000),
			expires_at: new Date(expiresAt).toISOString(),
			geolocation,
		})}\n`
		: `${accessToken}\n`;
}

/** How a bearer token can be obtained: from the profile, from the environment alone with nothing saved, or not yet. */
export type TokenRoute = 'profile' | EnvironmentRoute | 'none';

/** How a token is obtained with values from the environment: by their refresh token, or by their request token. */
export type EnvironmentRoute = 'environment-refresh' | 'environment-password';

/** Returns how the values allow a bearer token to be obtained; the environment wins. */
export function tokenRoute({settings, values}: Pick<LoadedProfile, 'settings' | 'values'>): TokenRoute {
	const isFromEnvironment = (name: keyof typeof values) => values[name].source === 'environment';
	if (isFromEnvironment('refreshToken')) {
		return 'environment-refresh';
	}

	const {token} = settings;
	const isTokenOfThisApp = token && isTokenOf(token, {
		appID: isFromEnvironment('appID') ? values.appID.value : token.obtainedWith.appID,
		companyUUID: isFromEnvironment('companyUUID') ? values.companyUUID.value : token.obtainedWith.companyUUID,
	});
	if (isTokenOfThisApp) {
		return 'profile';
	}

	const isComplete = credentialFields.every(name => values[name].value !== '');
	return isComplete && credentialFields.some(name => isFromEnvironment(name))
		? 'environment-password'
		: 'none';
}

/** Returns the error for a profile that has no token and no way to get one. */
export function notSetUpError({profile, setupCommand}: Invocation): UserError {
	return new UserError(
		`The profile ${profile} has no refresh token yet.`,
		`Finish the set-up: ${setupCommand}`,
		exitCodes.notFinished,
	);
}
