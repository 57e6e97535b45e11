import {mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {lock, lockSync} from 'proper-lockfile';

const options = {
	realpath: false,
	stale: 10_000,
	update: 2500,
	// A lock lost to a machine that slept is no reason to end the program: the next writer re-reads anyway.
	onCompromised() {},
};

export type Owner = {readonly pid: number; readonly host: string; /** Milliseconds since the epoch. */ readonly since: number};

function ownerFile(lockFile: string): string {
	return `${lockFile}.owner`;
}

function isLocked(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}

/** Who holds a lock; undefined where nobody wrote it down. */
export function readOwner(lockFile: string): Owner | undefined {
	try {
		const owner = JSON.parse(readFileSync(ownerFile(lockFile), 'utf8')) as Partial<Owner>;
		return typeof owner.pid === 'number' && typeof owner.host === 'string' && typeof owner.since === 'number' ? owner as Owner : undefined;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// A process of somebody else is alive too.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** Whether the process that wrote itself down as a lock's owner, on this machine, has died. */
export function hasDeadOwner(lockFile: string): boolean {
	const owner = readOwner(lockFile);
	return owner?.host === hostname() && !isAlive(owner.pid);
}

// A new owner takes the lock and then writes itself down: for that long the name of a dead one may still stand there. Milliseconds.
const noteTime = 1000;

function isJustTaken(lockFile: string): boolean {
	const takenAt = statSync(lockFile, {throwIfNoEntry: false})?.mtimeMs ?? 0;
	return Date.now() - takenAt < noteTime;
}

/** Frees a lock whose owner on this machine is dead: a killed program must not keep the next one out. */
function freeIfOwnerDied(lockFile: string): boolean {
	if (!hasDeadOwner(lockFile) || isJustTaken(lockFile)) {
		return false;
	}

	// One process at a time, and judged again inside: else a second one would take away the lock that the first has taken over meanwhile.
	const takeover = `${lockFile}.takeover`;
	try {
		const release = lockSync(takeover, {...options, lockfilePath: takeover, stale: 2000, update: 1000});
		if (hasDeadOwner(lockFile) && !isJustTaken(lockFile)) {
			rmSync(ownerFile(lockFile), {force: true});
			rmSync(lockFile, {recursive: true, force: true});
		}

		release();
		return true;
	} catch (error) {
		if (isLocked(error)) {
			return false;
		}

		throw error;
	}
}

function noteOwner(lockFile: string, since: number): void {
	writeFileSync(ownerFile(lockFile), JSON.stringify({pid: process.pid, host: hostname(), since}), {mode: 0o600});
}

export type Release = () => Promise<void>;

/** Takes a lock at once or tells that it is held; `now` is milliseconds since the epoch. */
export async function tryLock(lockFile: string, now: number): Promise<Release | undefined> {
	mkdirSync(path.dirname(lockFile), {recursive: true, mode: 0o700});
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			// The second attempt depends on what the first one found.
			const release = await lock(lockFile, {...options, lockfilePath: lockFile});
			noteOwner(lockFile, now);
			return async () => {
				rmSync(ownerFile(lockFile), {force: true});
				try {
					await release();
				} catch {
					// Released already, or taken over after a long sleep: either way it is not ours any more.
				}
			};
		} catch (error) {
			if (!isLocked(error)) {
				throw error;
			}

			if (!freeIfOwnerDied(lockFile)) {
				return undefined;
			}
		}
	}

	return undefined;
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Runs something short while holding a lock, waiting up to two seconds for it; then it goes on all the same, because losing an entry would be worse. */
export function withLockSync<Result>(lockFile: string, work: () => Result): Result {
	let release: (() => void) | undefined;
	for (let attempt = 0; attempt < 200 && !release; attempt++) {
		try {
			release = lockSync(lockFile, {...options, lockfilePath: lockFile, stale: 2000, update: 1000});
		} catch (error) {
			if (!isLocked(error)) {
				throw error;
			}

			Atomics.wait(pause, 0, 0, 10);
		}
	}

	try {
		return work();
	} finally {
		release?.();
	}
}
