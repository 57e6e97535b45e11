import {lstatSync, renameSync, rmSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {lock} from 'proper-lockfile';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {createPrivateFolder} from '../../disk/file-permissions.js';
import {omitUndefined} from '../../optional-members.js';
import {cleanUpAtExit, tryRemove} from '../../disk/temporary-file.js';
import {quoteForShell} from '../files/shell-quoting.js';
import {processStart} from '../../process-identity.js';
import {readOwnerRecord, hasDeadOwner, hasLivingOwner, recordOwner, ownerFile} from './lock-owner.js';

/*
A holder keeps touching its lock; if it has not for `staleAge`, it has died or is asleep. A shorter time would free the
lock of a process that was stopped briefly while Concur responds to it. A lock dated further ahead than this is due to a
wrong clock. Milliseconds.
*/
const staleAge = 10_000;

const touchInterval = 2500;

export type HeldLock = {
	/** Whether this process still holds the lock: another one may have taken it over while the machine was asleep. */
	readonly isHeld: () => boolean;
	/** Releases the lock, unless another process has taken it over. */
	readonly release: () => Promise<void>;
};

/** Whether the holder of a lock has not touched it for so long that it must be stopped or asleep. */
export function isUntouched(lockFile: string): boolean {
	const found = lstatSync(lockFile, {throwIfNoEntry: false});
	return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > staleAge;
}

/** Whether a running process already held the lock at this instant (milliseconds since the epoch), and still does. */
export function isHeldSince(lockFile: string, instant: number): boolean {
	const owner = readOwnerRecord(lockFile);
	try {
		return owner !== undefined && owner.since <= instant && inspectLock(lockFile)?.isAbandoned === false
			&& !hasDeadOwner(lockFile);
	} catch {
		return false;
	}
}

// A new owner takes the lock, dated up to a second ahead, and then records itself; until it has, the file may still
// name a dead process. Milliseconds.
const recordTime = 1100;

type Taken = {readonly id: number; readonly touchedAt: number; readonly isAbandoned: boolean};

/** The current state of a lock. Throws `UserError` if something other than a lock has its name. */
function inspectLock(lockFile: string): Taken | undefined {
	const found = lstatSync(lockFile, {throwIfNoEntry: false});
	if (found && !found.isDirectory()) {
		throw new UserError(
			`${lockFile} is a file, but this program needs a lock folder of that name.`,
			`Check what it is, then remove it: rm ${quoteForShell(lockFile)}`,
			exitCodes.machineRefused,
		);
	}

	if (!found) {
		return undefined;
	}

	const age = Math.abs(Date.now() - found.mtimeMs);
	const isAbandoned = age > staleAge || (age > recordTime && hasDeadOwner(lockFile));
	return {id: found.ino, touchedAt: found.mtimeMs, isAbandoned};
}

/**
Removes an abandoned lock by renaming it first, so that only one of two processes succeeds; one that has renamed a lock
taken in the meantime puts it back.
*/
function freeAbandoned(lockFile: string, isOwnersForLife: boolean): boolean {
	const found = inspectLock(lockFile);
	if (!found?.isAbandoned || (isOwnersForLife && hasLivingOwner(lockFile))) {
		return found === undefined;
	}

	const moved = `${lockFile}.${process.pid}-${crypto.randomUUID()}.tmp`;
	try {
		renameSync(lockFile, moved);
		const {ino, mtimeMs} = lstatSync(moved);
		if (ino === found.id && mtimeMs === found.touchedAt) {
			rmSync(moved, {recursive: true});
		} else {
			renameSync(moved, lockFile);
		}
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') {
			throw error;
		}
	}

	return true;
}

async function takeLock(lockFile: string, now: number): Promise<HeldLock> {
	let isCompromised = false;
	const release = await lock(lockFile, {
		realpath: false,
		lockfilePath: lockFile,
		// This file decides when a lock is abandoned: proper-lockfile takes neither owners nor wrong clocks into
		// account.
		stale: Infinity,
		update: touchInterval,
		onCompromised() {
			isCompromised = true;
		},
	});
	const id = crypto.randomUUID();
	const {ino} = lstatSync(lockFile);
	const isRecorded = recordOwner(lockFile, {
		pid: process.pid, host: hostname(), since: now, id, ...omitUndefined({started: processStart(process.pid)}),
	});
	const isHeld = () => {
		try {
			return !isCompromised
				&& lstatSync(lockFile, {throwIfNoEntry: false})?.ino === ino
				&& (!isRecorded || readOwnerRecord(lockFile)?.id === id);
		} catch {
			// The folder is now a file, or closed to this account.
			return false;
		}
	};

	// The lock itself is removed by proper-lockfile.
	const cancelCleanUp = cleanUpAtExit(() => {
		if (readOwnerRecord(lockFile)?.id === id) {
			tryRemove(ownerFile(lockFile));
		}
	});
	return {
		isHeld,
		async release() {
			cancelCleanUp();
			if (!isHeld()) {
				return;
			}

			tryRemove(ownerFile(lockFile));
			try {
				await release();
			} catch {
				// Already released, or taken over just now: in either case it is no longer ours.
			}
		},
	};
}

/**
Takes a lock without waiting; undefined if it is held. `now` is in milliseconds since the epoch. With `isOwnersForLife`
it stays with an owner that is stopped or asleep. Throws `UserError` if a file has the lock's name, and the file
system's error.
*/
export async function tryLock(
	lockFile: string,
	now: number,
	isOwnersForLife = false,
): Promise<HeldLock | undefined> {
	createPrivateFolder(path.dirname(lockFile));
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			return await takeLock(lockFile, now);
		} catch (error) {
			if (errorCode(error) !== 'ELOCKED') {
				throw error;
			}

			if (!freeAbandoned(lockFile, isOwnersForLife)) {
				return undefined;
			}
		}
	}

	return undefined;
}

/**
Waits for a lock for up to `maxWait` milliseconds, or until it is no longer needed; undefined if it was not obtained. It
does not block the rest of the process.
*/
export async function waitForLock(
	lockFile: string,
	now: () => number,
	maxWait: number,
	{isNeedless = () => false, isOwnersForLife = false}: {
		readonly isNeedless?: () => boolean;
		readonly isOwnersForLife?: boolean;
	} = {},
): Promise<HeldLock | undefined> {
	// Only time spent asleep counts: on a machine that is slow for everyone, the holder gets longer.
	let waited = 0;
	for (let pause = 10; ; pause = Math.min(250, pause * 1.5)) {
		const held = await tryLock(lockFile, now(), isOwnersForLife);
		if (held || waited > maxWait || isNeedless()) {
			return held;
		}

		const duration = pause * (0.5 + Math.random());
		await delay(duration);
		waited += duration;
	}
}
