import {errorCode} from '../error-code.js';
import {exitCodes, UserError} from '../errors.js';

/** Why the system refused a file: the end of a sentence, without its full stop, and what the user can do about it. */
export type FileFailure = {readonly reason: string; readonly remedy: string};

const notPermitted: FileFailure = {
	reason: 'permission denied',
	remedy:
		'Check the owner and mode of the file and the folders above it (ls -ld; chown after a sudo), and the umask, ' +
		'or choose another location.',
};
const diskFull: FileFailure = {reason: 'the disk is full', remedy: 'Free up disk space, then try again.'};

/**
The system's errors about files and disks, in words, and what the user can do about them.

@see https://man7.org/linux/man-pages/man3/errno.3.html
*/
const failures: Readonly<Record<string, FileFailure>> = {
	EACCES: notPermitted,
	EPERM: notPermitted,
	EROFS: {reason: 'the disk is read-only', remedy: 'Choose another location, or make the disk writable.'},
	ENOSPC: diskFull,
	EDQUOT: {
		reason: 'your disk quota is used up',
		remedy: 'Delete files, or ask for a larger quota, then try again.',
	},
	EFBIG: {reason: 'it would exceed the file size limit', remedy: 'Raise the limit (ulimit -f), then try again.'},
	ENOENT: {reason: 'it does not exist', remedy: 'Check the path, then try again.'},
	ENOTDIR: {
		reason: 'part of its path is a file, not a folder',
		remedy: 'Rename that file, or choose another location.',
	},
	EEXIST: {reason: 'another file or folder has that name', remedy: 'Rename it, or choose another location.'},
	EISDIR: {reason: 'it is a folder', remedy: 'Rename the folder, or choose another location.'},
	ENOTEMPTY: {reason: 'the folder is not empty', remedy: 'See what is in it, then remove it.'},
	EMFILE: {
		reason: 'too many files are open',
		remedy: 'Close other programs or raise the limit (ulimit -n), then try again.',
	},
	ENFILE: {reason: 'too many files are open on this machine', remedy: 'Close other programs, then try again.'},
	ENAMETOOLONG: {reason: 'the name is too long', remedy: 'Choose a shorter name.'},
	ELOOP: {
		reason: 'it is a symbolic link, and secrets are not written through one',
		remedy: 'Remove the link, or name its target.',
	},
	EFTYPE: {
		reason: 'it is a device, a pipe or a socket, not a regular file',
		remedy: 'Name a regular file, or one that does not exist yet.',
	},
	EIO: {reason: 'the disk reports a read or write error', remedy: 'Check the disk, or choose another location.'},
	ETXTBSY: {reason: 'it is a program that is running', remedy: 'End that program, or choose another location.'},
	EBUSY: {reason: 'another program is using it', remedy: 'End that program, then try again.'},
	ENXIO: {reason: 'there is no such device', remedy: 'Choose another location.'},
	ENODEV: {reason: 'there is no such device', remedy: 'Choose another location.'},
	ESTALE: {reason: 'it is no longer on the network drive', remedy: 'Mount the drive again, then try again.'},
	ENOMEM: {reason: 'the machine has no memory left', remedy: 'Close other programs, then try again.'},
	EINVAL: {reason: 'the system refuses that name', remedy: 'Choose another location.'},
	EBADF: {
		reason: 'it is not open for reading or writing',
		remedy: 'Check where input and output are redirected, then try again.',
	},
};

const spaceCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function textOf(error: unknown, name: 'path' | 'dest' | 'syscall'): string | undefined {
	const value = (error as Readonly<Record<string, unknown>>)[name];
	return typeof value === 'string' ? value : undefined;
}

/** Whether a write failed for lack of space. */
export function isOutOfSpace(error: unknown): boolean {
	return spaceCodes.has(errorCode(error) ?? '');
}

/** Describes a file system error: "the disk is full", and "Free up disk space, then try again." */
export function describeFileError(error: unknown): FileFailure {
	const code = errorCode(error) ?? 'no reason';
	return failures[code] ?? {
		reason: `the system reports ${code}`, remedy: 'Try again, or choose another location.',
	};
}

/**
Turns an error of this machine into the `UserError` that ends a command, naming the file; undefined for any other error.
*/
export function machineError(error: unknown): UserError | undefined {
	const code = errorCode(error);
	const failure = code === undefined ? undefined : failures[code];
	const call = failure && textOf(error, 'syscall');
	if (!failure || call === undefined) {
		return undefined;
	}

	if (call === 'uv_cwd') {
		return new UserError(
			'The current folder no longer exists or cannot be read.',
			'Change to another folder (cd), then run the command again.',
			exitCodes.machineRefused,
		);
	}

	const file = textOf(error, 'dest') ?? textOf(error, 'path');
	const subject =
		file === undefined
			? (call === 'write'
				? 'The output could not be written'
				: 'An operation failed on this machine')
			: `${file} cannot be used`;
	return new UserError(`${subject}: ${failure.reason}.`, failure.remedy, exitCodes.machineRefused);
}
