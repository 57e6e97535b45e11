import {callRecord, grantToStore, interpretRefreshOutcome, recordAttempt} from '../../concur/call-record.js';
import {type CallProgress, type TokenOutcome} from '../../concur/call-outcome.js';
import {currentIdentity, type AppIdentity} from '../../concur/connection.js';
import {refreshCompanyToken} from '../../concur/token-calls.js';
import {settingsAfterOutcome, withCallRecord, withoutBearer} from '../../store/profile/settings-after-outcome.js';
import {withRefreshLock, type LockHolder} from '../../store/profile/profile-lock.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {withReservedRoom} from '../../store/profile/reserved-room.js';
import {type Settings} from '../../store/profile/settings.js';
import {type HoldGrant} from '../signals/hold-signals.js';
import {onLongWait} from './waiting-notice.js';

type RefreshOptions = {
	readonly paths: ProfilePaths;
	readonly store: ProfileStore;
	readonly now: () => number;
	/** App credentials from the environment. */
	readonly environment: Readonly<Partial<AppIdentity>>;
	/** The current address of the practice Concur, whose port may differ from when it issued the token. */
	readonly practiceOrigin?: string;
	/** Called again once this process has the lock: another one may have refreshed the token in the meantime. */
	readonly isRefreshed?: (settings: Settings) => boolean;
	/** Called once if this process has to wait for another one for more than a moment. */
	readonly onWait?: (pid: number | undefined) => void;
	/** Keeps the grant from being cut off; its signal ends further attempts. */
	readonly hold: HoldGrant;
	readonly onProgress?: (progress: CallProgress) => void;
};

type RefreshResult =
	| {readonly kind: 'refreshed-elsewhere'; readonly settings: Settings}
	| {readonly kind: 'answered'; readonly outcome: TokenOutcome; readonly settings: Settings};

/** Makes the grant itself, while the lock is held. */
async function refreshNow(refresh: RefreshOptions, lock: {readonly isHeld: () => boolean}): Promise<RefreshResult> {
	const {store, now, environment, practiceOrigin, isRefreshed, hold, onProgress} = refresh;
	const settings = store.read();
	const {token, values} = settings;
	if (isRefreshed?.(settings)) {
		return {kind: 'refreshed-elsewhere', settings};
	}

	if (!token) {
		throw new Error('there is no refresh token yet');
	}

	const identity = currentIdentity(token.obtainedWith, {...values, ...environment});
	// After this process was suspended, another one may have refreshed the token: the answer already stored is then the
	// newer one.
	const isSuperseded = (current: Settings) =>
		current.token?.object.refresh_token !== token.object.refresh_token
		|| (!lock.isHeld() && current.token.receivedAt > token.receivedAt);
	return withReservedRoom(store, async room => hold(async (signal): Promise<RefreshResult> => {
		await store.update(current => withCallRecord(current, recordAttempt(callRecord(current), now())));
		const outcome = interpretRefreshOutcome(callRecord(settings), await refreshCompanyToken({
			signal,
			...(onProgress && {onProgress}),
			baseUri: practiceOrigin ?? token.object.geolocation ?? token.baseUri,
			userBaseUri: practiceOrigin ?? token.baseUri,
			appID: identity.appID,
			clientSecret: identity.clientSecret,
			refreshToken: token.object.refresh_token,
		}));
		const record = (current: Settings) =>
			isSuperseded(current) ? current : settingsAfterOutcome(current, outcome, identity);
		const stored = await store.update(record, room, current => withoutBearer(record(current)));
		const granted = grantToStore(outcome);
		const isStored = !granted || stored.token?.object.refresh_token === granted.token.refresh_token;
		return isStored
			? {kind: 'answered', outcome, settings: stored}
			: {kind: 'refreshed-elsewhere', settings: stored};
	}, end => end.kind === 'answered' && end.outcome.kind !== 'granted' ? end.outcome : 'saved'));
}

/**
Makes one refresh grant at the token's own geolocation: one process at a time, with the token read again once the lock
is held, disk space for the answer reserved beforehand, and the answer on disk before anyone receives it.

Throws `UserError` when the lock is not free within a minute, or the disk has no space for an answer.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function refreshUnderLock(refresh: RefreshOptions): Promise<RefreshResult> {
	const {paths, store, now, isRefreshed, onWait} = refresh;
	const noticeWait = onLongWait(pid => {
		onWait?.(pid);
	});
	const findRefreshed = (holder?: LockHolder): RefreshResult | undefined => {
		if (holder) {
			noticeWait(holder);
		}

		const settings = isRefreshed && store.read();
		return settings && isRefreshed(settings) ? {kind: 'refreshed-elsewhere', settings} : undefined;
	};

	return withRefreshLock(paths, now, async lock => refreshNow(refresh, lock), findRefreshed);
}
