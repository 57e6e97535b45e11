import {lstatSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {errorCode} from './error-code.js';
import {listFolder} from './read-regular-file.js';

/** A name for a temporary file beside `file`; it tells the process that writes it. */
export function temporaryPath(file: string): string {
	return path.join(
		path.dirname(file),
		`.${path.basename(file).slice(0, 100)}.${process.pid}-${crypto.randomUUID()}.tmp`,
	);
}

/** The names of such temporary files. */
export function temporaryPathPattern(file: string): RegExp {
	const plain = path
		.basename(file)
		.slice(0, 100)
		.replaceAll(/[^\w-]/g, String.raw`\$&`);
	return new RegExp(String.raw`^\.${plain}\.(?<pid>\d+)-[\da-f-]{36}\.tmp$`);
}

type SendSignal = (pid: number, signal: 0) => unknown;

/** Whether a process runs, whoever it belongs to. */
export function isProcessAlive(pid: number, send: SendSignal = (of, nothing) => process.kill(of, nothing)): boolean {
	try {
		send(pid, 0);
		return true;
	} catch (error) {
		// A process of somebody else is alive too.
		return errorCode(error) === 'EPERM';
	}
}

// Milliseconds.
const maxOrphanAge = 60_000;
const maxUsageTime = 60 * 60_000;

/**
Whether a temporary file is a leftover: its process has ended, or it is too old to be in use. A date in the future
counts as old. `now` is milliseconds since the epoch.
*/
function isStale(file: string, pid: number | undefined, now: number): boolean {
	if (pid === process.pid) {
		return false;
	}

	if (pid !== undefined && !isProcessAlive(pid)) {
		return true;
	}

	const written = lstatSync(file, {throwIfNoEntry: false})?.mtimeMs ?? now;
	return Math.abs(now - written) > (pid === undefined ? maxOrphanAge : maxUsageTime);
}

/**
Removes the temporary files of processes that were killed while they wrote: they hold secrets that nobody would look
for. `pattern` names them, with the process as its group `pid`. `now` is milliseconds since the epoch.
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

/** Removes a temporary file, if it is there and can be. */
export function tryRemove(file: string): void {
	try {
		rmSync(file, {force: true});
	} catch {
		// What it is called after tells what is wrong with its folder.
	}
}
