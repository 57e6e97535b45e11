import {expect, test} from 'vitest';
import {formatInstant, formatTime} from '../../source/wizard/format-time.js';
import {now} from './wizard-builders.js';

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
	expect(formatInstant(Number.NaN)).toBe('a time that nobody knows');
});
