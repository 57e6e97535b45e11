import {Buffer} from 'node:buffer';
import {
	closeSync, constants, fchmodSync, fchownSync, fstatSync, fsyncSync, ftruncateSync, linkSync, lstatSync,
	openSync, renameSync, writeSync, type Stats,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {incompressibleBytes} from './incompressible-bytes.js';
import {readDescriptor} from './read-regular-file.js';
import {cleanUpAtExit, removeStaleFiles, tryRemove, temporaryPath, temporaryPathPattern} from './temporary-file.js';

function systemError(
	code: 'ENOSPC' | 'ELOOP' | 'EFTYPE' | 'EIO',
	message: string,
	file: string,
): NodeJS.ErrnoException {
	return Object.assign(new Error(`${code}: ${message}, '${file}'`), {code, path: file, syscall: 'write'});
}

/** The system's error with `file` as its path; the system names the temporary file, or none. */
function namingFile(error: unknown, file: string): unknown {
	return error instanceof Error ? Object.assign(error, {path: file, dest: undefined}) : error;
}

/**
Writes all bytes from the start of the open file, truncates what follows them, and returns once they are on disk. A
write may take fewer bytes than it was given without an error: on a full disk the next one fails.
*/
function writeContent(descriptor: number, bytes: Uint8Array, file: string): void {
	for (let written = 0; written < bytes.length;) {
		const taken = writeSync(descriptor, bytes, written, bytes.length - written, written);
		if (taken === 0) {
			throw systemError('ENOSPC', 'no more data can be written', file);
		}

		written += taken;
	}

	ftruncateSync(descriptor, bytes.length);
	fsyncSync(descriptor);
	if (fstatSync(descriptor).size !== bytes.length) {
		throw systemError('EIO', 'the size of the file differs from what was written', file);
	}
}

function syncFolder(folder: string): void {
	let descriptor: number | undefined;
	try {
		descriptor = openSync(folder, constants.O_RDONLY);
		fsyncSync(descriptor);
	} catch {
		// Windows cannot sync a folder; a rename is durable there by itself.
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

/** Keeps the owner of a file that `sudo` replaces, who could not read it otherwise. */
function keepOwner(descriptor: number, existing: Stats | undefined): void {
	if (existing && process.getuid?.() === 0 && (existing.uid !== 0 || existing.gid !== 0)) {
		fchownSync(descriptor, existing.uid, existing.gid);
	}
}

/** Sets the owner and mode of an open file, whatever the umask. */
function setOwnerAndMode(descriptor: number, existing: Stats | undefined, mode = 0o600): void {
	keepOwner(descriptor, existing);
	fchmodSync(descriptor, mode);
}

function createPrivate(file: string): number {
	// O_EXCL follows no link, not even a dangling one.
	return openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
}

/**
Gives a written file its name, and returns once that is on disk too. With `replace` false it fails with EEXIST where the
name is taken, even if it was taken only a moment ago.
*/
function commitFile(temporary: string, file: string, replace: boolean): void {
	if (replace) {
		renameSync(temporary, file);
	} else {
		// Unlike a rename, a link fails if the name has been taken in the meantime.
		linkSync(temporary, file);
	}

	syncFolder(path.dirname(file));
}

function existingFile(file: string): Stats | undefined {
	const existing = lstatSync(file, {throwIfNoEntry: false});
	if (existing?.isSymbolicLink()) {
		throw systemError('ELOOP', 'it is a symbolic link', file);
	}

	// A rename would put a file in the place of a device or a pipe; it refuses a folder by itself.
	if (existing && !existing.isFile() && !existing.isDirectory()) {
		throw systemError('EFTYPE', 'it is not a regular file', file);
	}

	return existing;
}

export type WriteOptions = {
	/** Whether to keep an existing file and write nothing; by default it is replaced. */
	readonly keepExisting?: boolean;
	/** For a file that holds no secrets and that others may read. */
	readonly mode?: number;
};

/**
Writes a file that only this user can read (mode 0600), completely or not at all; it is on disk on return. A symbolic
link is neither written through nor replaced, nor is a device, a pipe or a socket.

Everything that holds secrets is written by this function. Throws the file system's error, leaving nothing behind: ELOOP
for a symbolic link, EFTYPE for what is not a regular file, EEXIST where an existing file is kept, ENOSPC for a full
disk.

@see https://man7.org/linux/man-pages/man2/fsync.2.html
*/
export function writePrivateFile(
	file: string,
	content: string,
	{keepExisting = false, mode = 0o600}: WriteOptions = {},
): void {
	const existing = existingFile(file);
	const temporary = temporaryPath(file);
	removeStaleFiles(path.dirname(file), temporaryPathPattern(file), Date.now());
	try {
		const descriptor = createPrivate(temporary);
		try {
			writeContent(descriptor, Buffer.from(content), temporary);
			setOwnerAndMode(descriptor, existing, mode);
		} finally {
			closeSync(descriptor);
		}

		commitFile(temporary, file, !keepExisting);
	} catch (error) {
		throw namingFile(error, file);
	} finally {
		// If its parent is not a folder, there is nothing to remove either.
		tryRemove(temporary);
	}
}

/**
Moves a file that something else has written into the place of another, after checking that it holds exactly this text
and is on disk.

Throws the file system's error, ENOSPC where the text was cut short; removing the staged file is then up to the caller.
*/
export function commitStagedFile(staged: string, file: string, content: string): void {
	try {
		const existing = existingFile(file);
		const expected = Buffer.from(content);
		const descriptor = openSync(staged, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
		try {
			const bytes = readDescriptor(descriptor, expected.length);
			if (!bytes?.equals(expected)) {
				throw systemError('ENOSPC', 'the file was not written completely', staged);
			}

			setOwnerAndMode(descriptor, existing);
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}

		commitFile(staged, file, true);
	} catch (error) {
		throw namingFile(error, file);
	}
}

/** Disk space reserved for a file that is written later. */
export type ReservedSpace = {
	/**
	Writes into the reserved space and moves it into the place of `file`. Throws the file system's error; the space then
	stays reserved.
	*/
	readonly publish: (file: string, content: string) => void;
	/**
	Writes into the reserved space and leaves it under its temporary name, which is returned: for a folder in which
	nothing can be renamed. The file is read-only, so that it is not mistaken for a leftover. Throws the system's error.
	*/
	readonly leave: (content: string) => string;
	/** Frees the space; does nothing once it has been used or freed. */
	readonly release: () => void;
};

/**
Reserves `size` bytes of disk space under a temporary name, by writing them, so that no other program can use them.
Throws the file system's error, with nothing left behind.
*/
export function reserveSpace(temporary: string, size: number): ReservedSpace {
	const descriptor = createPrivate(temporary);
	let isOpen = true;
	const cancelCleanUp = cleanUpAtExit(() => {
		tryRemove(temporary);
	});
	const close = () => {
		isOpen = false;
		cancelCleanUp();
		closeSync(descriptor);
	};

	const release = () => {
		if (isOpen) {
			close();
			tryRemove(temporary);
		}
	};

	try {
		writeContent(descriptor, incompressibleBytes(size), temporary);
	} catch (error) {
		release();
		throw namingFile(error, temporary);
	}

	return {
		publish(file, content) {
			const existing = existingFile(file);
			try {
				writeContent(descriptor, Buffer.from(content), temporary);
				setOwnerAndMode(descriptor, existing);
				commitFile(temporary, file, true);
			} catch (error) {
				throw namingFile(error, file);
			}

			close();
		},
		leave(content) {
			if (lstatSync(temporary).ino !== fstatSync(descriptor).ino) {
				throw systemError('EIO', 'it was replaced', temporary);
			}

			writeContent(descriptor, Buffer.from(content), temporary);
			fchmodSync(descriptor, 0o400);
			close();
			return temporary;
		},
		release,
	};
}
