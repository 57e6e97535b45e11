import {describe, expect, test} from 'vitest';
import {storedTokenExpiry} from '../../../source/concur/connection.js';
import {
	hasLiveRefreshToken, hasTokenForCredentials, requestTokenExpiry,
} from '../../../source/wizard/calls/lifetimes.js';
import {stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, now, press, readyForTheCall, refusedCall, values,
} from '../wizard-builders.js';

const granted = after(readyForTheCall(), press('accept'), grantedCall());
const another = '11111111-2222-4333-8444-555555555555';

describe('a refresh token counts for the app and the company that it was granted to', () => {
	test('as long as both are the ones shown', () => {
		expect([hasTokenForCredentials(granted), hasLiveRefreshToken(granted)]).toEqual([true, true]);
	});

	test.each(['companyUUID', 'appID'] as const)(
		'with another %s it is not called living, and stage 6 is to do again',
		field => {
			const changed = {...granted, values: {...granted.values, [field]: another}};
			expect([hasTokenForCredentials(changed), hasLiveRefreshToken(changed)]).toEqual([false, false]);
			expect(stageStatus(changed, 'refresh-token')).toBe('to-do');
			expect(changed.token).toEqual(granted.token);
		},
	);

	test('with another company from the environment neither', () => {
		expect(hasLiveRefreshToken({...granted, facts: {...facts, environment: {companyUUID: another}}})).toBe(false);
	});

	test('a UUID in capitals is the same company', () => {
		expect(hasLiveRefreshToken({
				...granted,
				values: {...granted.values, companyUUID: values.companyUUID.toUpperCase()},
			})).toBe(true);
	});

	test('ends when SAP Concur said, or at the latest six months after it was received', () => {
		const {token} = granted;
		expect(storedTokenExpiry(granted)).toEqual({at: token!.object.refresh_expires_in! * 1000, isExact: true});
		const {refresh_expires_in: _, ...object} = token!.object;
		expect(storedTokenExpiry({...granted, token: {...token!, object}}))
			.toEqual({at: Date.UTC(2026, 8, 2, 15, 30), isExact: false});
	});

	test('before the first grant there is none', () => {
		expect(hasLiveRefreshToken(readyForTheCall())).toBe(false);
		expect(storedTokenExpiry(readyForTheCall())).toBeUndefined();
	});

	test('one that Concur refused is not called living', () => {
		expect(hasLiveRefreshToken(after(
					granted,
					press('next-stage'),
					press('accept'),
					refusedCall(108, 'refresh-token', 'refresh_token'),
				))).toBe(false);
	});

	test('one whose bearer token an API refused still is, so that it can be tried again', () => {
		const {token} = granted;
		const refused: WizardState = {
			...granted,
			connection: {
				kind: 'refused',
				grant: 'bearer',
				at: now,
				status: 403,
				refreshToken: token!.object.refresh_token,
				clientSecret: values.clientSecret,
				explanation: {stage: 'app', cause: 'A scope is missing.', remedy: 'Add it.'},
			},
		};
		expect(hasLiveRefreshToken(refused)).toBe(true);
		expect(hasLiveRefreshToken({
			...refused, connection: {...refused.connection!, grant: 'refresh_token'},
		})).toBe(false);
	});
});

describe('the request token\'s day', () => {
	test('ends at the latest 24 hours after it was entered: it may have been issued before', () => {
		expect(requestTokenExpiry(readyForTheCall())).toEqual({at: now - 600_000 + 86_400_000, isExact: false});
	});

	test('is unknown while none is entered, and where nobody knows when it was', () => {
		expect(requestTokenExpiry(begunSession())).toBeUndefined();
		expect(requestTokenExpiry({...readyForTheCall(), enteredAt: {}})).toBeUndefined();
		expect(requestTokenExpiry({...readyForTheCall(), values: {...values, companyRequestToken: ''}}))
			.toBeUndefined();
	});

	test('has 24 hours at most, also where the clock was set back', () => {
		const entered = readyForTheCall();
		const day = 24 * 60 * 60 * 1000;
		expect(requestTokenExpiry({...entered, now: now - 10 * day})).toEqual({at: now - 9 * day, isExact: false});
	});
});
