import {chmodSync, lstatSync, mkdirSync, readdirSync} from 'node:fs';
import process from 'node:process';

/**
Makes a folder for this person alone, with those above it. One that is there stays as it is. Throws the file system's
error.
*/
export function createPrivateFolder(folder: string): void {
	if (mkdirSync(folder, {recursive: true, mode: 0o700}) !== undefined) {
		chmodSync(folder, 0o700);
	}
}

// A folder like /tmp, where everybody keeps what is theirs.
const stickyBit = 0o1000;

/**
Whether a folder is more than a place for settings: a home, the root of the disk, a site. To close it would lock out
whoever uses the rest. Throws the file system's error.
*/
export function isSharedFolder(folder: string): boolean {
	return readdirSync(folder, {withFileTypes: true})
		.some(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'practice');
}

/**
Takes back what others may do with a file or folder that is this person's own. Where that can't be, or the folder holds
others, nothing happens: `doctor` tells. Windows keeps no such modes.
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
