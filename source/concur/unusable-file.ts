import {type MalformedJson} from './malformed-json.js';

/** A file that is there, but holds nothing that can be used. */
export type UnusableFile =
	| MalformedJson
	| {readonly kind: 'wrong-shape'; readonly problem: string}
	| {readonly kind: 'unreadable'; readonly reason: string};

/** Whether what stands in a file is of no use. */
export function isUnusable(file: UnusableFile | {readonly kind: string} | undefined): file is UnusableFile {
	return file?.kind === 'malformed' || file?.kind === 'wrong-shape' || file?.kind === 'unreadable';
}

/** What mends it, as a sentence begins. */
export const restoring: Readonly<Record<UnusableFile['kind'], string>> = {
	malformed: 'Fix it in an editor',
	'wrong-shape': 'Fix it in an editor',
	unreadable: 'Make it a file that you can read',
};

/** What is wrong with a file that was to be `expected`, such as `a credentials file`. */
export function unusableWords(path: string, expected: string, file: UnusableFile): string {
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
