import {expect, test} from 'vitest';
import {proofMarks} from '../../source/wizard/marks.js';

test('an API without a suitable read-only call stays open, and says why: there is nothing to mend', () => {
	expect(proofMarks.unproven).toEqual({
		meaning: 'open', symbol: '○', word: 'unproven', inFull: 'unproven: it has no suitable read-only call',
	});
});

test('a refusal, an unusable answer and silence are failures; a cancelled call only needs attention', () => {
	const meaningOf = (verdict: keyof typeof proofMarks) => proofMarks[verdict].meaning;
	expect((['refused', 'unreachable', 'unusable'] as const).map(verdict => meaningOf(verdict)))
		.toEqual(['bad', 'bad', 'bad']);
	expect(meaningOf('cancelled')).toBe('attention');
	expect(meaningOf('proven')).toBe('good');
});
