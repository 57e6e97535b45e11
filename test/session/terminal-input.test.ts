import {describe, expect, test} from 'vitest';
import {nameOfSequence} from '../../source/session/terminal-input.js';

describe('a function key as terminals send it', () => {
	test.each([
		['xterm, VT100', '\u001BOP', 'F1'],
		['rxvt, VT220', '\u001B[11~', 'F1'],
		['the Linux console', '\u001B[[A', 'F1'],
		['kitty, without modifiers', '\u001B[P', 'F1'],
		['xterm', '\u001BOS', 'F4'],
		['rxvt', '\u001B[14~', 'F4'],
		['the Linux console', '\u001B[[E', 'F5'],
		['xterm, VT220, rxvt', '\u001B[15~', 'F5'],
		['xterm', '\u001B[17~', 'F6'],
		['xterm', '\u001B[21~', 'F10'],
		['xterm', '\u001B[24~', 'F12'],
		['xterm, with Shift', '\u001B[1;2P', 'Shift+F1'],
		['xterm, with Ctrl', '\u001B[15;5~', 'Ctrl+F5'],
		['xterm, with Alt and Ctrl', '\u001B[1;7Q', 'Alt+Ctrl+F2'],
		['every terminal', '\u001B[2~', 'Insert'],
	])('%s: %j is %s', (_terminal, sequence, name) => {
		expect(nameOfSequence(sequence)).toBe(name);
	});

	test.each(['\u001B[99~', '\u001B[E', '\u001B[24;80R', '\u001BOk'])('%j is a key without a name', sequence => {
		expect(nameOfSequence(sequence)).toBe('');
	});

	test.each(['', 'a', '[15~', '\u001B', '\u001Bf', '\u001B[', '\u001B[A text', '\u0003'])('%j is none', text => {
		expect(nameOfSequence(text)).toBeUndefined();
	});
});
