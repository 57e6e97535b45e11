import {Buffer} from 'node:buffer';
import {fstatSync, writeSync} from 'node:fs';
import process from 'node:process';
import {errorCode} from './error-code.js';

/** The process as commands see it, passed in so that they can be tested without a real one. */
export type Io = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly workingDirectory: string;
	readonly isInputTerminal: boolean;
	readonly isOutputTerminal: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/**
	Writes text for programs, unchanged. Throws the file system's error where the output does not take all of it; a
	reader that closes the pipe is not an error.
	*/
	readonly writeOut: (text: string) => void;
	/** Like `writeOut`, for people: uses only symbols that their terminal can show. */
	readonly writeText: (text: string) => void;
	/**
	Writes bytes unchanged, and resolves when more may follow: to false once the reader is gone. Rejects with the
	system's error where a file or device does not take all of them.
	*/
	readonly writeBytes: (bytes: Uint8Array) => Promise<boolean>;
	readonly writeError: (text: string) => void;
};

const standardOutput = 1;

/** Blocks the whole process for `duration` milliseconds; a signal still ends it. */
export function sleepSync(duration: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration);
}

/** Whether standard output is of this kind. */
function isOutput(kind: 'isFile' | 'isCharacterDevice'): boolean {
	try {
		return fstatSync(standardOutput)[kind]();
	} catch {
		return false;
	}
}

/**
Writes all bytes before it returns.

Node treats a short write to a file as a complete one: what a full disk did not take would be lost unnoticed. A write to
a full pipe that another program has made non-blocking is retried.

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

/** Whether the error means that the reader closed the pipe or the terminal, as `head` does, which is not a failure. */
function isReaderGone(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'EPIPE' || (code === 'EIO' && isOutput('isCharacterDevice'));
}

export type ProcessIo = Io & {
	/** Resolves once all output and all error messages have left this process; rejects with the system's error. */
	readonly flush: () => Promise<void>;
};

/**
Creates the `Io` of the real process. Its input and output are opened as streams only when asked for, which saves time:
text is written without them. `shown` adapts text for people to the symbols that can be shown.
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

	/** Resolves once the output is written: to false if the reader is gone. */
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
			// A terminal UI opens this stream anyway. Opening anything else to find out would take milliseconds.
			return isOutput('isCharacterDevice') && openedOutput().isTTY;
		},
		now: () => Date.now(),
		writeOut,
		writeText(text) {
			writeOut(shown(text));
		},
		async writeBytes(bytes) {
			// Writes to a file are synchronous.
			if (isOutput('isFile')) {
				writeFully(bytes);
				return true;
			}

			return settled(bytes);
		},
		writeError(text) {
			isErrorOpen ||= Boolean(process.stderr.on('error', () => {
				// There is no one left to report to.
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
