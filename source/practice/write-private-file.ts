import {randomUUID} from 'node:crypto';
import {closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs';

/** Writes a file for this person alone (mode 0600), whole or not at all. Throws the file system's error. */
export function writePrivateFile(file: string, text: string): void {
	const temporary = `${file}.${randomUUID()}.tmp`;
	try {
		const descriptor = openSync(temporary, 'wx', 0o600);
		try {
			writeFileSync(descriptor, text);
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}

		// Renaming replaces a symbolic link instead of writing through it.
		renameSync(temporary, file);
	} catch (error) {
		rmSync(temporary, {force: true});
		throw error;
	}
}
