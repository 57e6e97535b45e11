import {describe, expect, test} from 'vitest';
import {stageIds} from '../../../source/concur/tutorial.js';
import {focusedItem, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {connectionOf} from '../../../source/wizard/calls/lifetimes.js';
import {doneStageCount, firstUnfinishedStage, stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {isStepDone} from '../../../source/wizard/stages/step-status.js';
import {currentFailure, fieldRefusal} from '../../../source/wizard/calls/refusals.js';
import {valueProblem} from '../../../source/wizard/values/value-problems.js';
import {stageRemarks} from '../../../source/wizard/stages/stage-remarks.js';
import {stageOf, stages} from '../../../source/wizard/stages/stages.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, grantedCall, now, pasted, press, readyForTheCall, refusedCall, values,
} from '../wizard-builders.js';
import {baseUriNote} from '../../../source/wizard/values/field-hints.js';

const another = '11111111-2222-4333-8444-555555555555';
const hour = 3_600_000;
const day = 24 * hour;

function focusedLabel(state: WizardState): string {
	const item = focusedItem(state);
	return item.kind === 'action' ? item.label : (item.kind === 'field' ? item.field : item.id);
}

describe('the checklist is the tutorial', () => {
	test('six stages in its order, then the proof', () => {
		expect(stages.map(({id}) => id)).toEqual([
			'login',
			'app',
			'request-token',
			'folder',
			'credentials-file',
			'refresh-token',
			'proof',
		]);
	});

	test('every field of the create-app form and both needed grants are among the steps of stage 2', () => {
		const text = stages[1]!.items
			.map(item => item.kind === 'step' ? `${item.term ?? ''}: ${item.text}` : '')
			.join('\n');
		for (const word of [
			'Create new app',
			'Name, description: ',
			'Stage, type: Production',
			'Web Services (WS) Client',
			'Grants: password, refresh_token',
			'Scopes: ',
			'Submit',
			'choose OK',
		]) {
			expect(text).toContain(word);
		}
	});

	test('stage 2 says that the secret is shown only once', () => {
		expect(stages[1]!.why).toContain('only once');
	});

	test('nothing is done at first, and the first step has the focus', () => {
		const state = begunSession();
		expect(doneStageCount(state)).toBe(0);
		expect(focusedLabel(state)).toBe('login.open');
	});
});

describe('a stage is done by what is known', () => {
	test('ticking the three steps finishes the first one, and the session goes on to the second', () => {
		const ticked = after(begunSession(), press('accept'), press('accept'));
		expect([stageStatus(ticked, 'login'), ticked.stage]).toEqual(['to-do', 'login']);
		const state = after(ticked, press('accept'));
		expect(stageStatus(state, 'login')).toBe('done');
		expect(state.notice).toEqual({tone: 'good', text: 'Stage 1 is done → stage 2'});
		expect(focusedLabel(state)).toBe('app.new');
	});

	test('a page is left by its last step alone: both values are pasted, OK is not chosen yet', () => {
		const pastedBoth = after(
			begunSession({stage: 'request-token'}),
			pasted(`Company UUID: ${values.companyUUID}\nCompany Request Token: ${values.companyRequestToken}`),
		);
		expect([pastedBoth.stage, focusedLabel(pastedBoth)]).toEqual(['request-token', 'request-token.ok']);
		const gone = after(pastedBoth, press('accept'));
		expect(gone).toMatchObject({stage: 'folder', notice: {text: 'Stage 3 is done → stage 4'}});
	});

	test('who comes back to a finished stage and ticks in it is led to the first open one behind it', () => {
		const back = after(readyForTheCall(), ...Array.from({length: 3}, () => press('previous-stage')));
		expect([back.stage, focusedLabel(back)]).toEqual(['request-token', 'request-token.ok']);
		expect(after(back, press('accept'))).toMatchObject({
			stage: 'refresh-token', notice: {text: 'Stage 3 is done → stage 6'},
		});
	});

	test('an App ID proves that the admin panel was entered', () => {
		const state = after(begunSession(), pasted(`Client ID: ${values.appID}`));
		expect(stageStatus(state, 'login')).toBe('done');
		expect(stageStatus(state, 'app')).toBe('to-do');
	});

	test('credentials.json is done only while it holds the values shown', () => {
		const state = readyForTheCall();
		expect(stageStatus(state, 'credentials-file')).toBe('done');
		const changed = after(state, pasted('Client Secret: 11111111-2222-4333-8444-555555555555'), press('yes'));
		expect(stageStatus(changed, 'credentials-file')).toBe('to-do');
	});

	test('an app secret changed later leaves the refresh token alone, '
		+ 'and what was proven with the old one is untried', () => {
		const granted = after(readyForTheCall(), press('accept'), grantedCall());
		expect(stageStatus(granted, 'refresh-token')).toBe('done');
		const changed = after(granted, pasted('Client Secret: 11111111-2222-4333-8444-555555555555'), press('yes'));
		expect([stageStatus(changed, 'credentials-file'), stageStatus(changed, 'refresh-token')]).toEqual([
			'to-do',
			'done',
		]);
		expect(connectionOf(changed)).toEqual({kind: 'untried'});
		expect(changed.token).toEqual(granted.token);
		const back = after(changed, pasted(`Client Secret: ${values.clientSecret}`));
		expect([stageStatus(back, 'credentials-file'), stageStatus(back, 'refresh-token')]).toEqual([
			'done',
			'done',
		]);
	});
});

describe('what runs out needs attention', () => {
	test('the request token after 24 hours, the stages around it stay done', () => {
		const state = readyForTheCall();
		const enteredAt = state.enteredAt.companyRequestToken!;
		expect(stageStatus(after(state, {kind: 'clock', now: enteredAt + day - 1}), 'request-token')).toBe('done');
		const later = after(state, {kind: 'clock', now: enteredAt + day});
		expect(stageStatus(later, 'request-token')).toBe('attention');
		expect(['login', 'app', 'folder', 'credentials-file'].map(id => stageStatus(later, id as 'login')))
			.toEqual(['done', 'done', 'done', 'done']);
		expect(firstUnfinishedStage(later)).toBe('request-token');
	});

	test('a new request token starts its own day', () => {
		const later = after(
			readyForTheCall(),
			{kind: 'clock', now: now + day},
			{kind: 'pasted', text: 'Company Request Token: at-new0new1new2new3', now: now + day},
		);
		expect(stageStatus(later, 'request-token')).toBe('done');
		expect(later.enteredAt.companyRequestToken).toBe(now + day);
		expect(later.enteredAt.companyUUID).toBe(readyForTheCall().enteredAt.companyUUID);
	});

	test('once a refresh token lives, the request token may die', () => {
		const state = after(readyForTheCall(), press('accept'), grantedCall(), {kind: 'clock', now: now + 2 * day});
		expect(stageStatus(state, 'request-token')).toBe('done');
	});

	test('the refresh token at the instant that Concur named', () => {
		const granted = after(readyForTheCall(), press('accept'), grantedCall());
		const end = granted.token!.object.refresh_expires_in! * 1000;
		expect(stageStatus(after(granted, {kind: 'clock', now: end - 1}), 'refresh-token')).toBe('done');
		expect(stageStatus(after(granted, {kind: 'clock', now: end}), 'refresh-token')).toBe('attention');
	});
});

describe('a refusal leads to its remedy', () => {
	test.each([
		['app', 64, 'Go to stage 2'],
		['request-token', 5, 'Go to stage 3'],
		['login', 14, 'Go to stage 1'],
	] as const)('to %s with one key after error %i', (stage, code, label) => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(code, stage));
		expect(stageStatus(refused, 'refresh-token')).toBe('attention');
		expect(focusedLabel(refused)).toContain(label);
		expect(after(refused, press('accept')).stage).toBe(stage);
	});

	test.each([
		['Client Secret', 64, 'app', 'clientSecret'],
		['Client ID', 61, 'app', 'appID'],
		['request token', 5, 'request-token', 'companyRequestToken'],
	] as const)('to the %s that error %i complains of; '
		+ 'the cause stands there until it changes', (_what, code, stage, field) => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(code, stage));
		const there = after(refused, press('accept'));
		expect(focusedLabel(there)).toBe(field);
		expect(stageStatus(there, stage)).toBe('attention');
		expect(fieldRefusal(there, field)?.cause).toBe(`Cause of ${code}.`);
		const value = field === 'companyRequestToken' ? 'at-new0new1new2new3' : another;
		const changed =
			after(there, {kind: 'pasted', text: value, now: now + 1000}, {...press('yes'), now: now + 1000});
		expect(fieldRefusal(changed, field)).toBeUndefined();
		expect(stageStatus(changed, stage)).toBe('done');
	});

	test('a refused field that is emptied is simply to fill', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(5, 'request-token'), press('accept'));
		const emptied = after(refused, press('clear'));
		expect(fieldRefusal(emptied, 'companyRequestToken')).toBeUndefined();
		expect([stageStatus(emptied, 'request-token'), stageStatus(emptied, 'refresh-token')])
			.toEqual(['to-do', 'to-do']);
		expect(currentFailure(emptied)).toBeUndefined();
	});

	test('so is the request token of a refresh token that is dead', () => {
		const granted = after(readyForTheCall(), press('accept'), grantedCall(), press('accept'));
		const revoked = after(granted, refusedCall(108, 'request-token', 'refresh_token'));
		const dead = after(revoked, press('accept'), press('clear'));
		expect(focusedLabel(dead)).toBe('companyRequestToken');
		expect(valueProblem(dead, 'companyRequestToken')).toBeUndefined();
		expect(stageStatus(dead, 'request-token')).toBe('to-do');
	});

	test('with the steps of the app still done where its secret alone is refused, '
		+ 'and open where its Client ID is', () => {
		const step = stageOf('app').items.find(item => item.kind === 'step');
		const refusedBy = (code: number) => after(readyForTheCall(), press('accept'), refusedCall(code, 'app'));
		expect(isStepDone(refusedBy(64), step!)).toBe(true);
		expect(isStepDone(refusedBy(61), step!)).toBe(false);
	});

	test('to the request token once the refresh token is dead, without blaming the old request token', () => {
		const dead = after(readyForTheCall(), press('accept'), refusedCall(108, 'request-token'));
		const there = after(dead, press('accept'));
		expect(focusedLabel(there)).toBe('companyRequestToken');
		expect(fieldRefusal(there, 'companyRequestToken')).toBeUndefined();
	});

	test('to the base URI in the stage itself, from which Enter leads to asking again', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(16, 'refresh-token'));
		expect(focusedLabel(refused)).toBe('baseUri');
		expect(fieldRefusal(refused, 'baseUri')?.cause).toBe('Cause of 16.');
		expect(focusedLabel(after(refused, press('accept')))).toBe('Try again');
	});

	test('what is mended in its own stage offers to ask again', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(134, 'refresh-token'));
		expect(focusedLabel(refused)).toBe('Try again');
	});

	test('a value changed since makes the old refusal a thing of the past', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(5, 'request-token'));
		const mended = after(refused, {
			kind: 'pasted',
			text: 'Company Request Token: at-new0new1new2new3',
			now: now + 1000,
		});
		expect(stageStatus(mended, 'refresh-token')).toBe('to-do');
	});
});

