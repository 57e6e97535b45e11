import {Buffer} from 'node:buffer';
import {closeSync, lstatSync, openSync, renameSync, rmSync, writeSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {lock} from 'proper-lockfile';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {readRegularFile} from '../../read-regular-file.js';
import {createPrivateFolder} from '../../file-permissions.js';
import {isProcessAlive, tryRemove} from '../../temporary-file.js';
import {quoteForShell} from '../files/shell-quoting.js';

/*
A holder touches its lock again and again; one that has not for `staleAge` has died or sleeps. Less would free the lock
of a process that was stopped for a moment while Concur answers it. A lock dated further ahead than that is a clock's
mistake. Milliseconds.
*/
const staleAge = 10_000;
const touchInterval = 2500;

export type Owner = {
	readonly pid: number;
	readonly host: string;
	/** Milliseconds since the epoch. */
	readonly since: number;
};

/** An owner with what tells this one lock of its process from any other. */
type OwnerRecord = Owner & {readonly id: string};

export type HeldLock = {
	/** Whether the lock is still this process's own: another one takes it over from a machine that sleeps. */
	readonly isHeld: () => boolean;
	/** Gives the lock back; one that is somebody else's by now stays theirs. */
	readonly release: () => Promise<void>;
};

function ownerFile(lockFile: string): string {
	return `${lockFile}.owner`;
}

function readOwnerRecord(lockFile: string): OwnerRecord | undefined {
	const found = readRegularFile(ownerFile(lockFile), 1024);
	try {
		const owner = found.kind === 'read' ? JSON.parse(found.text) as Partial<OwnerRecord> : {};
		return typeof owner.pid === 'number' && typeof owner.host === 'string' && typeof owner.since === 'number'
			? owner as OwnerRecord
			: undefined;
	} catch {
		return undefined;
	}
}

/** Who holds a lock; undefined where nobody wrote it down. */
export function readOwner(lockFile: string): Owner | undefined {
	return readOwnerRecord(lockFile);
}

/** Whether the process that wrote itself down as a lock's owner, on this machine, has died. */
export function hasDeadOwner(lockFile: string): boolean {
	const owner = readOwnerRecord(lockFile);
	return owner?.host === hostname() && !isProcessAlive(owner.pid);
}

// A new owner takes the lock, dated up to a second ahead, and then records itself: until then the file may still name a
// dead process. Milliseconds.
const recordTime = 1100;

type Taken = {readonly id: number; readonly touchedAt: number; readonly isAbandoned: boolean};

/** A lock as it stands. Throws `UserError` where something else has its name. */
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
Frees a lock that nobody holds any more. It is moved away first: of two processes that find it so, one gets it, and one
that moved a lock taken meanwhile puts it back.
*/
function freeAbandoned(lockFile: string): boolean {
	const found = inspectLock(lockFile);
	if (!found?.isAbandoned) {
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

/**
Writes down who holds the lock, for others to read. Without it they wait until the lock is stale, so a full disk does
not matter.
*/
function recordOwner(lockFile: string, owner: OwnerRecord): boolean {
	const file = ownerFile(lockFile);
	try {
		// Removed and made anew: what stands there may be a link to another place.
		rmSync(file, {force: true});
		const descriptor = openSync(file, 'wx', 0o600);
		try {
			const text = Buffer.from(JSON.stringify(owner));
			return writeSync(descriptor, text) === text.length;
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return false;
	}
}

async function takeLock(lockFile: string, now: number): Promise<HeldLock> {
	let isCompromised = false;
	const release = await lock(lockFile, {
		realpath: false,
		lockfilePath: lockFile,
		// When a lock is nobody's any more is judged here, not there: proper-lockfile knows neither owners nor clocks
		// that were wrong.
		stale: Infinity,
		update: touchInterval,
		onCompromised() {
			isCompromised = true;
		},
	});
	const id = crypto.randomUUID();
	const {ino} = lstatSync(lockFile);
	const isRecorded = recordOwner(lockFile, {pid: process.pid, host: hostname(), since: now, id});
	const isHeld = () => !isCompromised
		&& lstatSync(lockFile, {throwIfNoEntry: false})?.ino === ino
		&& (!isRecorded || readOwnerRecord(lockFile)?.id === id);
	return {
		isHeld,
		async release() {
			if (!isHeld()) {
				return;
			}

			tryRemove(ownerFile(lockFile));
			try {
				await release();
			} catch {
				// Released already, or taken over this moment: either way it is not ours any more.
			}
		},
	};
}

/**
Takes a lock at once; undefined where it is held. `now` is milliseconds since the epoch. Throws `UserError` where a file
has the lock's name, and the file system's error.
*/
export async function tryLock(lockFile: string, now: number): Promise<HeldLock | undefined> {
	createPrivateFolder(path.dirname(lockFile));
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			return await takeLock(lockFile, now);
		} catch (error) {
			if (errorCode(error) !== 'ELOCKED') {
				throw error;
			}

			if (!freeAbandoned(lockFile)) {
				return undefined;
			}
		}
	}

	return undefined;
}

/**
Waits for a lock for `maxWait` milliseconds at most, or until it is needed no more; undefined where it was not had.
Nothing else of the process waits.
*/
export async function waitForLock(
	lockFile: string,
	now: () => number,
	maxWait: number,
	isNeedless = () => false,
): Promise<HeldLock | undefined> {
	// The time slept counts: on a machine that is slow for everybody, whoever holds the lock gets longer.
	let waited = 0;
	for (let pause = 10; ; pause = Math.min(250, pause * 1.5)) {
		const held = await tryLock(lockFile, now());
		if (held || waited > maxWait || isNeedless()) {
			return held;
		}

		const duration = pause * (0.5 + Math.random());
		await delay(duration);
		waited += duration;
	}
}
