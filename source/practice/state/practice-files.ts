import {exitCodes, UserError} from '../../errors.js';
import {machineError} from '../../disk/describe-file-error.js';
import {readRegularFile} from '../../disk/read-regular-file.js';

// Far more than the largest of them, the state of a thousand apps and tokens. Bytes.
const maxFileSize = 16 * 1024 * 1024;

const moveAway = 'Move it away, then start the practice server again.';
const otherFolder = 'The practice server keeps its files in the settings folder, which CONCUR_TOKENS_CONFIG_DIR sets.';

/**
Reads a file in the practice folder as text; undefined if it does not exist. It never blocks on a pipe in the file's
place, and leaves it untouched. Throws `UserError` for something that is not a file or is far too large, and the file
system's error.
*/
export function readPracticeFile(file: string): string | undefined {
	const refusal = (problem: string) =>
		new UserError(`${file} cannot be used: ${problem}.`, moveAway, exitCodes.machineRefused);
	const found = readRegularFile(file, maxFileSize);
	switch (found.kind) {
		case 'read': {
			return found.text;
		}

		case 'absent': {
			return undefined;
		}

		case 'not-a-file': {
			throw refusal(`it is ${found.found}, not a file`);
		}

		case 'too-large': {
			throw refusal('it is too large');
		}

		case 'unreadable': {
			throw found.error;
		}
	}
}

/**
Turns a file system failure into a `UserError` that says where the folder is chosen; returns other errors as they are.
*/
export function toUserError(error: unknown): unknown {
	const failure = machineError(error);
	return failure
		? new UserError(failure.message, `${failure.nextStep} ${otherFolder}`, failure.exitCode)
		: error;
}
