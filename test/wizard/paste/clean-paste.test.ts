import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cleanPastedText, cleanValue, withoutComment} from '../../../source/wizard/paste/clean-paste.js';
import {parsePaste} from '../../../source/wizard/paste/smart-paste.js';

const quotePairs = [
	['"', '"'],
	['\'', '\''],
	['`', '`'],
	['“', '”'],
	['‘', '’'],
	['«', '»'],
] as const;

function isQuoted(value: string): boolean {
	return quotePairs.some(([open, close]) => value.length >= 2 && value.startsWith(open) && value.endsWith(close));
}

/** What a cleaned value is, written as plainly as it can be: layer after layer until nothing goes any more. */
function plainlyCleaned(text: string): string {
	let value = cleanPastedText(text)
		.replaceAll(/\s*\n\s*/g, '')
		.replaceAll('\t', ' ')
		.trim();
	for (let previous = ''; previous !== value;) {
		previous = value;
		value = value.replace(/[,;]+$/, '').trim();
		if (isQuoted(value)) {
			value = value.slice(1, -1).trim();
		}
	}

	return value;
}

const part = fc.constantFrom(
	' ',
	'\t',
	'\n',
	'\r\n',
	',',
	';',
	'"',
	'\'',
	'`',
	'“',
	'”',
	'«',
	'»',
	'a',
	'7',
	'\u00A0',
	'\u2028',
	'\u200B',
	'#',
);

describe('one value out of a paste', () => {
	test('is what is left when layer after layer is taken off', () => {
		fc.assert(
			fc.property(fc.array(part, {maxLength: 14}), parts => {
				expect(cleanValue(parts.join(''))).toBe(plainlyCleaned(parts.join('')));
			}),
			{numRuns: 500},
		);
	});

	test.each([
		['\u2028a\u2029b\u0085', 'ab'],
		['a\uD83Db', 'ab'],
		['"“ a, ”",;', 'a'],
		['"', '"'],
		['', ''],
	])('%j is %j', (text, value) => {
		expect(cleanValue(text)).toBe(value);
	});
});

describe('a comment behind a value', () => {
	test.each([
		['abc # the old one', 'abc'],
		[' # nothing set', ''],
		['abc#1', 'abc#1'],
		['#abc', '#abc'],
		['"a # b" # comment', 'a # b'],
		['\'a # b\'', 'a # b'],
		['"a"#b', '"a"#b'],
		['"abc",  # last', 'abc'],
		['"abc', '"abc'],
		['abc\t# comment', 'abc'],
	])('%j holds %j', (text, value) => {
		expect(cleanValue(withoutComment(text))).toBe(value);
	});
});

// The limit is there for what hangs; what takes time in proportion takes a fraction of it.
const deadline = 20_000;
const size = 1_000_000;
const digits = '7'.repeat(16);

describe('a million characters hold nobody up', () => {
	test.each([
		['blanks', `${' '.repeat(size)}x`],
		['blanks between', `x${' '.repeat(size)}x`],
		['a label, blanks and a letter', `client id${' '.repeat(size)}x`],
		['labels and blanks', `client id ${' '.repeat(1000)}`.repeat(size / 1000)],
		['commas', `x${','.repeat(size)}x`],
		['commas at the end', `x${','.repeat(size)}`],
		['blanks and commas in turn', `x${' ,'.repeat(size / 2)}`],
		['quotes within quotes', `${'"'.repeat(size / 2)}x${'"'.repeat(size / 2)}`],
		['quotes and commas in layers', `${'"'.repeat(size / 4)}x${'",'.repeat(size / 4)}`],
		['line breaks', '\n'.repeat(size)],
		['line breaks and blanks', '\n  '.repeat(size / 3)],
		['labels in a run', 'client id '.repeat(size / 10)],
		['labels a line', 'client id:\n'.repeat(size / 10)],
		['labels and long values', `client id:\n${digits}-\n`.repeat(size / 30)],
		['labels without values', `client id ${'x'.repeat(50)} `.repeat(size / 60)],
		['tabs', `client id${'\t'.repeat(size)}x`],
		['dashes', `client id: ${'-'.repeat(size)}x`],
		['beginnings of escape sequences', '\u001B['.repeat(size / 2)],
		['a control string without an end', `\u001B]${'x'.repeat(size)}`],
		['control strings without an end', '\u001B]x'.repeat(size / 3)],
		['an escape sequence without an end', `\u001B[${';'.repeat(size)}`],
		['zero-width characters', '\u200B'.repeat(size)],
		['halves of characters', '\uD83D'.repeat(size)],
		['a form', `curl client_id=${'"client_id='.repeat(size / 11)}`],
		['addresses', `curl ${'https://a.b'.repeat(size / 11)}`],
		['an address', `https://${'concur'.repeat(size / 6)}`],
		['a redirect address', `https://a.example/?${'id=7&'.repeat(size / 5)}`],
		['brackets', '['.repeat(size)],
		['a refresh token object that is none', `{"refresh_token": "${'x'.repeat(size)}`],
		['comments', `NAME=${' #'.repeat(size / 2)}`],
		['an assignment with blanks', `CONCUR_CLIENT_ID="x"${' '.repeat(size)}x`],
		['words', 'word '.repeat(size / 5)],
		['tags', `<p>${'</p>'.repeat(size / 4)}`],
		['tags without an end', `</p>${'<p'.repeat(size / 2)}`],
		['closing tags with blanks', `</p${' '.repeat(size)}`],
		['closing tags without an end', '</p'.repeat(size / 3)],
		['entities', `</p>${'&amp;'.repeat(size / 5)}`],
	])(
		'%s',
		(_what, text) => {
			expect(['named', 'plain', 'page', 'nothing', 'concur-address']).toContain(parsePaste(text).kind);
		},
		deadline,
	);
});
