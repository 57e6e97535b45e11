import process from 'node:process';
import {expect} from 'vitest';
import {openedTerminal, program, type Home, type OpenedTerminal} from './opened-terminal.js';

export type OpenedDialogue = {
	readonly terminal: OpenedTerminal;
	/** Waits until the session says a text that it has not been waited for yet; fails with all that it said. */
	readonly hear: (text: string) => Promise<void>;
	/** Types a line and its Enter; several lines arrive at once, as a paste without marks does. */
	readonly say: (...lines: readonly string[]) => void;
	/** Everything that was said so far, in lines. */
	readonly lines: () => readonly string[];
};

/** An accessible session in a real pseudo-terminal, so wide that no line is broken. */
export function openedDialogue(
	home: Home,
	{
		arguments: given = ['--practice', '--accessible'],
		environment = {},
	}: {readonly arguments?: readonly string[]; readonly environment?: Readonly<Record<string, string>>} = {},
): OpenedDialogue {
	// The pseudo-terminal sets TERM itself.
	const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
	const command = ['/usr/bin/env', ...variables, process.execPath, program];
	const terminal = openedTerminal({home, command, arguments: given, columns: 400, rows: 300});
	let heard = 0;
	return {
		terminal,
		async hear(text) {
			await expect.poll(() => terminal.output().slice(heard), {timeout: 20_000, interval: 10}).toContain(text);
			heard = terminal.output().indexOf(text, heard) + text.length;
		},
		say(...lines) {
			terminal.press(...lines.map(line => `${line}\r`));
		},
		lines: () => terminal.output().split(/\r\n/),
	};
}

const prompts = /(?:Enter (?:when done|goes on|does it|keeps it|takes \S+|for \d)|to fill|yes or no|these lines): /;

/** The lines that were said more than once, besides the prompts, which tell where one is. */
export function repeatedLines(dialogue: OpenedDialogue): readonly string[] {
	const said = dialogue.lines().filter(line => line !== '' && !prompts.test(line));
	return said.filter((line, index) => said.indexOf(line) !== index);
}

/** Fails unless the output is lines alone: nothing that moves the cursor, clears, hides or colours. */
export function expectPlainLines({terminal}: OpenedDialogue): void {
	const output = terminal.output().replaceAll(/\u001B\[\?2004[hl]/g, '');
	expect(output).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
	expect(output.replaceAll('\r\n', '')).not.toContain('\r');
	expect(terminal.emulator.buffer.active.type).toBe('normal');
}
