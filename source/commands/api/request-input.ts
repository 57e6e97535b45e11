import {createReadStream, statSync} from 'node:fs';
import process from 'node:process';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {fileFailure} from '../../file-failure.js';
import {type RequestBody} from '../calls/authorized-calls.js';
import {receivedBody} from '../calls/request-body.js';
import {absolutePath, type Invocation} from '../invocation.js';

function unreadable(file: string, reason: string): UserError {
	return new UserError(
		`${file} cannot be sent: ${reason}`,
		'Name a file that you can read, or send standard input: --input -',
		exitCodes.wrongUsage,
	);
}

/** A file of any size; it is opened anew each time that it is sent. */
function fileBody(file: string): RequestBody {
	try {
		const found = statSync(file);
		if (found.isDirectory()) {
			throw unreadable(file, 'it is a folder.');
		}

		// A pipe gives what it holds once, and tells no length.
		return found.isFile()
			? {length: found.size, canRepeat: true, open: () => createReadStream(file)}
			: {canRepeat: false, open: () => createReadStream(file)};
	} catch (error) {
		throw errorCode(error) === undefined ? error : unreadable(file, fileFailure(error));
	}
}

/** What `--input` names. Throws `UserError` for a file that cannot be read. */
export async function requestInput(input: string, {io}: Invocation): Promise<RequestBody> {
	return input === '-' ? receivedBody(process.stdin) : fileBody(absolutePath(input, io));
}
