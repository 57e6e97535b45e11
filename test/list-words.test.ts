import {expect, test} from 'vitest';
import {listWords} from '../source/list-words.js';

test.each([
	[[], ''], [['one'], 'one'], [['one', 'two'], 'one or two'], [['one', 'two', 'three'], 'one, two or three'],
])('%j is listed as a sentence does: %s', (words, said) => {
	expect(listWords(words, 'or')).toBe(said);
	expect(listWords(words, 'and')).toBe(said.replace(' or ', ' and '));
});
