import {Buffer} from 'node:buffer';
import process from 'node:process';
import {isSurelyRun} from './find-program.js';

export type Program = {
	readonly file: string;
	/** Its name as it was typed, then its arguments. */
	readonly words: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string>>;
};

/** Signals that Node ignores, and that would stay ignored: what is listened for falls back to the system's way. */
const ignoredByNode = ['SIGPIPE', 'SIGXFSZ'] as const;

// No system takes less, whatever the limit of the stack: longer, and it may answer with E2BIG. Bytes.
const surelyTaken = 100_000;

/** Whether arguments and environment are short enough for every system. */
function isShort({words, environment}: Program): boolean {
	const strings = [...words, ...Object.entries(environment).map(entry => entry.join('='))];
	// Each has an end and a pointer, too.
	return strings.reduce((size, text) => size + Buffer.byteLength(text) + 9, 0) <= surelyTaken;
}

type Blocking = {readonly _handle?: {readonly setBlocking?: (isBlocking: boolean) => void}};

/**
Puts a program in the place of this process, so that its terminal, its signals and its end are its own. Returns only
where that is not possible, or not sure to work. `now` is milliseconds since the epoch.

@see https://nodejs.org/api/process.html#processexecvefile-args-env
*/
export function replaceProcess(program: Program, now: number): void {
	const {file, words, environment} = program;
	if (!process.execve || !isShort(program) || !isSurelyRun(file, now)) {
		return;
	}

	for (const signal of ignoredByNode) {
		process.on(signal, () => {});
	}

	// A pipe that Node has opened does not block; whoever shares it would run into that.
	(process.stderr as Blocking)._handle?.setBlocking?.(true);
	try {
		process.execve(file, words, environment);
	} catch {
		// Newer versions of Node throw. Started beside this process, the program runs, or says why it does not.
	}
}
