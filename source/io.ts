import {Buffer} from 'node:buffer';
import {fstatSync, writeSync} from 'node:fs';
import process from 'node:process';
import {shownText} from './terminal-signs.js';

/** The process as commands see it, handed in so that they can be tested without one. */
export type Io = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly workingDirectory: string;
	readonly isInputTerminal: boolean;
	readonly isOutputTerminal: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Text for programs, as it is. Throws the file system's error where a file or device does not take it all. */
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

/** Whether standard output is a file or a device, not a terminal or a pipe. */
function isPlainFile(): boolean {
	try {
		const found = fstatSync(standardOutput);
		return found.isFile() || (found.isCharacterDevice() && !process.stdout.isTTY);
	} catch {
		return false;
	}
}

/**
Node takes a short write to a file for a whole one: what a full disk did not take would be lost unnoticed.

Throws the file system's error.
*/
function writeWhole(bytes: Uint8Array): void {
	for (let written = 0; written < bytes.length;) {
		written += writeSync(standardOutput, bytes, written);
	}
}

/** Whether whoever reads the output went away, as `head` and a closed terminal do: that is no failure of ours. */
function isReaderGone({code}: NodeJS.ErrnoException): boolean {
	return code === 'EPIPE' || (code === 'EIO' && process.stdout.isTTY);
}

export type ProcessIo = Io & {
	/** Settles once all output has left this process; rejects with the system's error where it could not. */
	readonly flush: () => Promise<void>;
};

/** Standard output as a pipe or a terminal, opened when the first output is there. */
function openedOutput() {
	let isOpen = false;
	let isGone = false;
	let failure: NodeJS.ErrnoException | undefined;
	const open = () => {
		if (!isOpen) {
			isOpen = true;
			process.stdout.on('error', (error: NodeJS.ErrnoException) => {
				isGone = true;
				failure ??= isReaderGone(error) ? undefined : error;
			});
		}

		return process.stdout;
	};

	const settled = async (bytes: Uint8Array | string) => {
		await new Promise<void>(resolve => {
			open().write(bytes, () => {
				resolve();
			});
		});
		if (failure) {
			throw failure;
		}

		return !isGone;
	};

	return {
		write(text: string) {
			open().write(text);
		},
		settled,
	};
}

/** The real process. Its input and output are opened when first asked for, which spares a command the time. */
export function processIo(): ProcessIo {
	const isPlain = isPlainFile();
	const output = openedOutput();
	let isErrorOpen = false;
	const writeOut = (text: string) => {
		if (isPlain) {
			writeWhole(Buffer.from(text));
		} else {
			output.write(text);
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
			return process.stdout.isTTY;
		},
		now: () => Date.now(),
		writeOut,
		writeText(text) {
			writeOut(shownText(text));
		},
		async writeBytes(bytes) {
			if (isPlain) {
				writeWhole(bytes);
				return true;
			}

			return output.settled(bytes);
		},
		writeError(text) {
			isErrorOpen ||= Boolean(process.stderr.on('error', () => {
				// Nobody is left to be told.
			}));
			process.stderr.write(shownText(text));
		},
		async flush() {
			if (!isPlain) {
				await output.settled('');
			}
		},
	};
}
