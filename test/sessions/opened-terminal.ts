import {Buffer} from 'node:buffer';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {spawn, type IPty} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {onTestFinished} from 'vitest';

export const program = path.resolve(import.meta.dirname, '../../dist/cli.cjs');

// A deadline, not a pause: a machine under load gets its time, a broken program a picture of its last screen.
const deadline = 30_000;

/** Keys as a terminal sends them. */
export const keys = {
	enter: '\r',
	tab: '\t',
	backTab: '\u001B[Z',
	up: '\u001B[A',
	down: '\u001B[B',
	pageDown: '\u001B[6~',
	pageUp: '\u001B[5~',
	escape: '\u001B',
	f1: '\u001BOP',
	backspace: '\u007F',
	ctrl: (letter: string) => String.fromCodePoint(letter.toUpperCase().codePointAt(0)! - 64),
} as const;

export type Home = {
	readonly folder: string;
	readonly configFolder: string;
	readonly workFolder: string;
	readonly environment: Record<string, string>;
};

/** Compiled code is shared by all tests: compiling it anew for each would double the time they take. */
const sharedCache = path.join(tmpdir(), 'concur-tokens-tests');

/**
A person's machine: a home of their own, gone after the test, and an environment without a continuous
integration in it.
*/
export function openedHome(environment: Record<string, string> = {}): Home {
	const folder = mkdtempSync(path.join(tmpdir(), 'home-'));
	onTestFinished(() => {
		rmSync(folder, {recursive: true, force: true, maxRetries: 5});
	});
	mkdirSync(sharedCache, {recursive: true});
	const configFolder = path.join(folder, 'config');
	return {
		folder,
		configFolder,
		workFolder: folder,
		environment: {
			PATH: process.env['PATH'] ?? '',
			HOME: folder,
			XDG_CACHE_HOME: sharedCache,
			LANG: 'C.UTF-8',
			TERM: 'xterm-256color',
			COLORTERM: 'truecolor',
			CONCUR_TOKENS_CONFIG_DIR: configFolder,
			...environment,
		},
	};
}

export type Ending = {readonly exitCode: number; readonly signal?: number};

export type OpenedTerminal = {
	/** What the screen shows, row by row, blanks at the ends cut off. */
	readonly screen: () => string;
	/** Everything that ever reached the terminal, escape sequences included. */
	readonly output: () => string;
	/** The terminal itself, for colours and the state of its buffers. */
	readonly emulator: xterm.Terminal;
	/** Presses keys one after the other. */
	readonly press: (...pressed: readonly string[]) => void;
	/** Types letter by letter, as a person does who watches the screen. */
	readonly type: (text: string) => Promise<void>;
	/** Pastes as a terminal with bracketed paste does. */
	readonly paste: (text: string) => void;
	/** Waits until the screen shows a text; fails with a picture of the screen. */
	readonly see: (text: string | RegExp) => Promise<string>;
	/** Waits until a text is gone. */
	readonly seeNoMore: (text: string | RegExp) => Promise<string>;
	/** Waits until the screen shows something else. */
	readonly changed: (before: string) => Promise<string>;
	readonly resize: (columns: number, rows: number) => void;
	readonly kill: (signal: string) => void;
	/** Closes the window: the program is hung up on, and its terminal is gone. */
	readonly close: () => void;
	readonly ended: Promise<Ending>;
	readonly processId: number;
};

export type TerminalOptions = {
	readonly home: Home;
	readonly arguments?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	readonly environment?: Record<string, string>;
	readonly command?: readonly string[];
};

