import {Buffer} from 'node:buffer';
import {closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Stats} from 'node:fs';
import {errorCode} from './error-code.js';

/** What a name stands for that was to be read. */
export type ReadFileResult =
	/** `modifiedAt` is when the file was written, milliseconds since the epoch. */
	| {readonly kind: 'read'; readonly text: string; readonly modifiedAt: number}
	| {readonly kind: 'absent'}
	/** A folder, a pipe, a device: opening one could wait for ever, or do something. */
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

/** All bytes of an open file; undefined for more than `limit`. Throws the file system's error. */
export function readDescriptor(descriptor: number, limit: number): Buffer | undefined {
	const {size} = fstatSync(descriptor);
	if (size > limit) {
		return undefined;
	}

	// A file of the kernel's tells no size, and one that grows meanwhile has a limit too.
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
Reads a file that somebody named, `limit` bytes of it at most, without the byte order mark that some editors begin it
with. Never waits: what is no regular file is not opened.
*/
export function readRegularFile(file: string, limit: number): ReadFileResult {
	let descriptor: number | undefined;
	try {
		const named = statSync(file);
		if (!named.isFile()) {
			return {kind: 'not-a-file', found: kindOf(named)};
		}

		descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		// Between the two something else may have taken the name.
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
What a folder holds, nothing where there is none. Throws the file system's error for one that may not be read: it only
looks empty.
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