describe('calls', () => {
	test('a second Enter while a call runs starts no second call', () => {
		const first = transition(readyForTheCall(), press('accept'));
		expect(first.effects.map(({kind}) => kind)).toEqual(['obtain-token']);
		expect(transition(first.state, press('accept')).effects).toEqual([]);
	});

	test('Esc ends further attempts, and says that an answer under way is kept', () => {
		const calling = after(readyForTheCall(), press('accept'));
		const {state, effects} = transition(calling, press('close'));
		expect(effects).toEqual([{kind: 'cancel-call'}]);
		expect(state.call).toMatchObject({kind: 'calling', isCancelled: true});
		const text = 'No more attempts will be made. An answer still on its way will be saved.';
		// The stage that called says so; from another one it is a notice.
		expect(state.notice).toBeUndefined();
		expect(stageRemarks(state)).toContainEqual({tone: 'warning', text});
		expect(after(calling, press('next-stage'), press('close')).notice).toEqual({tone: 'warning', text});
	});

	test('an address that secrets must not go to is refused before any call', () => {
		const state = {...readyForTheCall(), baseUri: 'http://concur.example'};
		const {state: next, effects} = transition(state, press('accept'));
		expect(effects).toEqual([]);
		expect(next.notice?.text).toContain('https://');
	});

	test('the proof belongs to the token that was proven', () => {
		const granted = after(readyForTheCall(), press('accept'), grantedCall(), press('next-stage'));
		const proven = after(granted, press('accept'), {...grantedCall(), grant: 'refresh_token'} as never, {
			kind: 'proof-answered',
			now,
			outcome: {kind: 'proven', totalResults: 7, facts: granted.lastCall!.facts},
		});
		expect(doneStageCount(proven)).toBe(7);
		const other = {
			...proven,
			token: {...proven.token!, object: {...proven.token!.object, refresh_token: 'another'}},
		};
		expect(stageStatus(other, 'proof')).toBe('to-do');
	});
});

