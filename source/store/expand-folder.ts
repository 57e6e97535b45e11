import path from 'node:path';

/** A folder as people type it: `~` is their home, a relative path starts where the program was started. */
export function expandFolder(text: string, workingDirectory: string, home: string): string {
	const trimmed = text.trim();
	const expanded = trimmed === '~' ? home : trimmed.replace(/^~(?=[/\\])/, home);
	return path.resolve(workingDirectory, expanded);
}
