import {machineError} from '../../disk/describe-file-error.js';
import {exitCodes, UserError} from '../../errors.js';
import {quoteForShell} from '../files/shell-quoting.js';
import {isUntouched, tryLock, waitForLock, type HeldLock} from './pid-lock.js';
import {hasDeadOwner, readOwner} from './lock-owner.js';
import {type ProfilePaths} from './profile-paths.js';

/** A guided session's claim to its profile. */
export type HeldSessionLock = {
	readonly kind: 'locked';
	/** Whether the session still has the profile, or has it again: another one may have taken it in the meantime. */
	readonly keep: () => Promise<'held' | 'regained' | 'lost'>;
	readonly release: () => Promise<void>;
};

/** Another session has the profile. */
export type BusySession = {
	readonly kind: 'busy';
	/** Milliseconds since the epoch. */
	readonly since: number | undefined;
	readonly pid: number | undefined;
	/** Whether that session has not moved for a while, as if it had been stopped. */
	readonly isSilent: boolean;
};

export type SessionLock = HeldSessionLock | BusySession;

/** The guided session that has a profile open. */
export function readSession({sessionLock}: Pick<ProfilePaths, 'sessionLock'>): BusySession {
	const owner = readOwner(sessionLock);
	return {kind: 'busy', since: owner?.since, pid: owner?.pid, isSilent: isUntouched(sessionLock)};
}

/** Removes the locks of processes that were killed, together with what says whose they were. */
async function removeLeftLocks({refreshLock, writeLock}: ProfilePaths, now: number): Promise<void> {
	await Promise.all([refreshLock, writeLock].filter(lock => hasDeadOwner(lock)).map(async lock => {
		const left = await tryLock(lock, now);
		await left?.release();
	}));
}

/**
Allows one guided session per profile: a second one is told which process is using it, and since when (milliseconds
since the epoch). A session keeps its profile while it is stopped: it holds what is not on disk yet.
*/
export async function acquireSessionLock(paths: ProfilePaths, now: number): Promise<SessionLock> {
	const {sessionLock} = paths;
	const take = async (maxWait: number) => waitForLock(sessionLock, () => now, maxWait, {isOwnersForLife: true});
	// If the session that held the lock has only just been killed, the lock becomes free in a moment.
	let held = await take(hasDeadOwner(sessionLock) ? 3000 : 0);
	if (!held) {
		return readSession(paths);
	}

	await removeLeftLocks(paths, now);
	return {
		kind: 'locked',
		async keep() {
			if (held?.isHeld()) {
				return 'held';
			}

			held = await take(0);
			return held ? 'regained' : 'lost';
		},
		async release() {
			await held?.release();
		},
	};
}

/** The process that holds a lock, read when asked for, and how long it has been waited for, in milliseconds. */
export type LockHolder = {readonly readPid: () => number | undefined; readonly waited: number};

// Milliseconds.
const maxRefreshWait = 60_000;

/**
Runs `work` while no other process refreshes this profile; others wait their turn. `findDone` is called while waiting,
because work that another process has done in the meantime need not be repeated; it is given the process that holds the
lock, if known, and for how long it has been waited for, in milliseconds. `work` receives the lock, so that it
can check before storing that it still holds it: the machine may have been asleep.

Throws `UserError` if the lock does not become free within a minute, or if the disk refuses it.
*/
export async function withRefreshLock<Result>(
	paths: ProfilePaths,
	now: () => number,
	work: (lock: Pick<HeldLock, 'isHeld'>) => Promise<Result>,
	findDone: (holder?: LockHolder) => Result | undefined = () => undefined,
): Promise<Result> {
	let done = findDone();
	const begunAt = Date.now();
	const isDone = () => {
		done = findDone({readPid: () => readOwner(paths.refreshLock)?.pid, waited: Date.now() - begunAt});
		return done !== undefined;
	};

	const held = done
		? undefined
		: await waitForLock(paths.refreshLock, now, maxRefreshWait, {isNeedless: isDone}).catch((error: unknown) => {
			throw machineError(error) ?? error;
		});
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

// A writer holds the lock only briefly. One left by a stopped process is free once it is stale. Milliseconds.
const maxWriteWait = 15_000;

/**
Runs `work` while no other process writes this profile, and never without the lock. Throws `UserError` if the lock does
not become free, and the file system's error.
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
