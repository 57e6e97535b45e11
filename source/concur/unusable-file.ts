import {type MalformedJson} from './malformed-json.js';

/** A file that exists but contains nothing usable. */
export type UnusableFile =
	| MalformedJson
	| {readonly kind: 'wrong-shape'; readonly problem: string}
	| {readonly kind: 'unreadable'; readonly reason: string};

/** Whether a file's contents are unusable. */
export function isUnusable(file: UnusableFile | {readonly kind: string} | undefined): file is UnusableFile {
	return file?.kind === 'malformed' || file?.kind === 'wrong-shape' || file?.kind === 'unreadable';
}

/** How to fix it, as the beginning of a sentence. */
export const repairSteps: Readonly<Record<UnusableFile['kind'], string>> = {
	malformed: 'Fix it in an editor',
	'wrong-shape': 'Fix it in an editor',
	unreadable: 'Make it a file that you can read',
};

/** Describes what is wrong with a file that should be `expected`, such as `a credentials file`. */
export function describeUnusableFile(path: string, expected: string, file: UnusableFile): string {
	switch (file.kind) {
		case 'malformed': {
			return `${path} is not valid JSON (line ${file.line}, column ${file.column}): ${file.problem}`;
		}

		case 'wrong-shape': {
			return `${path} is not ${expected}: ${file.problem}`;
		}

		case 'unreadable': {
			return `${path} cannot be read: ${file.reason}`;
		}
	}
}
