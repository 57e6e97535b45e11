import {createRequire} from 'node:module';
import fc from 'fast-check';
import wholeWidth from 'string-width';
import {expect, test, vi} from 'vitest';
import stringWidth, {Segmenter} from '../../source/build/plain-text.js';

vi.stubGlobal('require', createRequire(import.meta.url));

const whole = new Intl.Segmenter();
const everyCharacter = Array.from({length: 0x30_00}, (_, codePoint) => String.fromCodePoint(codePoint));

test('every character of the scripts that a session writes in has the width that string-width gives it', () => {
	const different = everyCharacter
		.filter(character => stringWidth(`a${character}b`) !== wholeWidth(`a${character}b`));
	expect(different).toEqual([]);
});

const anyText = fc.oneof(
	fc.string({
		unit: fc.constantFrom(
			...'aZ0#*é─│●✓…–→«\u001B[31m\n\r\t',
			'\u0301',
			'\uFE0F',
			'\u200D',
			'\u20E3',
			'日',
			'👩',
			'한',
			'ก',
			'ำ',
		),
	}),
	fc.string({unit: 'binary'}),
	fc.string({
		unit: fc.constantFrom(
			'\u001B[1m',
			'\u001B[38;5;2m',
			'\u001B[0m',
			'\u001B]8;;https://a.example\u0007',
			'Stage',
			'│',
			' ',
			'日',
		),
	}),
);

test('whatever the text, its width is string-width\'s', () => {
	fc.assert(
		fc.property(anyText, text => {
			expect(stringWidth(text)).toBe(wholeWidth(text));
			for (const options of [{countAnsiEscapeCodes: true}, {ambiguousIsNarrow: false}]) {
				expect(stringWidth(text, options)).toBe(wholeWidth(text, options));
			}
		}),
		{numRuns: 2000},
	);
});

test('whatever the text, it is cut where Intl.Segmenter cuts it', () => {
	const segmenter = new Segmenter(undefined, {granularity: 'grapheme'});
	fc.assert(
		fc.property(anyText, fc.nat(20), (text, index) => {
			expect([...segmenter.segment(text)]).toEqual([...whole.segment(text)]);
			expect(segmenter.segment(text).containing(index)).toEqual(whole.segment(text).containing(index));
		}),
		{numRuns: 2000},
	);
});
