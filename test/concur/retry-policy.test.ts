import {describe, expect, test} from 'vitest';
import {nextApiStep, type ApiAttempt} from '../../source/concur/retry-policy.js';

const first: ApiAttempt = {
	status: 200, retryAfter: undefined, canRepeat: true, isJustIssued: false, isRejected: false, hasRenewed: false,
	pauses: 0, at: 1_800_000_000_000,
};

function step(attempt: Partial<ApiAttempt>) {
	return nextApiStep({...first, ...attempt});
}

describe('a new bearer token is worth one more try', () => {
	test.each([401, 403])('after a %i', status => {
		expect(step({status})).toEqual({kind: 'renew'});
	});

	test('after a 401 with a token that was just issued too, but not after a 403', () => {
		expect(step({status: 401, isJustIssued: true})).toEqual({kind: 'renew'});
		expect(step({status: 403, isJustIssued: true})).toEqual({kind: 'pass-on'});
	});

	test.each([401, 403])('after a %i once, not where another one was refused just now, '
		+ 'not where the body is gone', status => {
		expect(step({status, hasRenewed: true})).toEqual({kind: 'pass-on'});
		expect(step({status, isRejected: true})).toEqual({kind: 'pass-on'});
		expect(step({status, canRepeat: false})).toEqual({kind: 'pass-on'});
	});

	test.each([200, 204, 301, 307, 400, 404, 500, 503])('not after a %i', status => {
		expect(step({status})).toEqual({kind: 'pass-on'});
	});
});

describe('a 429 is tried again as the server asks', () => {
	test('by seconds, by a date, and by growing pauses where it says nothing', () => {
		expect(step({status: 429, retryAfter: '7'})).toEqual({kind: 'pause', pause: 7000});
		const date = new Date(first.at + 30_000).toUTCString();
		expect(step({status: 429, retryAfter: date})).toEqual({kind: 'pause', pause: 30_000});
		expect([0, 1, 2, 3].map(pauses => step({status: 429, pauses}))).toEqual([
			{kind: 'pause', pause: 1000}, {kind: 'pause', pause: 2000}, {kind: 'pause', pause: 4000}, {kind: 'pass-on'},
		]);
	});

	test('not where it asks for more than a minute, nor where the body can\'t be sent again', () => {
		expect(step({status: 429, retryAfter: '61'})).toEqual({kind: 'pass-on'});
		expect(step({status: 429, retryAfter: '1', canRepeat: false})).toEqual({kind: 'pass-on'});
	});
});
