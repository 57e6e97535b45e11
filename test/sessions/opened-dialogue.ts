import process from 'node:process';
import {expect} from 'vitest';
import {openedTerminal, program, type Home, type OpenedTerminal} from './opened-terminal.js';

export type OpenedDialogue = {
	readonly terminal: OpenedTerminal;
	/** Waits until the session says a text that it has not been waited for yet; fails with all that it said. */
	readonly hear: (text: string) => Promise<void>;
	/** Types a line and its Enter; several lines arrive at once, as a paste without marks does. */
	readonly say: (...lines: readonly string[]) => void;
	/** Everything that was said so far, in lines, which the program has broken at blanks to fit the terminal. */
	readonly lines: () => readonly string[];
};

type DialogueOptions = {
	readonly columns?: number;
	readonly arguments?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
};

/** The rows of a text that was broken where the next word had no room, as lines again. */
function unbroken(rows: readonly string[], columns: number): readonly string[] {
	const lines: string[] = [];
	let room = 0;
	for (const row of rows) {
		const word = /^ *(\S*)/.exec(row)!;
		if (word[1] !== '' && lines.length > 0 && room < word[1]!.length + 1) {
			lines.push(`${lines.pop()!} ${row.trimStart()}`);
		} else {
			lines.push(row);
		}

		// The last column stays free; an empty row is a line of its own.
		room = row === '' ? columns : columns - 1 - row.length;
	}

	return lines;
}

/** An accessible session in a real pseudo-terminal. */
export function openedDialogue(
	home: Home,
	{columns = 80, arguments: given = ['--practice', '--accessible'], environment = {}}: DialogueOptions = {},
): OpenedDialogue {
	// The pseudo-terminal sets TERM itself.
	const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
	const command = ['/usr/bin/env', ...variables, process.execPath, program];
	const terminal = openedTerminal({home, command, arguments: given, columns, rows: 24});
	let heard = 0;
	return {
		terminal,
		async hear(text) {
			const words = text.trimEnd().split(' ').map(word => word.replaceAll(/\W/g, String.raw`\$&`));
			const blank = String.raw`(?: |\r\n *)`;
			const said = new RegExp(words.join(blank) + (text.endsWith(' ') ? blank : ''));
			await expect.poll(() => terminal.output().slice(heard), {timeout: 30_000, interval: 10}).toMatch(said);
			const found = said.exec(terminal.output().slice(heard))!;
			heard += found.index + found[0].length;
		},
		say(...lines) {
			terminal.press(...lines.map(line => `${line}\r`));
		},
		lines: () => unbroken(terminal.output().split(/\r\n/), columns),
	};
}

const prompts =
	/(?:Enter (?:when done\)?|to (?:continue|do this|keep it|use \S+)|for \d)|or paste .+|yes or no|these lines): /;

/** The lines that were said more than once, besides the prompts, which tell where one is. */
export function repeatedLines(dialogue: OpenedDialogue): readonly string[] {
	const said = dialogue.lines().filter(line => line !== '' && !prompts.test(line));
	return said.filter((line, index) => said.indexOf(line) !== index);
}

/** Fails unless the output is lines alone: nothing that moves the cursor, clears, hides or colours. */
export function expectPlainLines({terminal}: OpenedDialogue): void {
	const output = terminal.output().replaceAll(/\u001B\[\?2004[hl]|\u001B\]52;c;[\w+/=]*\u0007/g, '');
	expect(output).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
	expect(output.replaceAll('\r\n', '')).not.toContain('\r');
	expect(terminal.emulator.buffer.active.type).toBe('normal');
}
