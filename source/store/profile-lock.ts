import {setTimeout as delay} from 'node:timers/promises';
import {exitCodes, UserError} from '../errors.js';
import {hasDeadOwner, readOwner, tryLock, type Release} from './pid-lock.js';
import {type ProfilePaths} from './profile-paths.js';

export type SessionLock =
	| {readonly kind: 'locked'; readonly release: Release}
	| {readonly kind: 'busy'; readonly since?: number; readonly pid?: number};

/** One guided session a profile: a second one is told since when (milliseconds since the epoch) and by which process it is in use. */
export async function lockForSession(paths: ProfilePaths, now: number): Promise<SessionLock> {
	for (let attempt = 0; attempt < 20; attempt++) {
		// A killed session's lock is free within a moment; each try needs the outcome of the one before.
		const release = await tryLock(paths.sessionLock, now);
		if (release) {
			return {kind: 'locked', release};
		}

		if (!hasDeadOwner(paths.sessionLock)) {
			break;
		}

		await delay(100);
	}

	const owner = readOwner(paths.sessionLock);
	return {kind: 'busy', since: owner?.since, pid: owner?.pid};
}

const longestWait = 60_000;

/** Does `work` while no other process refreshes this profile; others wait their turn. Throws `UserError` when the turn does not come within a minute. */
export async function withRefreshLock<Result>(paths: ProfilePaths, now: () => number, work: () => Promise<Result>): Promise<Result> {
	const end = now() + longestWait;
	for (let pause = 20; ; pause = Math.min(250, pause * 1.5)) {
		// Each try needs the outcome of the one before.
		const release = await tryLock(paths.refreshLock, now());
		if (release) {
			try {
				return await work();
			} finally {
				await release();
			}
		}

		if (now() > end) {
			throw new UserError('Another process has been refreshing this profile for a minute.', 'Wait for it to end, then call again.', exitCodes.notReachable);
		}

		await delay(pause * (0.5 + Math.random()));
	}
}
