import {isTokenOf, isUsable} from '../../concur/connection.js';
import {maxAccessTokenLife} from '../../concur/token-rules.js';
import {credentialFields} from '../../concur/values.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Settings} from '../../store/profile/settings.js';
import {type Invocation} from '../invocation.js';
import {type LoadedProfile} from '../loaded-profile.js';
import {profileConnection} from '../output/profile-connection.js';

/** A bearer token as a script may use it. */
export type BearerToken = {
	readonly accessToken: string;
	readonly tokenType: string;
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
	/** Where to send API calls. */
	readonly geolocation: string;
	/** What it was granted: names with blanks between. */
	readonly scope: string;
};

// A script that gets a token must have time to use it. Milliseconds.
export const minRemainingLife = 5 * 60 * 1000;

/** Whether a script that gets the token now has time to use it: five minutes of its life at least. */
export function hasRemainingLife({expiresAt}: {readonly expiresAt: number}, now: number): boolean {
	const left = expiresAt - now;
	// One that outlives a day was misread by an older version.
	return left >= minRemainingLife && left <= maxAccessTokenLife * 1000;
}

/** The stored bearer token as a script may use it, whatever is left of its life. */
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
The stored bearer token while at least five minutes of it are left and the connection is neither refused nor expired.

`now` is milliseconds since the epoch.
*/
export function cachedBearer(
	profile: Pick<LoadedProfile, 'settings' | 'values'>,
	now: number,
): BearerToken | undefined {
	const {bearer} = profile.settings;
	const isInTime = bearer !== undefined && hasRemainingLife(bearer, now);
	return isInTime && isUsable(profileConnection(profile, now)) ? toBearerToken(bearer) : undefined;
}

/** The stored token of this app itself while five minutes of it are left; `now` is milliseconds since the epoch. */
export function cachedAppBearer({appBearer}: Settings, appID: string, now: number): BearerToken | undefined {
	return appBearer?.appID === appID && hasRemainingLife(appBearer, now) ? toBearerToken(appBearer) : undefined;
}

/**
What `token` prints of a bearer token: the token and a newline, nothing else, or JSON. `now` is milliseconds since the
epoch.
*/
export function formatBearer(bearer: BearerToken, {json}: {readonly json: boolean}, now: number): string {
	const {accessToken, tokenType, expiresAt, geolocation} = bearer;
	return json
		? `${JSON.stringify({
			access_token: accessToken,
			token_type: tokenType,
			expires_in: Math.floor((expiresAt - now) / 1000),
			expires_at: new Date(expiresAt).toISOString(),
			geolocation,
		})}\n`
		: `${accessToken}\n`;
}

/** How a bearer token can be had: from the profile, from the environment alone with nothing written, or not yet. */
export type TokenRoute = 'profile' | 'environment-refresh' | 'environment-password' | 'none';

/** Which way to a bearer token the values open; what the environment says wins. */
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

/** What to say where there is no token and no way to one. */
export function notSetUpError({profile, setupCommand}: Invocation): UserError {
	return new UserError(
		`The profile ${profile} has no refresh token yet.`,
		`Finish the set-up: ${setupCommand}`,
		exitCodes.notFinished,
	);
}
