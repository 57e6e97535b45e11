import {spawn, type ChildProcess} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {isatty} from 'node:tty';
import {Buffer} from 'node:buffer';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError, type CommandResult} from '../../errors.js';
import {interceptSignals} from '../signals/intercept-signals.js';
import {isExecutable, isLikelyRunnable} from './find-program.js';

export type Program = {
	readonly file: string;
	/** Its name as typed, then its arguments. */
	readonly words: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string>>;
};

/**
Signals that Node ignores, and that the program would inherit as ignored: adding a listener resets them to the system's
default.
*/
const ignoredByNode = ['SIGPIPE', 'SIGXFSZ'] as const;

// Every system takes this much, whatever the limit of the stack: anything longer may fail with E2BIG. Bytes.
const safeArgumentSize = 100_000;

/** Whether arguments and environment are short enough for every system. */
function fitsEverySystem({words, environment}: Program): boolean {
	const strings = [...words, ...Object.entries(environment).map(entry => entry.join('='))];
	// Each also has a terminator and a pointer.
	return strings.reduce((size, text) => size + Buffer.byteLength(text) + 9, 0) <= safeArgumentSize;
}

// When `execve` fails, Node 24 aborts with a stack trace, and no check can rule out that the file is open for writing.
// So `env` does the exec: on failure it reports the error and exits with 126 or 127.
const launcher = '/usr/bin/env';

/**
Whether the launcher exists and can run, and would take the name for the program: with an equals sign it would be a
variable, and a dash alone means an empty environment.
*/
function isLaunched({words: [name]}: Program, now: number): boolean {
	return !name.includes('=') && name !== '-' && isExecutable(launcher) && isLikelyRunnable(launcher, now);
}

type Blocking = {readonly _handle?: {readonly setBlocking?: (isBlocking: boolean) => void}};

/**
Replaces this process with a program, so that the terminal, the signals and the exit are the program's own. Returns only
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

	// Node makes the pipes that it opens non-blocking, which would affect every process that shares them.
	(process.stderr as Blocking)._handle?.setBlocking?.(true);
	try {
		process.execve(launcher, ['env', '--', ...words], environment);
	} catch {
		// Newer versions of Node throw. The program is then started as a child process, which runs or reports why it
		// cannot.
	}
}

/** Signals that a user or a service manager sends to a program. */
const forwardedSignals = [
	'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH',
] as const;

/** Signals that a terminal sends to every process of its foreground group, so that the program already has them. */
const sentByTerminal: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH']);

/** Whether this process is in the foreground group of its terminal. */
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

/**
Starts a program on this process's terminal. Throws `UserError` for those failures that are reported synchronously.
*/
function start({file, words: [name, ...rest], environment}: Program): ChildProcess {
	try {
		return spawn(file, rest, {argv0: name, env: environment, stdio: 'inherit'});
	} catch (error) {
		throw error instanceof Error ? startError(error, name) : error;
	}
}

/** Waits for a program to end and returns how it ended. Rejects with `UserError` where it could not be started. */
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
Runs a program as a child process on the same terminal, passing each signal on once, and returns how the program ended.

Throws `UserError` where it cannot be started.
*/
export async function supervise(program: Program): Promise<CommandResult> {
	const {words: [name]} = program;
	let child: ChildProcess | undefined;
	// Before the program starts, so that no signal is lost.
	const restore = interceptSignals(forwardedSignals, signal => {
		if (!sentByTerminal.has(signal) || !isInForeground()) {
			child?.kill(signal);
		}
	});
	try {
		child = start(program);
		return await waitForEnd(child, name);
	} finally {
		restore();
	}
}
