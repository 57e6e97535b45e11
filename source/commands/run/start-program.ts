import {spawn, type ChildProcess} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {isatty} from 'node:tty';
import {Buffer} from 'node:buffer';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError, type CommandResult} from '../../errors.js';
import {isExecutable, isLikelyRunnable} from './find-program.js';

export type Program = {
	readonly file: string;
	/** Its name as it was typed, then its arguments. */
	readonly words: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string>>;
};

/** Signals that Node ignores, and that would stay ignored: what is listened for falls back to the system's way. */
const ignoredByNode = ['SIGPIPE', 'SIGXFSZ'] as const;

// No system takes less, whatever the limit of the stack: longer, and it may answer with E2BIG. Bytes.
const safeArgumentSize = 100_000;

/** Whether arguments and environment are short enough for every system. */
function fitsEverySystem({words, environment}: Program): boolean {
	const strings = [...words, ...Object.entries(environment).map(entry => entry.join('='))];
	// Each has an end and a pointer, too.
	return strings.reduce((size, text) => size + Buffer.byteLength(text) + 9, 0) <= safeArgumentSize;
}

// When `execve` fails, Node 24 aborts with a stack trace, and no check can rule out that the file is open for writing.
// So `env` does the exec: on failure it reports the error and exits with 126 or 127.
const launcher = '/usr/bin/env';

/**
Whether the launcher is here and runs, and takes the name for the program: with an equals sign, it would be a variable,
and a dash alone means an empty environment.
*/
function isLaunched({words: [name]}: Program, now: number): boolean {
	return !name.includes('=') && name !== '-' && isExecutable(launcher) && isLikelyRunnable(launcher, now);
}

type Blocking = {readonly _handle?: {readonly setBlocking?: (isBlocking: boolean) => void}};

/**
Puts a program in the place of this process, so that its terminal, its signals and its end are its own. Returns only
where that is not possible, or not likely to work. `now` is milliseconds since the epoch.

@see https://nodejs.org/api/process.html#processexecvefile-args-env
*/
export function replaceProcess(program: Program, now: number): void {
	const {file, words, environment} = program;
	if (!process.execve || !fitsEverySystem(program) || !isLaunched(program, now) || !isLikelyRunnable(file, now)) {
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

/** What a person or a service manager sends to a program. */
const forwardedSignals = [
	'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH',
] as const;

/** What a terminal sends to every process of its foreground group, so that the program has it already. */
const sentByTerminal: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH']);

/** Whether this process is among those that its terminal sends signals to. */
function isInForeground(): boolean {
	try {
		// @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
		const stat = readFileSync('/proc/self/stat', 'utf8');
		const {group, terminal, foreground} = /\S \d+ (?<group>\d+) \d+ (?<terminal>\d+) (?<foreground>-?\d+)/
			.exec(stat.slice(stat.lastIndexOf(')') + 2))!.groups!;
		return terminal !== '0' && group === foreground;
	} catch {
		return [0, 1, 2].some(descriptor => isatty(descriptor));
	}
}

const remedies: ReadonlyMap<string | undefined, string> = new Map([
	['ETXTBSY', 'Another program is still writing it: wait until it has finished, then run the command again.'],
	['E2BIG', 'The arguments and the environment together are too long: shorten them, or pass a file instead.'],
]);

function startError(error: Error, name: string): UserError {
	const code = errorCode(error);
	return code === 'ENOENT'
		? new UserError(
			`${name} was not found.`,
			'Check the name, PATH and, for a script, its first line (#!).',
			exitCodes.notFound,
		)
		: new UserError(
			`${name} cannot be run${code === undefined ? '' : ` (${code})`}.`,
			remedies.get(code) ?? 'Check its permissions (ls -l) and that it was built for this machine.',
			exitCodes.cannotRun,
		);
}

/** Starts a program with this process's terminal. Throws `UserError` for some of what can go wrong, at once. */
function start({file, words: [name, ...rest], environment}: Program): ChildProcess {
	try {
		return spawn(file, rest, {argv0: name, env: environment, stdio: 'inherit'});
	} catch (error) {
		throw error instanceof Error ? startError(error, name) : error;
	}
}

/** How a program ends. Rejects with `UserError` where it could not be started. */
async function waitForEnd(child: ChildProcess, name: string): Promise<CommandResult> {
	return new Promise((resolve, reject) => {
		child.once('error', error => {
			reject(startError(error, name));
		});
		child.once('exit', (code, signal) => {
			resolve(signal === null ? {kind: 'exited', code: code ?? 0} : {kind: 'killed', signal});
		});
	});
}

/**
Runs a program beside this process, with its terminal; signals reach it once. Ends as the program ends.

Throws `UserError` where it can't be started.
*/
export async function supervise(program: Program): Promise<CommandResult> {
	const {words: [name]} = program;
	let child: ChildProcess | undefined;
	// Before the program runs, and before the former ones go: a signal without a listener in between would be lost.
	const listeners = forwardedSignals.map(signal => {
		const former = process.listeners(signal);
		const listener = () => {
			if (!sentByTerminal.has(signal) || !isInForeground()) {
				child?.kill(signal);
			}
		};

		process.on(signal, listener);
		for (const one of former) {
			process.off(signal, one);
		}

		return {signal, listener, former};
	});
	try {
		child = start(program);
		return await waitForEnd(child, name);
	} finally {
		for (const {signal, listener, former} of listeners) {
			for (const one of former) {
				process.on(signal, one);
			}

			process.off(signal, listener);
		}
	}
}
