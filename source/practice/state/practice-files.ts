import {renameSync} from 'node:fs';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {readNamedFile} from '../../named-file.js';

// Far more than the longest of them, the state of a thousand apps and tokens. Bytes.
const maxFileSize = 16 * 1024 * 1024;

const chooseFolder = 'Set CONCUR_TOKENS_CONFIG_DIR to another folder, then start the practice server again.';
const freeSpace = 'Free some space on the disk, then start the practice server again.';
const moveAway = 'Move it away, then start the practice server again.';
const noPermission = [
	'this account has no permission to use it',
	'Give this account ownership with chown (an earlier sudo may have taken it), '
	+ 'or set CONCUR_TOKENS_CONFIG_DIR to another folder. Then start the practice server again.',
] as const;

const failures: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
	EACCES: noPermission,
	EPERM: noPermission,
	EROFS: ['it is on a read-only file system', chooseFolder],
	ENOSPC: ['the disk is full', freeSpace],
	EDQUOT: ['the disk quota is used up', freeSpace],
	ENOTDIR: ['part of its path is a file', chooseFolder],
	EEXIST: ['part of its path is a file', chooseFolder],
	EISDIR: ['it is a folder, not a file', moveAway],
};

function isFileSystemError(error: unknown): error is Error & {readonly path?: unknown} {
	return error instanceof Error && 'syscall' in error && errorCode(error) !== undefined;
}

/**
Reads a file of the practice folder as text; undefined when it does not exist.
It never waits for a pipe in the file's place, and leaves what it finds there.
Throws `UserError` for what is not a file or is far too large, and the file system's error.
*/
export function readPracticeFile(file: string): string | undefined {
	const refusal = (problem: string) =>
		new UserError(`${file} cannot be used: ${problem}.`, moveAway, exitCodes.machineRefused);
	const found = readNamedFile(file, maxFileSize);
	switch (found.kind) {
		case 'read': {
			return found.text;
		}

		case 'absent': {
			return undefined;
		}

		case 'not-a-file': {
			throw refusal(`it is ${found.found}, not a file`);
		}

		case 'too-large': {
			throw refusal('it is too large');
		}

		case 'unreadable': {
			throw found.error;
		}
	}
}

/** Renames a file that cannot be parsed, so that nothing is lost, and returns its new name. */
export function quarantine(file: string): string {
	const newName = `${file}.broken-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
	renameSync(file, newName);
	return newName;
}

/** What the file system failed at and why, without a full stop; undefined for any other error. */
export function describeFileFailure(error: unknown, folder: string): string | undefined {
	if (!isFileSystemError(error)) {
		return undefined;
	}

	const code = errorCode(error) ?? '';
	const file = typeof error.path === 'string' ? error.path : folder;
	return `${file} cannot be used: ${failures[code]?.[0] ?? `the system reports ${code}`}`;
}

/** A failure of the file system as a `UserError` with exit code 5; any other error as it is. */
export function explainFileFailure(error: unknown, folder: string): unknown {
	const problem = describeFileFailure(error, folder);
	if (problem === undefined) {
		return error;
	}

	const remedy = failures[errorCode(error) ?? '']?.[1] ?? chooseFolder;
	return new UserError(`${problem}.`, remedy, exitCodes.machineRefused);
}
