import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {stageIds, stageNumber} from '../../source/concur/tutorial.js';
import {focusedItem} from '../../source/wizard/stages/items-in-view.js';
import {doneStageCount, stageStatus} from '../../source/wizard/stages/stage-status.js';
import {startSession} from '../../source/wizard/start-session.js';
import {returningText} from '../../source/wizard/welcome-text.js';
import {savedProgress, type WizardState} from '../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, now, pasted, press, readyForTheCall, refusedCall, values, typed,
} from './wizard-builders.js';

const hour = 3_600_000;

/** The session after the program ended and was started again, through what the disk keeps. */
function resumed(state: WizardState, later = 0): WizardState {
	const {lastCall, token, proof, connection} = state;
	const progress = {...savedProgress(state), lastCall, token, proof, connection};
	const content = JSON.stringify(progress);
	const saved = JSON.parse(content) as typeof progress;
	return startSession(saved, state.facts, state.folderReport, now + later);
}

describe('the next start is where the person was', () => {
	test('in the middle of a stage, on the same item', () => {
		const left = after(begunSession(), press('accept'), press('accept'));
		const back = resumed(left);
		expect(back.stage).toBe('login');
		expect(back.place).toEqual({kind: 'welcome', choice: 0});
		expect(returningText(back)).toBe('0 of 7 done · next is stage 1: Log in to your Concur admin panel');
		expect(focusedItem(after(back, press('accept')))).toEqual(focusedItem(left));
	});

	test('with the cursor behind a half typed value', () => {
		const steps = Array.from({length: 7}, () => press('next-item'));
		const left = after(begunSession(), press('next-stage'), ...steps, typed('4f2c'));
		expect(after(resumed(left), press('accept'), typed('9'))).toMatchObject({
			stage: 'app', cursor: 5, values: {appID: '4f2c9'},
		});
	});

	test('at the first unfinished stage when the one that was left is finished', () => {
		const left = after(
			begunSession(),
			press('next-stage'),
			pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`),
		);
		expect(resumed(left).stage).toBe('request-token');
	});

	test('a person who had gone ahead stays there', () => {
		const left =
			after(begunSession(), press('accept'), press('next-stage'), press('next-stage'), press('next-stage'));
		expect(resumed(left).stage).toBe('folder');
	});

	test('secrets are hidden again, and no call runs', () => {
		const left = after(readyForTheCall(), press('reveal'), press('accept'));
		expect(resumed(left)).toMatchObject({isRevealing: false, call: {kind: 'idle'}});
	});
});

describe('a day later', () => {
	const tooOld = 'the request token is older than 24 hours: generate a new one';

	test('the request token is told to be too old, and its stage is open; the others stay done', () => {
		const back = resumed(readyForTheCall(), 25 * hour);
		const text = `4 of 7 done · ${tooOld} · next is stage 3: Generate your company request token`;
		expect(returningText(back)).toBe(text);
		expect([back.stage, doneStageCount(back)]).toEqual(['request-token', 4]);
		const there = resumed({...readyForTheCall(), stage: 'request-token', item: 2}, 25 * hour);
		expect(there).toMatchObject({stage: 'request-token', item: 2});
		expect(returningText(there)).toBe(text);
	});

	test('up to its last minute the session goes on where it was', () => {
		const back = resumed(readyForTheCall(), 24 * hour - 660_000);
		expect(back.stage).toBe('refresh-token');
		expect(returningText(back)).toBe('5 of 7 done · the request token has up to 1 min left · '
			+ 'next is stage 6: Generate your refresh token');
	});

	test('with a living refresh token nobody is bothered with it', () => {
		const back = resumed(after(readyForTheCall(), press('accept'), grantedCall()), 25 * hour);
		expect(back.stage).toBe('proof');
		expect(returningText(back)).toBe('6 of 7 done · the refresh token has 182 days left · '
			+ 'next is stage 7: Prove it: call the API');
	});

	test('what comes before it comes first', () => {
		const back = resumed({...readyForTheCall(), values: {...values, clientSecret: ''}}, 25 * hour);
		expect(back.stage).toBe('refresh-token');
		expect(returningText(back)).toBe(`2 of 7 done · ${tooOld} · next is stage 6: Generate your refresh token`);
	});
});

describe('what is said and what is on screen agree', () => {
	const granted = after(readyForTheCall(), press('accept'), grantedCall());
	const proven: WizardState = {
		...granted,
		proof: {facts: granted.lastCall!.facts, totalResults: 7, refreshToken: granted.token!.object.refresh_token},
		connection: {
			kind: 'accepted',
			grant: 'bearer',
			at: now,
			refreshToken: granted.token!.object.refresh_token,
			clientSecret: values.clientSecret,
		},
	};
	const withoutFile = (state: WizardState): WizardState => ({
		...state,
		folderReport: {...state.folderReport!, credentialsFile: {kind: 'absent'}},
	});

	test('6 of 7 with stage 5 left out is never called complete', () => {
		const back = resumed({...withoutFile(proven), stage: 'proof'});
		expect(back).toMatchObject({stage: 'credentials-file', place: {kind: 'welcome'}});
		expect(returningText(back)).toMatch(/^6 of 7 done · .+ · next is stage 5: Generate your credentials file$/);
	});

	test('who left at stage 6 with stage 5 open goes on at stage 6', () => {
		const back = resumed(withoutFile(readyForTheCall()));
		expect(back.stage).toBe('refresh-token');
		expect(returningText(back)).toMatch(/^4 of 7 done · .+ · next is stage 6: Generate your refresh token$/);
	});

	test('a connection that was revoked meanwhile is what is left', () => {
		const back = resumed(after(
				{...proven, stage: 'proof', item: 0},
				press('accept'),
				refusedCall(108, 'refresh-token', 'refresh_token'),
			));
		expect(back.stage).toBe('request-token');
		expect(returningText(back)).toBe('4 of 7 done · SAP Concur refused the connection · '
			+ 'next is stage 3: Generate your company request token');
	});

	test('complete, the session opens at its end, wherever it was left', () => {
		const back = resumed({...proven, stage: 'app', item: 7});
		expect(back).toMatchObject({stage: 'proof', place: {kind: 'stage'}});
		expect(focusedItem(back)).toMatchObject({id: 'copy-command'});
		// Who chose to leave there the last time does not come back to that choice.
		const left = resumed({...proven, stage: 'proof', item: 7});
		expect(focusedItem(left)).toMatchObject({id: 'copy-command'});
		expect(returningText(back)).toBe('7 of 7 done · the refresh token has 184 days left');
	});

	test('whatever was done and however late: the stage that is named is the one behind the welcome, '
		+ 'and complete is said of seven alone', () => {
		const states = fc.constantFrom(
			begunSession(),
			begunSession({values}),
			readyForTheCall(),
			granted,
			proven,
			withoutFile(readyForTheCall()),
			withoutFile(proven),
		);
		const changes = fc.record({
			stage: fc.constantFrom(...stageIds),
			item: fc.nat(12),
			ticks: fc.constantFrom([], ['app.new']),
		});
		fc.assert(fc.property(states, changes, fc.constantFrom(0, 1, 23, 24, 25, 5000), (state, left, hours) => {
				const back = resumed({...state, ...left}, hours * hour);
				const text = returningText(back);
				expect(text.startsWith(`${doneStageCount(back)} of 7 done`)).toBe(true);
				expect(back.place.kind).toBe(doneStageCount(back) === 7 ? 'stage' : 'welcome');
				const named = /next is stage (\d)/.exec(text)?.[1];
				expect(named === undefined).toBe(doneStageCount(back) === 7);
				if (named) {
					expect(Number(named)).toBe(stageNumber(back.stage));
					expect(after(back, press('next-stage')).stage).toBe(back.stage);
					expect(stageStatus(back, back.stage)).not.toBe('done');
				}
			}));
	});
});

describe('a first start', () => {
	const credentials = {...values, grantType: 'password', credentialType: 'authtoken'};

	function firstStart(
		file: NonNullable<WizardState['folderReport']>['credentialsFile'],
		environment: WizardState['facts']['environment'] = {},
	): WizardState {
		const report = {...readyForTheCall().folderReport!, credentialsFile: file};
		return startSession(savedProgress(begunSession()), {...facts, environment}, report, now);
	}

	test('offers the values of a credentials.json that is there', () => {
		const asked = firstStart({kind: 'read', credentials, modifiedAt: now});
		expect(asked.overlay).toMatchObject({kind: 'question', question: {kind: 'import', folder: '/home/ada/concur'}});
		expect(after(asked, press('yes')).values).toEqual(values);
		expect(after(asked, press('no')).values).toEqual(begunSession().values);
	});

	test('does not ask again after a no, until the file has changed', () => {
		const declined = after(firstStart({kind: 'read', credentials, modifiedAt: now}), press('no'));
		const startedAgain = (modifiedAt: number) => startSession(
			savedProgress(declined),
			facts,
			{...readyForTheCall().folderReport!, credentialsFile: {kind: 'read', credentials, modifiedAt}},
			now,
		);
		expect(startedAgain(now).overlay.kind).toBe('none');
		expect(startedAgain(now + 1000).overlay).toMatchObject({kind: 'question', question: {kind: 'import'}});
	});

	test('does not ask about an empty template, nor where a value is known already', () => {
		const empty = {...credentials, appID: '', clientSecret: '', companyUUID: '', companyRequestToken: ''};
		expect(firstStart({kind: 'read', credentials: empty, modifiedAt: now}).overlay.kind).toBe('none');
		expect(firstStart({kind: 'read', credentials, modifiedAt: now}, {appID: values.appID}).overlay.kind)
			.toBe('none');
	});
});

test('a value of the environment is never saved', () => {
	const state = begunSession({facts: {...facts, environment: {clientSecret: 'from-the-environment'}}});
	expect(JSON.stringify(savedProgress(after(state, press('next-stage'))))).not.toContain('from-the-environment');
});
