import {describe, expect, test} from 'vitest';
import {
	checkSummary, isCheckPassed, requestTokenLifetime, valueProblem,
} from '../../../source/wizard/values/value-problems.js';
import {stageItems, focusedItem} from '../../../source/wizard/stages/items-in-view.js';
import {stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {returningText} from '../../../source/wizard/welcome-text.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {after, grantedCall, now, press, readyForTheCall, refusedCall} from '../wizard-builders.js';

const hour = 3_600_000;

/** What Enter can do in stage 6. */
function offers(state: WizardState): readonly string[] {
	return stageItems({...state, stage: 'refresh-token'}).flatMap(item => item.kind === 'action' ? [item.label] : []);
}

describe('a request token that is older than a day', () => {
	const old = after(readyForTheCall(), {kind: 'clock', now: now + (30 * hour)});

	test('is called expired wherever it is spoken of', () => {
		expect(valueProblem(old, 'companyRequestToken')?.kind).toBe('expired');
		expect(requestTokenLifetime(old)).toEqual({text: 'expired'});
		expect([isCheckPassed(old), checkSummary(old)]).toEqual([false, '1 expired']);
		expect(returningText(old)).toContain('the request token is older than 24 hours: generate a new one');
		expect(stageStatus(old, 'request-token')).toBe('attention');
	});

	test('stage 6 goes for a new one first, and asks with the old one only second', () => {
		expect(offers(old)).toEqual(['Go to stage 3: generate a new request token', 'Request a refresh token anyway']);
		const turned = after({...old, stage: 'credentials-file'}, {...press('next-stage'), now: old.now});
		expect(focusedItem(turned)).toMatchObject({id: 'go-to', stage: 'request-token'});
		const there = after(turned, {...press('accept'), now: old.now});
		expect(focusedItem(there)).toEqual({kind: 'field', field: 'companyRequestToken'});
	});

	test('has done its work once a refresh token lives', () => {
		const granted = after({...old, now}, grantedCall(), {kind: 'clock', now: old.now});
		expect(valueProblem(granted, 'companyRequestToken')).toBeUndefined();
		expect(requestTokenLifetime(granted)).toBeUndefined();
		expect(isCheckPassed(granted)).toBe(true);
	});
});

test('a request token that SAP Concur refused has no time left, whatever the clock says', () => {
	const refused = after(readyForTheCall(), press('accept'), refusedCall(19, 'request-token'));
	expect(requestTokenLifetime(refused)).toEqual({text: 'refused'});
	expect([isCheckPassed(refused), checkSummary(refused)]).toEqual([false, '1 refused']);
	expect(returningText(refused)).toContain('SAP Concur refused the request token: generate a new one');
	const fresh = after(refused, {
		kind: 'pasted', text: 'Company Request Token: at-new0new1new2new3', now: now + 1000,
	});
	expect(requestTokenLifetime(fresh)).toEqual({text: 'up to 24 h left', shortText: 'up to 24 h', left: 24 * hour});
	expect(checkSummary(fresh)).toBe('valid');
});

test('a request token in order counts down', () => {
	expect(requestTokenLifetime(readyForTheCall())).toEqual({
		text: 'up to 23 h 50 min left', shortText: 'up to 23 h 50 min', left: (24 * hour) - 600_000,
	});
});
