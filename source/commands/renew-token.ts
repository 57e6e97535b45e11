import {grantToStore, judgeRefreshAnswer, recordAttempt} from '../concur/call-record.js';
import {type CallProgress, type TokenOutcome} from '../concur/call-outcome.js';
import {currentIdentity, type AppIdentity} from '../concur/connection.js';
import {refreshToken} from '../concur/obtain-token.js';
import {callRecord, settingsAfterTokenAnswer, withoutBearer} from '../store/answered-settings.js';
import {withRefreshLock} from '../store/profile-lock.js';
import {type ProfilePaths} from '../store/profile-paths.js';
import {type ProfileStore} from '../store/profile-store.js';
import {type Settings} from '../store/settings.js';

export type Renewal = {
	readonly paths: ProfilePaths;
	readonly store: ProfileStore;
	readonly now: () => number;
	/** App credentials that the environment sets. */
	readonly environment: Readonly<Partial<AppIdentity>>;
	/** Where the practice Concur answers now, which may be another port than when it issued the token. */
	readonly practiceOrigin?: string | undefined;
	/** Asked again when it is this process's turn: another one may have renewed the token meanwhile. */
	readonly isRenewed?: ((settings: Settings) => boolean) | undefined;
	/** Keeps the grant from being cut off; its signal ends further attempts. */
	readonly hold: <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;
	readonly onProgress?: (progress: CallProgress) => void;
};

export type Renewed =
	| {readonly kind: 'renewed-elsewhere'; readonly settings: Settings}
	| {readonly kind: 'answered'; readonly outcome: TokenOutcome; readonly settings: Settings};

/**
One refresh grant at the token's own geolocation, whoever asks: one process at a time, with the token re-read when its turn comes,
the room for the answer taken beforehand, and the answer on disk before anybody hears of it.

Throws `UserError` when the turn does not come within a minute, or the disk has no room for an answer.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function renewToken({paths, store, now, environment, practiceOrigin, isRenewed, hold, onProgress}: Renewal): Promise<Renewed> {
	const findRenewed = (): Renewed | undefined => {
		const settings = isRenewed && store.read();
		return settings && isRenewed(settings) ? {kind: 'renewed-elsewhere', settings} : undefined;
	};

	return withRefreshLock(paths, now, async (lock): Promise<Renewed> => {
		const settings = store.read();
		const {token, values} = settings;
		if (isRenewed?.(settings)) {
			return {kind: 'renewed-elsewhere', settings};
		}

		if (!token) {
			throw new Error('there is no refresh token yet');
		}

		const identity = currentIdentity(token.obtainedWith, {...values, ...environment});
		// A process that slept may find that another one has taken its turn: the answer that is there then is the newer one.
		const isSuperseded = (current: Settings) => current.token?.object.refresh_token !== token.object.refresh_token
			|| (!lock.isHeld() && current.token.receivedAt > token.receivedAt);
		const reservation = await store.reserve();
		const renewed = hold(async (signal): Promise<Renewed> => {
			await store.update(current => ({...current, ...recordAttempt(callRecord(current), now())}));
			const outcome = judgeRefreshAnswer(callRecord(settings), await refreshToken({
				signal,
				onProgress,
				baseUri: practiceOrigin ?? token.object.geolocation ?? token.baseUri,
				userBaseUri: practiceOrigin ?? token.baseUri,
				appID: identity.appID,
				clientSecret: identity.clientSecret,
				refreshToken: token.object.refresh_token,
			}));
			const answered = {grant: 'refresh_token', identity, now: now()} as const;
			const record = (current: Settings) => isSuperseded(current) ? current : settingsAfterTokenAnswer(current, outcome, answered);
			const stored = await store.update(record, reservation, current => withoutBearer(record(current)));
			const granted = grantToStore(outcome);
			const isStored = !granted || stored.token?.object.refresh_token === granted.token.refresh_token;
			return isStored ? {kind: 'answered', outcome, settings: stored} : {kind: 'renewed-elsewhere', settings: stored};
		});
		return renewed.finally(() => {
			reservation.release();
		});
	}, findRenewed);
}
