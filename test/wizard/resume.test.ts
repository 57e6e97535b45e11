import {describe, expect, test} from 'vitest';
import {focusedItem} from '../../source/wizard/actions.js';
import {startSession} from '../../source/wizard/start-session.js';
import {savedProgress, type WizardState} from '../../source/wizard/wizard-state.js';
import {after, begunSession, facts, grantedCall, now, pasted, press, readyForTheCall, values} from './wizard-builders.js';

const hour = 3_600_000;

/** The session after the program ended and was started again, through what the disk keeps. */
function resumed(state: WizardState, later = 0): WizardState {
	const {lastCall, token, proof, connection} = state;
	const kept = {...savedProgress(state), lastCall, token, proof, connection};
	const saved = JSON.parse(JSON.stringify(kept)) as typeof kept;
	return startSession(saved, state.facts, state.folderReport, now + later, true);
}

describe('the next start is where the person was', () => {
	test('in the middle of a stage, on the same item', () => {
		const left = after(begunSession(), press('accept'), press('accept'));
		const back = resumed(left);
		expect(back.stage).toBe('login');
		expect(focusedItem(back)).toEqual(focusedItem(left));
		expect(back.notice?.text).toBe('Welcome back: 7 of 7 left. Next: stage 1, Log in to your Concur admin panel.');
	});

	test('with the cursor behind a half typed value', () => {
		const steps = Array.from({length: 8}, () => press('next-item'));
		const left = after(begunSession(), press('next-stage'), ...steps, {kind: 'typed', field: 'appID', value: '4f2c', cursor: 4, now});
		expect(resumed(left)).toMatchObject({stage: 'app', cursor: 4, values: {appID: '4f2c'}});
	});

	test('at the first unfinished stage when the one that was left is finished', () => {
		const left = after(begunSession(), press('next-stage'), pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`));
		expect(resumed(left).stage).toBe('request-token');
	});

	test('a person who had gone ahead stays there', () => {
		const left = after(begunSession(), press('next-stage'), press('next-stage'), press('next-stage'));
		expect(resumed(left).stage).toBe('folder');
	});

	test('when all is done it says so', () => {
		const granted = after(readyForTheCall(), press('accept'), grantedCall());
		const proven = {...granted, proof: {facts: granted.lastCall!.facts, totalResults: 7, refreshToken: granted.token!.object.refresh_token}};
		expect(resumed(proven).notice?.text).toBe('Welcome back: all seven stages are done.');
	});

	test('secrets are hidden again, and no call runs', () => {
		const left = after(readyForTheCall(), press('reveal'), press('accept'));
		expect(resumed(left)).toMatchObject({isRevealing: false, call: {kind: 'idle'}});
	});
});

describe('a day later', () => {
	test('the request token is told to be too old, the other stages stay done', () => {
		const back = resumed(readyForTheCall(), 25 * hour);
		expect(back.notice?.text).toBe('Welcome back. The request token is older than 24 h: make a new one in stage 3.');
	});

	test('with a living refresh token nobody is bothered with it', () => {
		const back = resumed(after(readyForTheCall(), press('accept'), grantedCall()), 25 * hour);
		expect(back.notice?.text).toContain('Next: stage 7');
	});
});

describe('a first start', () => {
	const credentials = {...values, grantType: 'password', credentialType: 'authtoken'};

	function firstStart(file: NonNullable<WizardState['folderReport']>['credentialsFile'], environment: WizardState['facts']['environment'] = {}): WizardState {
		const report = {...readyForTheCall().folderReport!, credentialsFile: file};
		return startSession(savedProgress(begunSession()), {...facts, environment}, report, now, false);
	}

	test('offers the values of a credentials.json that is there', () => {
		const asked = firstStart({kind: 'read', credentials, modifiedAt: now});
		expect(asked.overlay).toEqual({kind: 'question', question: {kind: 'import', folder: '/home/ada/concur'}});
		expect(after(asked, press('yes')).values).toEqual(values);
		expect(after(asked, press('no')).values).toEqual(begunSession().values);
	});

	test('does not ask about an empty template, nor where a value is known already', () => {
		const empty = {...credentials, appID: '', clientSecret: '', companyUUID: '', companyRequestToken: ''};
		expect(firstStart({kind: 'read', credentials: empty, modifiedAt: now}).overlay.kind).toBe('none');
		expect(firstStart({kind: 'read', credentials, modifiedAt: now}, {appID: values.appID}).overlay.kind).toBe('none');
	});
});

test('a value of the environment is never saved', () => {
	const state = begunSession({facts: {...facts, environment: {clientSecret: 'from-the-environment'}}});
	expect(JSON.stringify(savedProgress(after(state, press('next-stage'))))).not.toContain('from-the-environment');
});
