import {accessSync, closeSync, constants, existsSync, openSync, readSync, statSync} from 'node:fs';
import {Buffer} from 'node:buffer';
import path from 'node:path';
import process from 'node:process';

type FoundProgram =
	/** The absolute path of the program. */
	| {readonly kind: 'found'; readonly file: string}
	| {readonly kind: 'not-found'}
	/** Of a path alone: a folder of that name in PATH is passed over. */
	| {readonly kind: 'folder'; readonly file: string}
	/** The file exists, but this account cannot run it. */
	| {readonly kind: 'not-executable'; readonly file: string};

function judgeFile(file: string): FoundProgram {
	const found = statSync(file, {throwIfNoEntry: false});
	if (!found?.isFile()) {
		return found?.isDirectory() ? {kind: 'folder', file} : {kind: 'not-found'};
	}

	try {
		accessSync(file, constants.X_OK);
		return {kind: 'found', file};
	} catch {
		return {kind: 'not-executable', file};
	}
}

/** Finds a program as a shell would: a name with a slash is a path, any other is looked up in PATH. */
export function findProgram(name: string, searchPath: string, workingDirectory: string): FoundProgram {
	const candidates = name.includes('/')
		? [path.resolve(workingDirectory, name)]
		: searchPath.split(path.delimiter).map(folder => path.resolve(workingDirectory, folder, name));
	const found = candidates.map(file => {
		try {
			return judgeFile(file);
		} catch {
			// Part of the path is not a folder, or is not searchable.
			return {kind: 'not-found'} as const;
		}
	});
	return found.find(({kind}) => kind === 'found')
		?? found.find(({kind}) => kind === 'not-executable')
		?? (name.includes('/') ? found.find(({kind}) => kind === 'folder') : undefined)
		?? {kind: 'not-found'};
}

/** The first bytes of a file; empty if it cannot be read. */
function headOf(file: string): Buffer {
	const head = Buffer.alloc(4096);
	try {
		const descriptor = openSync(file, 'r');
		try {
			return head.subarray(0, readSync(descriptor, head));
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return Buffer.alloc(0);
	}
}

/** Whether this account may run a file. */
export function isExecutable(file: string): boolean {
	return judgeFile(file).kind === 'found';
}

// Milliseconds.
const settlingTime = 60_000;

/** Whether a file has been unchanged for a while: one that is open for writing cannot be run (ETXTBSY). */
function isSettled(file: string, now: number): boolean {
	return (statSync(file, {throwIfNoEntry: false})?.ctimeMs ?? now) <= now - settlingTime;
}

/**
Whether the system is likely to run a file. It does not run a script whose interpreter is missing or not given, a
program for another machine, or a file that is still being written. `now` is milliseconds since the epoch.
*/
export function isLikelyRunnable(file: string, now: number): boolean {
	if (!isSettled(file, now)) {
		return false;
	}

	const head = headOf(file);
	if (head.subarray(0, 2).toString() === '#!') {
		const [interpreter = ''] = head.toString('latin1').slice(2).replace(/^[ \t]+/, '').split(/[ \t\n]/, 1);
		return path.isAbsolute(interpreter) && isExecutable(interpreter)
			&& headOf(interpreter).subarray(0, 2).toString() !== '#!';
	}

	// An ELF program must have the same class, byte order and machine as this one.
	const own = headOf(process.execPath);
	const isOfThisMachine = head.length >= 20
		&& head.subarray(0, 6).equals(own.subarray(0, 6))
		&& head.subarray(18, 20).equals(own.subarray(18, 20));
	const loader = /\/[\w./-]*ld-?[\w.-]*\.so[\w.-]*(?=\0)/.exec(head.toString('latin1'))?.[0];
	return isOfThisMachine && head.subarray(0, 4).toString('latin1') === '\u007FELF'
		&& (loader === undefined || existsSync(loader));
}
