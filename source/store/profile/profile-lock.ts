import {exitCodes, UserError} from '../../errors.js';
import {quoteForShell} from '../files/shell-quoting.js';
import {hasDeadOwner, readOwner, waitForLock, type HeldLock} from './pid-lock.js';
import {type ProfilePaths} from './profile-paths.js';

export type SessionLock =
	| {readonly kind: 'locked'; readonly release: HeldLock['release']}
	| {readonly kind: 'busy'; readonly since?: number | undefined; readonly pid?: number | undefined};

/**
One guided session a profile: a second one is told since when (milliseconds since the epoch) and by which process it is
in use.
*/
export async function acquireSessionLock(paths: ProfilePaths, now: number): Promise<SessionLock> {
	// The lock of a session that was killed this very second is free a moment later.
	const held = await waitForLock(paths.sessionLock, () => now, hasDeadOwner(paths.sessionLock) ? 3000 : 0);
	if (held) {
		return {kind: 'locked', release: held.release};
	}

	const owner = readOwner(paths.sessionLock);
	return {kind: 'busy', since: owner?.since, pid: owner?.pid};
}

// Milliseconds.
const maxRefreshWait = 60_000;

/**
Does `work` while no other process refreshes this profile; others wait their turn. `findDone` is asked while one waits:
what another process has done meanwhile needs no turn. `work` is told the lock: whoever slept in between asks it before
storing whether it is still its own.

Throws `UserError` when the turn does not come within a minute, and the file system's error.
*/
export async function withRefreshLock<Result>(
	paths: ProfilePaths,
	now: () => number,
	work: (lock: Pick<HeldLock, 'isHeld'>) => Promise<Result>,
	findDone: () => Result | undefined = () => undefined,
): Promise<Result> {
	let done = findDone();
	const isDone = () => {
		done = findDone();
		return done !== undefined;
	};

	const held = done
		? undefined
		: await waitForLock(paths.refreshLock, now, maxRefreshWait, isDone);
	if (done) {
		await held?.release();
		return done;
	}

	if (!held) {
		throw new UserError(
			'Another process has been refreshing this profile for a minute.',
			'Wait for it to finish, then try again.',
			exitCodes.notReachable,
		);
	}

	try {
		return await work(held);
	} finally {
		await held.release();
	}
}

// A writer holds the lock for a moment. What a stopped one left is free once it is stale. Milliseconds.
const maxWriteWait = 15_000;

/**
Does `work` while no other process writes this profile, and never without the lock. Throws `UserError` when the turn
does not come, and the file system's error.
*/
export async function withWriteLock<Result>(
	paths: ProfilePaths,
	now: () => number,
	work: () => Result,
	maxWait = maxWriteWait,
): Promise<Result> {
	const held = await waitForLock(paths.writeLock, now, maxWait);
	if (!held) {
		throw new UserError(
			`Another process has been writing ${paths.settingsFile} for ${Math.ceil(maxWait / 1000)} s.`,
			'End it, then try again. If there is no such process, remove its lock: '
				+ `rmdir ${quoteForShell(paths.writeLock)}`,
			exitCodes.machineRefused,
		);
	}

	try {
		return work();
	} finally {
		await held.release();
	}
}
