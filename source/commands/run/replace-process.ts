import {Buffer} from 'node:buffer';
import process from 'node:process';
import {isExecutable, isLikelyRun} from './find-program.js';

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

// Where `execve` fails, Node 24 ends in the middle of its own stack, and no look at a file rules out that somebody
// holds it open for writing. `env` replaces itself by the program; where it can't, it says so and ends with 126 or 127.
const launcher = '/usr/bin/env';

/**
Whether the launcher is here and runs, and takes the name for the program: with an equals sign, it would be a variable,
and a dash alone means an empty environment.
*/
function isLaunched({words: [name]}: Program, now: number): boolean {
	return !name.includes('=') && name !== '-' && isExecutable(launcher) && isLikelyRun(launcher, now);
}

type Blocking = {readonly _handle?: {readonly setBlocking?: (isBlocking: boolean) => void}};

/**
Puts a program in the place of this process, so that its terminal, its signals and its end are its own. Returns only
where that is not possible, or not likely to work. `now` is milliseconds since the epoch.

@see https://nodejs.org/api/process.html#processexecvefile-args-env
*/
export function replaceProcess(program: Program, now: number): void {
	const {file, words, environment} = program;
	if (!process.execve || !isShort(program) || !isLaunched(program, now) || !isLikelyRun(file, now)) {
		return;
	}

	for (const signal of ignoredByNode) {
		process.on(signal, () => {});
	}

	// A pipe that Node has opened does not block; whoever shares it would run into that.
	(process.stderr as Blocking)._handle?.setBlocking?.(true);
	try {
		process.execve(launcher, ['env', '--', ...words], environment);
	} catch {
		// Newer versions of Node throw. Started beside this process, the program runs, or says why it does not.
	}
}
