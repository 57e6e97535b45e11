import {type CallProgress, type TokenOutcome} from '../concur/call-outcome.js';
import {grantToStore, refreshToken} from '../concur/obtain-token.js';
import {grantedSettings} from '../store/granted-settings.js';
import {withRefreshLock} from '../store/profile-lock.js';
import {type ProfilePaths} from '../store/profile-paths.js';
import {type ProfileStore} from '../store/profile-store.js';
import {type Settings} from '../store/settings.js';

export type AppIdentity = {readonly appID: string; readonly clientSecret: string; readonly companyUUID: string};

/** What a token was obtained with, with the app's newest secret: a rotated one no longer works. */
function currentIdentity(obtainedWith: AppIdentity, values: AppIdentity): AppIdentity {
	const isSameApp = values.appID === obtainedWith.appID && values.clientSecret !== '';
	return isSameApp ? {...obtainedWith, clientSecret: values.clientSecret} : obtainedWith;
}

export type Renewal = {
	readonly paths: ProfilePaths;
	readonly store: ProfileStore;
	readonly now: () => number;
	/** App credentials that the environment sets. */
	readonly environment: Readonly<Partial<AppIdentity>>;
	/** Where the practice Concur answers now, which may be another port than when it issued the token. */
	readonly practiceOrigin?: string;
	/** Asked again when it is this process's turn: another one may have renewed the token meanwhile. */
	readonly isRenewed?: (settings: Settings) => boolean;
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: CallProgress) => void;
};

export type Renewed = {readonly kind: 'renewed-elsewhere'; readonly settings: Settings} | {readonly kind: 'answered'; readonly outcome: TokenOutcome; readonly settings: Settings};

/**
One refresh grant at the token's own geolocation, whoever asks: one process at a time, with the token re-read when its turn comes, and the new one on disk before anybody hears of it.

Throws `UserError` when the turn does not come within a minute. Source: authentication/apidoc, refresh.
*/
export async function renewToken({paths, store, now, environment, practiceOrigin, isRenewed, ...call}: Renewal): Promise<Renewed> {
	return withRefreshLock(paths, now, async () => {
		const settings = store.read();
		const {token, values} = settings;
		if (isRenewed?.(settings)) {
			return {kind: 'renewed-elsewhere', settings};
		}

		if (!token) {
			throw new Error('there is no refresh token yet');
		}

		const identity = currentIdentity(token.obtainedWith, {...values, ...environment});
		const outcome = await refreshToken({
			...call,
			baseUri: practiceOrigin ?? token.object.geolocation ?? token.baseUri,
			userBaseUri: practiceOrigin ?? token.baseUri,
			appID: identity.appID,
			clientSecret: identity.clientSecret,
			refreshToken: token.object.refresh_token,
		});
		const grant = grantToStore(outcome);
		return grant
			? {kind: 'answered', outcome, settings: await store.update(current => grantedSettings(current, grant, identity, now()))}
			: {kind: 'answered', outcome, settings};
	});
}
