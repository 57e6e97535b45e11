import {expect, test} from 'vitest';
import {omitUndefined} from '../source/optional-members.js';

test('an undefined member is left out; null, an empty text and zero stay', () => {
	const kept = omitUndefined({absent: undefined, nothing: null, empty: '', zero: 0});
	expect(Object.keys(kept)).toEqual(['nothing', 'empty', 'zero']);
});
