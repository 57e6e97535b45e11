import {expect, test} from 'vitest';
import {
	formatElapsed, formatInstant, formatLatency, formatTime,
} from '../../source/wizard/format-time.js';
import {now} from './wizard-builders.js';

test.each([
	[0, '0.0 s'], [99, '0.0 s'], [2960, '2.9 s'], [2999, '2.9 s'], [3000, '3.0 s'], [61_250, '61.2 s'], [-1, '0.0 s'],
])('%i milliseconds that are still growing never sound longer than they are: %s', (milliseconds, words) => {
	expect(formatElapsed(milliseconds)).toBe(words);
});

test.each([
	[0.4, '0 ms'], [412.4, '412 ms'], [999.4, '999 ms'], [999.6, '1.0 s'], [2960, '2.9 s'],
])('a call of %d milliseconds took %s, wherever it is told', (milliseconds, words) => {
	expect(formatLatency(milliseconds)).toBe(words);
});

test.each([
	[184 * 86_400_000, '2026-09-02 15:30 UTC, in 184 days'],
	[23 * 3_600_000 + 600_000, '2026-03-03 14:40 UTC, in 23 h 10 min'],
	[1000, '2026-03-02 15:30 UTC, in 1 s'],
	[-1000, '2026-03-02 15:29 UTC, 1 s ago'],
	[-3 * 60_000, '2026-03-02 15:27 UTC, 3 min ago'],
])('%i ms away is told as date, time and distance: %s', (distance, words) => {
	expect(formatTime(now + distance, now)).toBe(words);
});

test('what is no time is told all the same', () => {
	expect(formatInstant(Number.NaN)).toBe('an unknown time');
});
