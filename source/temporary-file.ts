import {lstatSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {errorCode} from './error-code.js';
import {namesIn} from './named-file.js';

/** A name for a temporary file beside `file`; it tells the process that writes it. */
export function temporaryName(file: string): string {
	return path.join(
		path.dirname(file),
		`.${path.basename(file).slice(0, 100)}.${process.pid}-${crypto.randomUUID()}.tmp`,
	);
}

/** The names of such temporary files. */
export function temporaryNames(file: string): RegExp {
	const plain = path
		.basename(file)
		.slice(0, 100)
		.replaceAll(/[^\w-]/g, String.raw`\$&`);
	return new RegExp(String.raw`^\.${plain}\.(?<pid>\d+)-[\da-f-]{36}\.tmp$`);
}

type SendSignal = (pid: number, signal: 0) => unknown;

/** Whether a process runs, whoever it belongs to. */
export function isAlive(pid: number, send: SendSignal = (of, nothing) => process.kill(of, nothing)): boolean {
	try {
		send(pid, 0);
		return true;
	} catch (error) {
		// A process of somebody else is alive too.
		return errorCode(error) === 'EPERM';
	}
}

// Milliseconds.
const maxAgeOfNobodys = 60_000;
const maxUse = 60 * 60_000;

/**
Whether a temporary file is a leftover: its process has ended, or it is too old to be in use. A date in the future
counts as old. `now` is milliseconds since the epoch.
*/
function isLeftover(file: string, pid: number | undefined, now: number): boolean {
	if (pid === process.pid) {
		return false;
	}

	if (pid !== undefined && !isAlive(pid)) {
		return true;
	}

	const written = lstatSync(file, {throwIfNoEntry: false})?.mtimeMs ?? now;
	return Math.abs(now - written) > (pid === undefined ? maxAgeOfNobodys : maxUse);
}

/**
Removes the temporary files of processes that were killed while they wrote: they hold secrets that nobody would look
for. `pattern` names them, with the process as its group `pid`. `now` is milliseconds since the epoch.
*/
export function removeLeftovers(folder: string, pattern: RegExp, now: number): void {
	for (const name of namesIn(folder)) {
		const match = pattern.exec(name);
		const file = path.join(folder, name);
		const pid = match?.groups?.['pid'] ?? match?.groups?.['lockPid'];
		if (match && isLeftover(file, pid === undefined ? undefined : Number(pid), now)) {
			rmSync(file, {recursive: true, force: true});
		}
	}
}

/** Removes a temporary file, if it is there and can be. */
export function removeQuietly(file: string): void {
	try {
		rmSync(file, {force: true});
	} catch {
		// What it is called after tells what is wrong with its folder.
	}
}
