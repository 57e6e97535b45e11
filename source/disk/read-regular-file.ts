import {Buffer} from 'node:buffer';
import {closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Stats} from 'node:fs';
import {errorCode} from '../error-code.js';

/** The result of reading a file by name. */
export type ReadFileResult =
	/** `modifiedAt` is when the file was written, milliseconds since the epoch. */
	| {readonly kind: 'read'; readonly text: string; readonly modifiedAt: number}
	| {readonly kind: 'absent'}
	/** A folder, a pipe, a device: opening one could block forever or have side effects. */
	| {readonly kind: 'not-a-file'; readonly found: string}
	| {readonly kind: 'too-large'}
	/** The file system's error. */
	| {readonly kind: 'unreadable'; readonly error: unknown};

function kindOf(found: Stats): string {
	const kinds: ReadonlyArray<readonly [boolean, string]> = [
		[found.isDirectory(), 'a folder'],
		[found.isFIFO(), 'a named pipe'],
		[found.isSocket(), 'a socket'],
		[found.isCharacterDevice() || found.isBlockDevice(), 'a device'],
	];
	return kinds.find(([isThis]) => isThis)?.[1] ?? 'not a regular file';
}

/** Reads all bytes of an open file; undefined if there are more than `limit`. Throws the file system's error. */
export function readDescriptor(descriptor: number, limit: number): Buffer | undefined {
	const {size} = fstatSync(descriptor);
	if (size > limit) {
		return undefined;
	}

	// A file such as those in /proc reports no size, and one that grows while it is read is limited too.
	const chunks: Buffer[] = [];
	for (let length = 0; ;) {
		const chunk = Buffer.allocUnsafe(Math.max(size - length, 0) + 512);
		const got = readSync(descriptor, chunk);
		if (got === 0) {
			return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
		}

		length += got;
		if (length > limit) {
			return undefined;
		}

		chunks.push(chunk.subarray(0, got));
	}
}

/**
Reads a named file of at most `limit` bytes, without the byte order mark that some editors put at its start. Never
blocks: anything that is not a regular file is not opened.
*/
export function readRegularFile(file: string, limit: number): ReadFileResult {
	let descriptor: number | undefined;
	try {
		const named = statSync(file);
		if (!named.isFile()) {
			return {kind: 'not-a-file', found: kindOf(named)};
		}

		descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		// Another file may have taken the name between the two calls.
		const opened = fstatSync(descriptor);
		if (!opened.isFile()) {
			return {kind: 'not-a-file', found: kindOf(opened)};
		}

		const bytes = readDescriptor(descriptor, limit);
		if (!bytes) {
			return {kind: 'too-large'};
		}

		const text = bytes.toString('utf8');
		const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
		return {kind: 'read', text: whole, modifiedAt: Math.floor(opened.mtimeMs)};
	} catch (error) {
		return errorCode(error) === 'ENOENT' ? {kind: 'absent'} : {kind: 'unreadable', error};
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

/**
Lists the names in a folder, none where it does not exist. Throws the file system's error for a folder that may not be
read, which only looks empty.
*/
export function listFolder(folder: string): readonly string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return [];
		}

		throw error;
	}
}
