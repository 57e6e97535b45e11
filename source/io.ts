import {Buffer} from 'node:buffer';
import {fstatSync, writeSync} from 'node:fs';
import process from 'node:process';
import {errorCode} from './error-code.js';

/** The process as commands see it, handed in so that they can be tested without one. */
export type Io = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly workingDirectory: string;
	readonly isInputTerminal: boolean;
	readonly isOutputTerminal: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/**
	Text for programs, as it is. Throws the file system's error where the output does not take it all; a reader who
	leaves is no error.
	*/
	readonly writeOut: (text: string) => void;
	/** As `writeOut`, text for people: with marks that their terminal can show. */
	readonly writeText: (text: string) => void;
	/**
	Writes bytes as they are, and settles when more may follow: false once nobody reads them any more. Rejects with the
	system's error where a file or device does not take them all.
	*/
	readonly writeBytes: (bytes: Uint8Array) => Promise<boolean>;
	readonly writeError: (text: string) => void;
};

const standardOutput = 1;

/** Stops the whole process for `duration` milliseconds; a signal ends it all the same. */
export function sleepSync(duration: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration);
}

/** What standard output is. */
function isOutput(kind: 'isFile' | 'isCharacterDevice'): boolean {
	try {
		return fstatSync(standardOutput)[kind]();
	} catch {
		return false;
	}
}

/**
Writes all of a text before it returns.

Node takes a short write to a file for a whole one: what a full disk did not take would be lost unnoticed. A pipe that
is full, and that another program has told not to wait, is asked again.

Throws the file system's error.
*/
function writeFully(bytes: Uint8Array): void {
	for (let written = 0; written < bytes.length;) {
		try {
			written += writeSync(standardOutput, bytes, written);
		} catch (error) {
			if (errorCode(error) !== 'EAGAIN') {
				throw error;
			}

			sleepSync(5);
		}
	}
}

/** Whether the error means that the reader closed the pipe or the terminal, as `head` does: no failure. */
function isReaderGone(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'EPIPE' || (code === 'EIO' && isOutput('isCharacterDevice'));
}

export type ProcessIo = Io & {
	/** Settles once all output has left this process, and all errors; rejects with the system's error otherwise. */
	readonly flush: () => Promise<void>;
};

/**
The real process. Its input and output are opened as streams when somebody asks for them, which spares a command the
time: text is written without. `shown` makes text for people of text that may have marks in it.
*/
export function processIo(shown: (text: string) => string = text => text): ProcessIo {
	let isOutputOpen = false;
	let isErrorOpen = false;
	let isGone = false;
	let failure: Error | undefined;
	const openedOutput = () => {
		if (!isOutputOpen) {
			isOutputOpen = true;
			process.stdout.on('error', (error: Error) => {
				isGone = true;
				failure ??= isReaderGone(error) ? undefined : error;
			});
		}

		return process.stdout;
	};

	/** Settles once the output is written: false where nobody reads it any more. */
	const settled = async (bytes: Uint8Array | string) => {
		await new Promise<void>(resolve => {
			openedOutput().write(bytes, () => {
				resolve();
			});
		});
		if (failure) {
			throw failure;
		}

		return !isGone;
	};

	const writeOut = (text: string) => {
		try {
			writeFully(Buffer.from(text));
		} catch (error) {
			if (!isReaderGone(error)) {
				throw error;
			}
		}
	};

	return {
		environment: process.env,
		get workingDirectory() {
			return process.cwd();
		},
		get isInputTerminal() {
			return process.stdin.isTTY;
		},
		get isOutputTerminal() {
			// What draws on a terminal writes to it by itself. To open anything else for the answer takes milliseconds.
			return isOutput('isCharacterDevice') && openedOutput().isTTY;
		},
		now: () => Date.now(),
		writeOut,
		writeText(text) {
			writeOut(shown(text));
		},
		async writeBytes(bytes) {
			// A file takes what it takes at once.
			if (isOutput('isFile')) {
				writeFully(bytes);
				return true;
			}

			return settled(bytes);
		},
		writeError(text) {
			isErrorOpen ||= Boolean(process.stderr.on('error', () => {
				// Nobody is left to be told.
			}));
			process.stderr.write(shown(text));
		},
		async flush() {
			try {
				if (isOutputOpen) {
					await settled('');
				}
			} finally {
				if (isErrorOpen) {
					await new Promise<void>(resolve => {
						process.stderr.write('', () => {
							resolve();
						});
					});
				}
			}
		},
	};
}
