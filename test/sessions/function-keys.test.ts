import {expect, test} from 'vitest';
import {begin} from './at-the-call.js';
import {keys, openedHome, openedTerminal} from './opened-terminal.js';

test('F1 is help in every terminal; others do nothing, and say so', async () => {
	const terminal = openedTerminal({home: openedHome(), arguments: ['--practice']});
	await begin(terminal);
	for (const f1 of ['\u001BOP', '\u001B[11~', '\u001B[[A']) {
		terminal.press(f1);
		await terminal.see('── Help');
		terminal.press(keys.escape);
		await terminal.see('Stage 1');
	}

	const others = [
		['\u001B[15~', 'F5'], ['\u001BOQ', 'F2'], ['\u001B[[E', 'F5'], ['\u001B[24~', 'F12'], ['\u001B[12~', 'F2'],
		['\u001B[2~', 'Insert'], ['\u001B[15;5~', 'Ctrl+F5'],
	] as const;
	for (const [sequence, name] of others) {
		terminal.press(sequence);
		await terminal.see(`${name} does nothing here. Press F1 for a list of keys.`);
	}

	terminal.press(keys.ctrl('Y'));
	await terminal.see('There is no value to copy here');
	terminal.press('x');
	await terminal.see('That key does nothing here.');

	// Nor is any of it text where there is a field.
	terminal.press(keys.pageDown, keys.pageDown, keys.pageDown);
	await terminal.see('Stage 4:');
	for (const [sequence, name] of others) {
		terminal.press(sequence);
		await terminal.see(`${name} does nothing here.`);
	}

	terminal.press('\u001B[25~', '\u001B[99~');
	await terminal.type('/srv/tokens');
	terminal.press('\u001BOP');
	await terminal.see('── Help');
	terminal.press('\u001B[15~');
	await terminal.see('F5 does nothing here. Press Esc to close this page.');
	terminal.press(keys.escape);
	await terminal.see('/srv/tokens');
	expect(terminal.screen()).not.toMatch(/\d+~/);
});

test('help is searched by typing: the cursor stands there, Esc empties the search and then closes', async () => {
	const terminal = openedTerminal({home: openedHome(), arguments: ['--practice']});
	await begin(terminal);
	terminal.press(keys.f1);
	await terminal.see('Search: type a word');
	await terminal.type('clip');
	await terminal.see('1 found');
	await terminal.see('copy the current value to the clipboard');
	expect(terminal.screen()).not.toContain('save and leave');
	const {active} = terminal.emulator.buffer;
	expect([active.cursorX, active.cursorY]).toEqual([15, 2]);
	terminal.press('x');
	await terminal.see('Nothing found.');
	await terminal.see('0 found');
	terminal.press(keys.backspace);
	await terminal.see('1 found');
	terminal.press(keys.escape);
	await terminal.see('Search: type a word');
	await terminal.see('save and leave');
	terminal.press(keys.escape);
	await terminal.see('Stage 1');
});
