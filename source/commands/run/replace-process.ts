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

type Blocking = {readonly _handle?: {readonly setBlocking?: (isBlocking: boolean) => void}};

/**
Puts a program in the place of this process, so that its terminal, its signals and its end are its own. Returns only
where that is not possible, or not sure to work.

@see https://nodejs.org/api/process.html#processexecvefile-args-env
*/
export function replaceProcess({file, words, environment}: Program): void {
	if (!process.execve || !isSurelyRun(file)) {
		return;
	}

	for (const signal of ignoredByNode) {
		process.on(signal, () => {});
	}

	// A pipe that Node has opened does not block; whoever shares it would run into that.
	(process.stderr as Blocking)._handle?.setBlocking?.(true);
	process.execve(file, words, environment);
}
