import {exitCodes, UserError} from '../errors.js';

const anotherFolder = 'Let CONCUR_TOKENS_CONFIG_DIR name another folder, then start it again.';
const makeRoom = 'Make room on the disk, then start it again.';
const noPermission = [
	'this account has no permission for it',
	`Give it to this account with chown (an earlier sudo may have made it). Or: ${anotherFolder}`,
] as const;

const failures: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
	EACCES: noPermission,
	EPERM: noPermission,
	EROFS: ['it is on a read-only file system', anotherFolder],
	ENOSPC: ['the disk is full', makeRoom],
	EDQUOT: ['the disk quota is used up', makeRoom],
	ENOTDIR: ['a part of its path is a file', anotherFolder],
	EEXIST: ['a part of its path is a file', anotherFolder],
	EISDIR: ['it is a folder where a file belongs', 'Move it away, then start it again.'],
};

type SystemError = Error & {readonly code: string; readonly path?: unknown};

function isSystemError(error: unknown): error is SystemError {
	return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** What the file system failed at and why, as a sentence without its full stop; undefined when it is not to blame. */
export function describeFolderFailure(error: unknown, folder: string): string | undefined {
	if (!isSystemError(error)) {
		return undefined;
	}

	const file = typeof error.path === 'string' ? error.path : folder;
	return `${file} cannot be used: ${failures[error.code]?.[0] ?? `the system says ${error.code}`}`;
}

/** A failure of the file system as an error for people, with exit code 5; any other error as it is. */
export function explainFolderFailure(error: unknown, folder: string): unknown {
	if (!isSystemError(error)) {
		return error;
	}

	const remedy = failures[error.code]?.[1] ?? anotherFolder;
	return new UserError(`${describeFolderFailure(error, folder)!}.`, remedy, exitCodes.machineRefused);
}
