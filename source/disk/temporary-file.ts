import {lstatSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {isProcessAlive} from '../process-identity.js';
import {listFolder} from './read-regular-file.js';

/** Returns a path for a temporary file beside `file`; it contains the PID of this process. */
export function temporaryPath(file: string): string {
	return path.join(
		path.dirname(file),
		`.${path.basename(file).slice(0, 100)}.${process.pid}-${crypto.randomUUID()}.tmp`,
	);
}

/** Returns a pattern that matches the names of such temporary files. */
export function temporaryPathPattern(file: string): RegExp {
	const plain = path
		.basename(file)
		.slice(0, 100)
		.replaceAll(/[^\w-]/g, String.raw`\$&`);
	return new RegExp(String.raw`^\.${plain}\.(?<pid>\d+)-[\da-f-]{36}\.tmp$`);
}

// Milliseconds.
const maxOrphanAge = 60_000;
const maxUsageTime = 60 * 60_000;

/**
Whether a temporary file is left over: its process has ended, or it is too old to be in use. A date in the future counts
as old. What was left on purpose may no longer be written. `now` is milliseconds since the epoch.
*/
function isStale(file: string, pid: number | undefined, now: number): boolean {
	const found = lstatSync(file, {throwIfNoEntry: false});
	const isLeftOnPurpose = found?.isFile() && (found.mode & 0o200) === 0;
	if (pid === process.pid || isLeftOnPurpose) {
		return false;
	}

	if (pid !== undefined && !isProcessAlive(pid)) {
		return true;
	}

	const written = found?.mtimeMs ?? now;
	return Math.abs(now - written) > (pid === undefined ? maxOrphanAge : maxUsageTime);
}

/**
Removes the temporary files of processes that were killed while writing: they hold secrets in a place where no one would
look. `pattern` matches their names, with the PID as its group `pid`. `now` is milliseconds since the epoch.
*/
export function removeStaleFiles(folder: string, pattern: RegExp, now: number): void {
	for (const name of listFolder(folder)) {
		const match = pattern.exec(name);
		const file = path.join(folder, name);
		const pid = match?.groups?.['pid'] ?? match?.groups?.['lockPid'];
		if (match && isStale(file, pid === undefined ? undefined : Number(pid), now)) {
			rmSync(file, {recursive: true, force: true});
		}
	}
}

/** Removes a temporary file if it exists; a failure is ignored. */
export function tryRemove(file: string): void {
	try {
		rmSync(file, {force: true});
	} catch {
		// The operation that it follows reports what is wrong with the folder.
	}
}

const cleanUps = new Set<() => void>();

function cleanUpNow(): void {
	for (const cleanUp of cleanUps) {
		cleanUp();
	}
}

/**
Cleans up if the process ends in the middle of its work, as when someone gives up waiting for an answer. Returns a
function to call once there is nothing left to clean up.
*/
export function cleanUpAtExit(cleanUp: () => void): () => void {
	if (!process.listeners('exit').includes(cleanUpNow)) {
		process.on('exit', cleanUpNow);
	}

	cleanUps.add(cleanUp);
	return () => {
		cleanUps.delete(cleanUp);
	};
}
