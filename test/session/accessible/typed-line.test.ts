import {expect, test} from 'vitest';
import {
	addToLine, describePaste, endsEmpty, eraseFromLine, textOf,
} from '../../../source/session/accessible/typed-line.js';

const typed = addToLine([], 'kl漢', false);

test('letters that follow each other are one part, a paste is one of its own', () => {
	const line = addToLine(addToLine(addToLine(typed, 'm', false), 'pasted', true), 'n', false);
	expect(line).toEqual([
		{text: 'kl漢m', isPasted: false}, {text: 'pasted', isPasted: true}, {text: 'n', isPasted: false},
	]);
	expect(textOf(line)).toBe('kl漢mpastedn');
});

test('a wide character that is erased frees the two columns it took', () => {
	expect(eraseFromLine(typed, 'left')).toEqual({line: [{text: 'kl', isPasted: false}], columns: 2});
	expect(eraseFromLine(typed, 'word-left')).toEqual({line: [], columns: 4});
});

test('a paste goes as a whole, and takes no typed columns with it', () => {
	expect(eraseFromLine(addToLine(typed, 'secret', true), 'left')).toEqual({line: typed, columns: undefined});
	expect(eraseFromLine([], 'left')).toBeUndefined();
});

test.each([
	['', true], ['one', false], ['one\n', true], ['one\n \t', true], ['one\ntwo', false],
])('%j leaves an empty line with Enter: %s', (text, isEmpty) => {
	expect(endsEmpty(addToLine([], text, true))).toBe(isEmpty);
});

test('a paste is told by its size, never by its text', () => {
	expect(describePaste('k7Xv')).toBe('(4 characters pasted) ');
	expect(describePaste('appID\r\n\r\nsecret\n')).toBe('(2 lines pasted, press Enter to accept) ');
});
