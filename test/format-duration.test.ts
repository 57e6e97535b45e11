import {expect, test} from 'vitest';
import {describeWait, formatDuration} from '../source/format-duration.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
	[180 * day, '180 days'], [2 * day, '2 days'], [(3 * day) - 1, '2 days'],
	[(2 * day) - 1, '47 h 59 min'], [day, '24 h'], [hour + (5 * minute), '1 h 5 min'], [hour, '1 h'],
	[hour - 1, '59 min'], [minute, '1 min'], [minute - 1, '59 s'], [second, '1 s'], [0, '0 s'], [-day, '0 s'],
])('what is left of %i milliseconds never sounds longer than it is: %s', (milliseconds, words) => {
	expect(formatDuration(milliseconds)).toBe(words);
});

test.each([
	[second, '1 minute'], [minute, '1 minute'], [minute + 1, '2 minutes'], [119 * minute, '119 minutes'],
	[(119 * minute) + 1, '2 hours'], [2 * hour, '2 hours'], [(2 * hour) + 1, '3 hours'], [day, '24 hours'],
])('a wait of %i milliseconds never sounds shorter than it is: %s', (milliseconds, words) => {
	expect(describeWait(milliseconds)).toBe(words);
});
