import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keepEqualParts, memoizeByContent} from '../../../source/wizard/regions/memoize-by-content.js';

const data = fc.jsonValue({noUnicodeString: true, maxDepth: 3});

test('whatever was there before, the data is the new one', () => {
	fc.assert(fc.property(data, data, (last, next) => {
		expect(keepEqualParts(last, next)).toEqual(next);
	}));
});

test('data that says the same stays the same object, and so does each part of it', () => {
	fc.assert(fc.property(data, last => {
		expect(keepEqualParts(last, structuredClone(last))).toBe(last);
	}));
	const last = {rows: [{title: 'one'}, {title: 'two'}], done: 1};
	const next = keepEqualParts(last, {rows: [{title: 'one'}, {title: '2'}, {title: 'three'}], done: 1});
	expect(next).toEqual({rows: [{title: 'one'}, {title: '2'}, {title: 'three'}], done: 1});
	expect(next.rows[0]).toBe(last.rows[0]);
	expect(next.rows).not.toBe(last.rows);
});

test('a part that is gone, or only present without a value, is a difference', () => {
	const last: {readonly a: number; readonly b?: number | undefined} = {a: 1, b: undefined};
	expect(keepEqualParts<object>(last, {a: 1})).toEqual({a: 1});
	expect(keepEqualParts<object>(last, {a: 1})).not.toBe(last);
	expect(keepEqualParts<object>({a: 1, c: 1}, last)).not.toHaveProperty('c');
	expect(keepEqualParts<object>([1], {0: 1})).toEqual({0: 1});
});

test('it is computed again only for something else, and then kept if it is equal', () => {
	let count = 0;
	const parity = memoizeByContent((number: number) => {
		count++;
		return {isEven: number % 2 === 0};
	});
	const two = parity(2);
	expect(parity(2)).toBe(two);
	expect(count).toBe(1);
	expect(parity(4)).toBe(two);
	expect(count).toBe(2);
	expect(parity(5)).toEqual({isEven: false});
});
