import {describe, expect, test} from 'vitest';
import {type SavedCall} from '../../../source/concur/call-record.js';
import {answerFacts} from '../../../source/wizard/calls/answer-facts.js';
import {debugReport} from '../../../source/wizard/regions/debug-report.js';
import {after, now, pasted, readyForTheCall, refusedCall} from '../wizard-builders.js';

const facts = {
	url: 'https://glz.api.concursolutions.com/oauth2/v0/token',
	status: 200,
	latency: 412.4,
	correlationId: 'made-here-1',
	attempts: 1,
	at: Date.UTC(2026, 2, 2),
} as const;
const granted: SavedCall = {grant: 'password', kind: 'granted', facts};

describe('the last answer', () => {
	test('is told by its status, its latency and the grant', () => {
		expect(answerFacts(granted)).toEqual({
			label: 'Status code = ',
			status: '200',
			meaning: 'good',
			details: ['412 ms', 'company token'],
			error: undefined,
			description: undefined,
			correlationId: ['Correlation ID = ', 'made-here-1'],
		});
	});

	test('counts the attempts where there were several, and seconds where they are many milliseconds', () => {
		const slow = {...granted, facts: {...facts, latency: 2949, attempts: 3}};
		expect(answerFacts(slow).details).toEqual(['2.9 s', '3 attempts', 'company token']);
	});

	test.each([
		[200, 'good'], [301, 'bad'], [400, 'bad'], [429, 'bad'], [500, 'attention'], [503, 'attention'],
	] as const)('with status %i is marked as %s', (status, meaning) => {
		expect(answerFacts({...granted, facts: {...facts, status}}).meaning).toBe(meaning);
	});

	test('that is a refusal is told with its code, its error and SAP Concur\'s own words', () => {
		const refused: SavedCall = {
			...granted, kind: 'refused', code: 16, error: 'invalid_request', description: 'user lives elsewhere',
		};
		expect(answerFacts(refused)).toMatchObject({
			error: ['Error = ', '16 invalid_request'], description: 'SAP Concur says: user lives elsewhere',
		});
	});

	test('with a code alone is told without an empty error', () => {
		expect(answerFacts({...granted, kind: 'refused', code: 16}).error).toEqual(['Error = ', '16']);
	});

	test('that was lost, so that nothing about it was recorded, is told by its grant alone', () => {
		const {status: _, ...unanswered} = facts;
		const lost: SavedCall = {...granted, kind: 'unreachable', facts: {...unanswered, correlationId: ''}};
		expect(answerFacts(lost)).toMatchObject({details: ['company token'], correlationId: undefined});
	});

	test.each([['cancelled', 'cancelled'], ['unreachable', 'no answer']] as const)(
		'that never came, %s, is told as %s',
		(kind, status) => {
			const {status: _, ...unanswered} = facts;
			expect(answerFacts({...granted, kind, facts: unanswered}))
				.toMatchObject({label: 'API status: ', status, meaning: 'bad'});
		},
	);
});

test('an answer for values that have been changed since says so, beside no company and no verdict', () => {
	const refused = after(readyForTheCall(), refusedCall(5, 'request-token'));
	expect(debugReport(refused)).toMatchObject({call: {isOutdated: false}, verdict: {tone: 'bad'}});
	const paste = pasted('Company UUID: cd136af0-1111-4222-8333-444455556666');
	const changed = after({...refused, now: now + 1000}, {...paste, now: now + 1000});
	const report = debugReport(changed);
	expect(report.call).toMatchObject({isOutdated: true});
	expect(report.call.kind === 'answered' && report.call.answer.details).toContain('for earlier values');
	expect(report.companyUUID).toBeUndefined();
	expect(report.verdict).toEqual({text: 'Not called since the values were changed.', tone: 'plain'});
});
