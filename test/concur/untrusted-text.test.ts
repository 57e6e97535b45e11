import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	sanitizeLines,
	hasControlCharacters,
	hideUserInfo,
	parseUntrustedJson,
	stripControlCharacters,
} from '../../source/concur/untrusted-text.js';

describe('text from outside', () => {
	test.each([
		['colours', '\u001B[1;31mred\u001B[0m', 'red'],
		['a title of the terminal', '\u001B]0;owned\u0007text', 'text'],
		['a hyperlink', '\u001B]8;;https://evil.example\u001B\\text\u001B]8;;\u001B\\', 'text'],
		['a control string without an end goes as far as its line', '\u001BPq\ntext', ' text'],
		['a sequence that is cut off', 'text\u001B[31', 'text'],
		['a sequence with the eight-bit introducer', 'a\u009B2Jb', 'ab'],
		['a reset of the terminal', '\u001Bctext', 'text'],
		['a character set that is switched', '\u001B(0text', 'text'],
		['bells, backspaces and NUL', 'a\u0007b\u0008c\u0000d\u007Fe', 'abcde'],
		['C1 controls', 'a\u0080b\u0084c', 'abc'],
		['text that runs the other way', 'a\u202Eb\u2066c\u061Cd', 'abcd'],
		[
			'zero-width characters, soft hyphens and marks of byte order',
			'\uFEFFa\u200Bb\u00ADc\u2060d\u200De',
			'abcde',
		],
		['invisible tags', `a${String.fromCodePoint(0xE_00_41)}b`, 'ab'],
		['halves of characters', 'a\uD83Db\uDE00c', 'abc'],
		['line breaks of every kind', 'a\r\nb\u2028c\u2029d\u0085e\u000Bf\tg', 'a b c d e f g'],
		['what people write', 'Zoë’s Bücher 東京 \u{1F600} e\u0301', 'Zoë’s Bücher 東京 \u{1F600} e\u0301'],
	])('%s', (_what, text, cleaned) => {
		expect(stripControlCharacters(text)).toBe(cleaned);
		expect(hasControlCharacters(text)).toBe(text !== cleaned);
	});

	test('lines stay apart where they are asked for', () => {
		expect(sanitizeLines('a\r\nb\rc\u2028d\n\te')).toBe('a\nb\nc\nd\n\te');
	});

	test('never keeps what a terminal would obey, and is clean the first time', () => {
		fc.assert(fc.property(
				fc.array(
					fc.oneof(
						fc.string({
							unit: 'binary',
							maxLength: 5,
						}),
						fc.constantFrom(
							'\u001B',
							'[',
							']',
							'\u009B',
							'\u0007',
							'\r',
							'\n',
							'\uD83D',
							'\uDE00',
							'\u200D',
						),
					),
					{maxLength: 30},
				),
				parts => {
					const cleaned = stripControlCharacters(parts.join(''));
					expect(cleaned).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
					expect(stripControlCharacters(cleaned)).toBe(cleaned);
				},
			));
	});

	test('JSON is cleaned within its values, however deep, and is still JSON', () => {
		const text = String.raw`{"a": ["x\u001b[31my", {"b": "1\r\n2\u2028"}], "n": 1, "z": null}`;
		expect(parseUntrustedJson(text)).toEqual({
			a: ['xy', {b: '1 2 '}],
			n: 1,
			z: null,
		});
		expect(() => parseUntrustedJson('{')).toThrow(SyntaxError);
	});
});

test.each([
	['https://user:PASS@host/path', 'https://…@host/path'],
	['Unknown option \'--base-url=https://user:PA@SS@host\'.', 'Unknown option \'--base-url=https://…@host\'.'],
	['--base-url=user:PASS@host', '--base-url=…@host'],
	['https://host/path', 'https://host/path'],
])('a password in %j is not shown', (text, shown) => {
	expect(hideUserInfo(text)).toBe(shown);
});
