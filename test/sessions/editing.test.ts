import {describe, expect, test} from 'vitest';
import {begin} from './at-the-call.js';
import {leftText, wrapped} from './left-text.js';
import {keys, openedHome, openedTerminal, type OpenedTerminal} from './opened-terminal.js';
import {threeSizes} from './three-sizes.js';

const home = '\u001B[H';
const end = '\u001B[F';
const remove = '\u001B[3~';
const wordLeft = '\u001B[1;5D';
const wordRight = '\u001B[1;5C';

/** Waits for a field's text with the terminal's own cursor at a place in it. */
async function seeEdited(terminal: OpenedTerminal, label: string, text: string, cursor = text.length): Promise<void> {
	await terminal.see(new RegExp(` › ${label} +${text.replaceAll(/\W/g, String.raw`\$&`)}(?: |$)`, 'm'));
	// What is said of the folder may come a moment later, and move the field.
	const place = () => {
		const {cursorX, cursorY} = terminal.emulator.buffer.active;
		const rows = terminal.screen().split('\n');
		const row = rows.findIndex(each => each.startsWith(` › ${label} `));
		return {x: cursorX - (rows[row]?.indexOf(text, label.length + 3) ?? 0), y: cursorY - row};
	};

	await expect.poll(place).toEqual({x: cursor, y: 0});
}

describe.each(threeSizes)('in a terminal of $columns x $rows', size => {
	test('a field is edited as in a shell, the cursor shows where, '
		+ 'and a secret typed with Option is warned of', async () => {
		const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], ...size});
		await begin(terminal);
		terminal.press(keys.pageDown, keys.pageDown, keys.pageDown);
		await terminal.see('Stage 4');
		terminal.paste('/srv/alpha beta');
		await seeEdited(terminal, 'Folder', '/srv/alpha beta');
		const edits: ReadonlyArray<readonly [pressed: readonly string[], text: string, cursor?: number]> = [
			[[keys.ctrl('W'), 'x'], '/srv/alpha x'],
			[[wordLeft], '/srv/alpha x', 11],
			[['_'], '/srv/alpha _x', 12],
			[[keys.ctrl('A'), wordRight], '/srv/alpha _x', 4],
			[[keys.ctrl('K')], '/srv'],
			[[home, remove], 'srv', 0],
			[['/'], '/srv', 1],
			[[keys.ctrl('E'), 's'], '/srvs'],
			[[home, end, keys.backspace], '/srv'],
		];
		for (const [pressed, text, cursor] of edits) {
			terminal.press(...pressed);
			await seeEdited(terminal, 'Folder', text, cursor);
		}

		terminal.paste(`/srv/${'long/'.repeat(30)}end`);
		await terminal.see(/› Folder +….*long\/end/);
		terminal.press(home);
		await terminal.see(/› Folder +\/srv\/long.*…/);

		terminal.press(keys.pageUp, keys.pageUp);
		await terminal.see('Stage 2');
		terminal.press(keys.up);
		await terminal.see(/› +Copy the request/);
		terminal.press(keys.up, keys.up);
		await terminal.see('› Client Secret');
		terminal.press('4', 'å', 'f');
		await terminal.see(/› Client Secret +•••/);
		await terminal.see('paste it');
		expect(leftText(terminal.screen()))
			.toContain('contains a character at position 2 that does not belong there: paste it again');
		expect(terminal.output()).not.toContain('å');
		terminal.press(keys.ctrl('U'));
		await terminal.seeNoMore('•••');
	});

	test('a key that does nothing says why, wherever it is pressed', async () => {
		const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], ...size});
		await begin(terminal);
		const told = async (key: string, reason: string) => {
			terminal.press(key);
			await terminal.see(wrapped(`• ${reason}`));
		};

		await told(keys.ctrl('Z'), 'Nothing to undo.');
		await told(keys.pageUp, 'This is the first stage.');
		await told(keys.ctrl('U'), 'There is nothing to clear here.');
		await told(keys.ctrl('Y'), 'There is no value to copy here.');
		await told(keys.ctrl('G'), 'There is nothing to fill in here.');
		await told('x', 'That key does nothing here. Press F1 for a list of keys.');
		terminal.press(keys.pageDown, keys.pageDown, keys.pageDown, keys.pageDown);
		await terminal.see('Stage 5');
		await told(keys.ctrl('O'), 'This stage has no page.');
		terminal.press(keys.pageDown, keys.pageDown);
		await terminal.see('Stage 7');
		await told(keys.pageDown, 'This is the last stage.');
		terminal.press(keys.ctrl('D'));
		await terminal.see('── Debug ──');
		await told(keys.ctrl('O'), 'That key does nothing here. Press Esc to close this page.');
	});
});
