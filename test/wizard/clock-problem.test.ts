import {describe, expect, test} from 'vitest';
import {clockProblem} from '../../source/wizard/clock-problem.js';
import {startSession} from '../../source/wizard/start-session.js';
import {returningText} from '../../source/wizard/welcome-text.js';
import {facts, grantedCall, after, now, readyForTheCall} from './wizard-builders.js';

const hour = 3_600_000;
const granted = after(readyForTheCall(), grantedCall());
const words = {
	cause: 'This machine\'s clock is or was wrong: it reads 2026-03-02 12:30 UTC, but data was saved at '
		+ '2026-03-02 15:30 UTC.',
	remedy: 'Once the clock is correct, call the API again for tokens with correct times. '
		+ 'To check it: concur-tokens doctor',
};

describe('a clock that was set back', () => {
	test('is told by what is recorded as having happened later than now', () => {
		expect(clockProblem({...granted, now: now - (3 * hour)})).toEqual(words);
		expect(clockProblem({...readyForTheCall(), now: now - (3 * hour)})?.cause).toContain('15:20 UTC');
	});

	test('is told with the command that checks it for the same profile', () => {
		const ofPractice = {...granted, facts: {...facts, repeatedOptions: ' --practice --profile sandbox'}};
		expect(clockProblem({...ofPractice, now: now - (3 * hour)})?.remedy)
			.toMatch(/: concur-tokens doctor --practice --profile sandbox$/);
	});

	test('is no matter within five minutes, nor if it goes on', () => {
		for (const time of [now - 300_000, now, now + hour]) {
			expect(clockProblem({...granted, now: time})).toBeUndefined();
		}
	});

	test('is told on the welcome, which then counts down nothing', () => {
		const state = startSession(granted, facts, granted.folderReport, now - (3 * hour));
		expect(state.notice).toEqual({tone: 'warning', text: `${words.cause} ${words.remedy}`});
		expect(returningText(state)).not.toContain('left');
	});
});
