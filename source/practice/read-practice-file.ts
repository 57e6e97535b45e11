import {exitCodes, UserError} from '../errors.js';
import {readNamedFile} from '../private-file.js';

// Far more than the longest of them, the memory of a thousand apps and tokens. Bytes.
const largestFile = 16 * 1024 * 1024;

/**
What a file of the practice folder holds, as text; undefined where it is not there. Nobody waits for a pipe in its place, and nothing is taken away.
Throws `UserError` for what is no file or far too large, and the file system's error.
*/
export function readPracticeFile(file: string): string | undefined {
	const refusal = (problem: string) => new UserError(`${file} cannot be used: it is ${problem}.`, 'Move it away, then start it again.', exitCodes.machineRefused);
	const found = readNamedFile(file, largestFile);
	switch (found.kind) {
		case 'read': {
			return found.text;
		}

		case 'absent': {
			return undefined;
		}

		case 'not-a-file': {
			throw refusal(`${found.found} where a file belongs`);
		}

		case 'too-large': {
			throw refusal('far too large');
		}

		case 'unreadable': {
			throw found.error;
		}
	}
}