function picture(emulator: xterm.Terminal): string {
	const {active} = emulator.buffer;
	return Array.from(
		{length: emulator.rows},
		(_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
	).join('\n');
}

function isShown(shown: string, text: string | RegExp): boolean {
	return typeof text === 'string' ? shown.includes(text) : text.test(shown);
}

/** The built program in a real pseudo-terminal, read through a terminal emulator. It is ended with the test. */
export function openedTerminal({
	home,
	arguments: given = [],
	columns = 80,
	rows = 24,
	environment = {},
	command = [process.execPath, program],
}: TerminalOptions): OpenedTerminal {
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 500});
	const [file, ...first] = command;
	// What closes a window is there, but not in the types.
	const pty = spawn(file!, [...first, ...given], {
		cols: columns,
		rows,
		cwd: home.workFolder,
		env: {...home.environment, ...environment},
		name: 'xterm-256color',
	}) as IPty & {readonly destroy: () => void};
	let output = '';
	let shownPicture = picture(emulator);
	let isEnded = false;
	const listeners = new Set<() => void>();
	const painted = () => {
		// A frame that is still being painted is not shown: that is what synchronized output asks of a terminal.
		if (isEnded || !emulator.modes.synchronizedOutputMode) {
			shownPicture = picture(emulator);
			for (const listener of listeners) {
				listener();
			}
		}
	};

	pty.onData(data => {
		output += data;
		emulator.write(data, painted);
	});
	const ended = new Promise<Ending>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			isEnded = true;
			// What the program wrote last may still be on its way through the emulator.
			emulator.write('', () => {
				painted();
				resolve({exitCode, ...(signal === undefined ? {} : {signal})});
			});
		});
	});
	onTestFinished(async () => {
		if (!isEnded) {
			pty.kill('SIGKILL');
			await ended;
		}

		emulator.dispose();
	});

	const until = async (what: string, isReached: (shown: string) => boolean): Promise<string> =>
		new Promise((resolve, reject) => {
			const look = () => {
				if (isReached(shownPicture)) {
					stop();
					resolve(shownPicture);
				}
			};

			const timer = setTimeout(() => {
				stop();
				const rule = '-'.repeat(columns);
				const ending = isEnded ? '\nThe program has ended.' : '';
				reject(new Error(`Not seen within ${deadline / 1000} s: ${what}\n`
					+ `${rule}\n${shownPicture}\n${rule}${ending}`));
			}, deadline);
			const stop = () => {
				clearTimeout(timer);
				listeners.delete(look);
			};

			listeners.add(look);
			look();
		});

	const see = async (text: string | RegExp) => until(String(text), shown => isShown(shown, text));
	return {
		screen: () => shownPicture,
		output: () => output,
		emulator,
		press(...pressed) {
			for (const key of pressed) {
				pty.write(key);
			}
		},
		async type(text) {
			for (let length = 1; length <= text.length; length++) {
				pty.write(text[length - 1]!);
				// Each letter waits for the one before.
				await see(text.slice(0, length));
			}
		},
		paste(text) {
			pty.write(`\u001B[200~${text}\u001B[201~`);
		},
		see,
		changed: async before => until('another screen', shown => shown !== before),
		seeNoMore: async text => until(`${String(text)} gone`, shown => !isShown(shown, text)),
		resize(width, height) {
			emulator.resize(width, height);
			pty.resize(width, height);
		},
		kill(signal) {
			process.kill(pty.pid, signal);
		},
		close() {
			pty.destroy();
		},
		ended,
		processId: pty.pid,
	};
}

/** What was put on the clipboard last. */
export function clipboard(terminal: OpenedTerminal): string {
	const [, copied = ''] = terminal.output().match(/\u001B\]52;c;([\w+/=]*)/g)?.at(-1)?.split('c;') ?? [];
	return Buffer.from(copied, 'base64').toString();
}

/**
Tab until the item whose label begins so has the focus. Each press waits for the focus to move: a clock that goes on
changes the screen, too.
*/
export async function tabTo(terminal: OpenedTerminal, label: string): Promise<void> {
	while (!terminal.screen().includes(`›  ${label}`)) {
		const [focused = ''] = /^ › [^│\n]*\S/m.exec(terminal.screen()) ?? [];
		terminal.press(keys.tab);
		await terminal.seeNoMore(focused);
	}
}
