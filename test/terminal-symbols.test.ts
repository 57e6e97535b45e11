import {describe, expect, test} from 'vitest';
import {symbols} from '../source/ui/theme.js';
import {hasUnicode, toAscii, toTerminalText} from '../source/terminal-symbols.js';

describe('marks beyond ASCII are shown where', () => {
	test.each([
		['nothing says otherwise', {}, true],
		['LANG has UTF-8', {LANG: 'de_DE.UTF-8'}, true],
		['LC_CTYPE has utf8 over a LANG that has not', {LC_CTYPE: 'C.utf8', LANG: 'C'}, true],
		['LC_ALL has it over all others', {LC_ALL: 'en_US.UTF-8', LC_CTYPE: 'C', LANG: 'POSIX'}, true],
		['LC_ALL is empty and LANG has it', {LC_ALL: '', LANG: 'C.UTF-8'}, true],
		['LC_ALL is C', {LC_ALL: 'C', LANG: 'en_US.UTF-8'}, false],
		['LC_CTYPE is POSIX', {LC_CTYPE: 'POSIX', LANG: 'en_US.UTF-8'}, false],
		['LANG has Latin 1', {LANG: 'de_DE.ISO-8859-1'}, false],
		['LANG has no character set', {LANG: 'en_US'}, false],
	])('%s: %j → %s', (_why, environment, isShown) => {
		expect(hasUnicode(environment, 'linux')).toBe(isShown);
	});

	test('on Windows no locale is asked', () => {
		expect(hasUnicode({LC_ALL: 'C'}, 'win32')).toBe(hasUnicode({}, 'win32'));
	});
});

describe('elsewhere', () => {
	test('every sign of the theme has another one of ASCII, as wide', () => {
		for (const sign of Object.values(symbols)) {
			expect(toAscii(sign), sign).toMatch(/^[!-~]$/);
		}
	});

	test('states stay apart', () => {
		const marks = [symbols.good, symbols.open, symbols.attention, symbols.bad].map(sign => toAscii(sign));
		expect(new Set(marks).size).toBe(marks.length);
	});

	test('lines, corners, blocks, arrows and quotes become what looks like them', () => {
		expect(toAscii('┌──┐ │━━│ ░█ → ← “a” ‘b’ – — ·')).toBe('+--+ |==| .# > < "a" \'b\' - - -');
	});

	test('what turns while something runs still turns', () => {
		expect(new Set([...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'].map(sign => toAscii(sign))).size).toBe(4);
	});

	test('letters of any script stay', () => {
		expect(toAscii('Zoë, 漢字, Ελλάδα, 👍')).toBe('Zoë, 漢字, Ελλάδα, 👍');
	});

	test('what is left out is told by three dots where there is room', () => {
		expect([toTerminalText('glz, us2, … or a whole address', {LC_ALL: 'C'}), toAscii('abc…')])
			.toEqual(['glz, us2, ... or a whole address', 'abc~']);
	});
});
