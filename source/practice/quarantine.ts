import {renameSync} from 'node:fs';

/** Renames a file that cannot be understood, so that nothing is lost, and returns its new name. */
export function quarantine(file: string): string {
	const newName = `${file}.broken-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
	renameSync(file, newName);
	return newName;
}