test('every stage has something that can have the focus, whatever is known', () => {
	for (const state of [
		begunSession(),
		readyForTheCall(),
		after(readyForTheCall(), press('accept'), grantedCall()),
	]) {
		for (const stage of stageIds) {
			expect(stageItems({...state, stage}).length, stage).toBeGreaterThan(0);
		}
	}
});

test('where the data centre has no App Management stage 2 says who creates the app, until it is there', () => {
	const told = (state: WizardState) => stageRemarks(state)[0]!.text;
	for (const baseUri of ['usg', 'us-impl', 'emea-impl']) {
		expect(told(begunSession({baseUri, stage: 'app'})))
			.toBe(`${baseUri} has no App Management. Ask SAP Concur's Client Web Services to create the app for you.`);
		expect(told(begunSession({baseUri, stage: 'app', values}))).not.toContain('App Management');
	}

	for (const baseUri of ['glz', 'us2', 'eu2', 'apj1']) {
		expect(told(begunSession({baseUri, stage: 'app'}))).not.toContain('App Management');
	}
});

test.each([
	['glz', undefined],
	['us-impl', /test companies that were moved from Implementation/],
	['usg', /no App Management/],
	['eu2', /one data centre; glz covers all of them/],
])('beside the base URI %s stands what there is to know of it', (baseUri, words) => {
	const note = baseUriNote(begunSession({baseUri}));
	if (words) {
		expect(note).toMatch(words);
	} else {
		expect(note).toBeUndefined();
	}
});
