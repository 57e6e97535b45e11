import {chmodSync, lstatSync, mkdirSync, readdirSync} from 'node:fs';
import process from 'node:process';

/**
Creates a folder that only this user can access, and its missing parents. An existing folder is left as it is. Throws
the file system's error.
*/
export function createPrivateFolder(folder: string): void {
	if (mkdirSync(folder, {recursive: true, mode: 0o700}) !== undefined) {
		chmodSync(folder, 0o700);
	}
}

// Set on a folder like /tmp, where all users keep files of their own.
const stickyBit = 0o1000;

/**
Whether a folder is used for more than settings: a home folder, the root of the disk, a web root. Restricting it would
lock out its other users. Throws the file system's error.
*/
export function isSharedFolder(folder: string): boolean {
	return readdirSync(folder, {withFileTypes: true})
		.some(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'practice');
}

/**
Removes other users' permissions on a file or folder that belongs to this user. Where that is not possible, or the
folder is shared, nothing happens: `doctor` reports it. Windows has no such modes.
*/
export function restrictPermissions(file: string, mode: 0o600 | 0o700): void {
	try {
		const found = process.platform === 'win32' ? undefined : lstatSync(file, {throwIfNoEntry: false});
		const isOurs = found && found.uid === process.getuid?.() && (found.isFile() || found.isDirectory());
		const isWide = isOurs && (found.mode & 0o077) !== 0 && (found.mode & stickyBit) === 0;
		if (isWide && !(found.isDirectory() && isSharedFolder(file))) {
			chmodSync(file, mode);
		}
	} catch {
		// A file system without modes, or one that is read-only.
	}
}
