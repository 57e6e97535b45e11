import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import {accessSync, constants, createReadStream, statSync} from 'node:fs';
import process from 'node:process';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {describeFileError} from '../../disk/describe-file-error.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {type RequestBody} from './authorized-calls.js';

/** A longer body is not kept but streamed, so it cannot be sent again after a refusal. Bytes. */
export const maxBufferedSize = 1024 * 1024;

/**
Reads a body from a stream: a short one is kept in memory, a longer one is streamed as it arrives and can be sent only
once.
*/
export async function bufferBody(stream: Readable): Promise<RequestBody> {
	const chunks: Buffer[] = [];
	let length = 0;
	const input = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	while (length <= maxBufferedSize) {
		const next = await input.next();
		if (next.done) {
			const whole = Buffer.concat(chunks);
			return {length: whole.length, canRepeat: true, open: () => whole};
		}

		chunks.push(next.value);
		length += next.value.length;
	}

	return {
		canRepeat: false,
		open: () => Readable.from((async function * () {
			yield * chunks;
			yield * {[Symbol.asyncIterator]: () => input};
		})()),
	};
}

function unreadableError(file: string, reason: string): UserError {
	return new UserError(
		`${file} cannot be sent: ${reason}.`,
		'Name a file that you can read, or read from standard input: --input -',
		exitCodes.wrongUsage,
	);
}

/**
A file of any size. A short one is read now, also because files such as those in /proc have another length than they
report; a longer one is opened again each time that it is sent.
*/
async function fileBody(file: string): Promise<RequestBody> {
	try {
		const found = statSync(file);
		if (found.isDirectory()) {
			throw unreadableError(file, 'it is a folder');
		}

		// Before anything is sent: while it is, no failure could be told from one of the connection.
		accessSync(file, constants.R_OK);
		if (!found.isFile()) {
			// A pipe can be read only once, and its length is unknown.
			return {canRepeat: false, open: () => createReadStream(file)};
		}

		return found.size > maxBufferedSize
			? {length: found.size, canRepeat: true, open: () => createReadStream(file)}
			: await bufferBody(createReadStream(file));
	} catch (error) {
		throw errorCode(error) === undefined ? error : unreadableError(file, describeFileError(error).reason);
	}
}

/** Opens the body that `--input` names. Throws `UserError` for a file that cannot be read. */
export async function openInput(input: string, {io}: Invocation): Promise<RequestBody> {
	return input === '-' ? bufferBody(process.stdin) : fileBody(absolutePath(input, io));
}
