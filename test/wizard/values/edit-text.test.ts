import {describe, expect, test} from 'vitest';
import {editText, textAtEnd, type Motion, type TextEdit} from '../../../source/wizard/values/edit-text.js';

const accented = 'cafe\u0301';
const family = '👩‍👩‍👧';

function moved(text: string, cursor: number, to: Motion): number {
	return editText({text, cursor}, {kind: 'move', to}).cursor;
}

describe('one press within a field', () => {
	test('Left and Right pass a whole character: an emoji, a letter with its accent', () => {
		expect(moved(accented, accented.length, 'left')).toBe(3);
		expect(moved(accented, 3, 'right')).toBe(accented.length);
		expect(moved(family, 0, 'right')).toBe(family.length);
		expect([moved('abc', 0, 'left'), moved('abc', 3, 'right')]).toEqual([0, 3]);
	});

	test('Home and End, or Ctrl+A and Ctrl+E, go to either end', () => {
		expect([moved('abc', 2, 'start'), moved('abc', 2, 'end')]).toEqual([0, 3]);
	});

	test('Ctrl+Left and Ctrl+Right pass a word and what divides it from the next', () => {
		expect(moved('/home/ada/concur', 16, 'word-left')).toBe(10);
		expect(moved('/home/ada/concur', 10, 'word-left')).toBe(6);
		expect(moved('/home/ada/concur', 0, 'word-right')).toBe(5);
		expect([moved('abc', 0, 'word-left'), moved('abc', 3, 'word-right')]).toEqual([0, 3]);
	});

	const deletions: ReadonlyArray<readonly [string, TextEdit, string, number]> = [
		['Backspace takes the character before the cursor', {kind: 'delete', to: 'left'}, 'ab-cd', 3],
		['Delete takes the one behind it', {kind: 'delete', to: 'right'}, 'ab-c', 4],
		['Ctrl+W takes the word before it', {kind: 'delete', to: 'word-left'}, 'ab-d', 3],
		['Ctrl+K takes all behind it', {kind: 'delete', to: 'end'}, 'ab-c', 4],
	];

	test('Backspace takes whole characters', () => {
		const once = editText(textAtEnd(`/a${accented}🇩🇪`), {kind: 'delete', to: 'left'});
		expect(editText(once, {kind: 'delete', to: 'left'})).toEqual({text: '/acaf', cursor: 5});
	});

	test.each(deletions)('%s', (_what, edit, text, cursor) => {
		const before = {text: edit.kind === 'delete' && edit.to === 'left' ? 'ab-xcd' : 'ab-cd', cursor: 4};
		expect(editText(before, edit)).toEqual({text, cursor});
	});

	test('a text is inserted where the cursor is', () => {
		expect(editText({text: 'ad', cursor: 1}, {kind: 'insert', text: 'bc'})).toEqual({text: 'abcd', cursor: 3});
	});
});
