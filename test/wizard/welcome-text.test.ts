import {describe, expect, test} from 'vitest';
import {stageIds} from '../../source/concur/tutorial.js';
import {type Action} from '../../source/wizard/actions/action.js';
import {focusedItem, itemsInView} from '../../source/wizard/stages/items-in-view.js';
import {keyLabels} from '../../source/wizard/keys/key-labels.js';
import {type KeyName} from '../../source/wizard/keys/keys.js';
import {startSession} from '../../source/wizard/start-session.js';
import {transition} from '../../source/wizard/update/transition.js';
import {savedProgress, type SessionFacts, type WizardState} from '../../source/wizard/wizard-state.js';
import {copyableValue} from '../../source/wizard/values/copyable-value.js';
import {after, begunSession, grantedCall, now, pasted, press, readyForTheCall, values} from './wizard-builders.js';

/** A start of the program that finds on disk what this session left there. */
function started(state: WizardState, changes: Partial<SessionFacts> = {}): WizardState {
	const {lastCall, token, proof, connection} = state;
	const saved = {...savedProgress(state), lastCall, token, proof, connection};
	return startSession(saved, {...state.facts, ...changes}, state.folderReport, now);
}

/** What one can choose, as label and detail. */
function choices(state: WizardState): ReadonlyArray<readonly [string, string | undefined]> {
	return (itemsInView(state) as readonly Action[]).map(({label, detail}) => [label, detail]);
}

function told(state: WizardState, ...names: readonly KeyName[]): ReadonlyArray<string | undefined> {
	return names.map(name => keyLabels[name](state));
}

const paste = ['Paste what I have', 'IDs, secrets, credentials.json or a whole page'] as const;
const first = started(begunSession());

describe('a first start offers', () => {
	test('to begin, to paste and to rehearse, in this order', () => {
		expect(first).toMatchObject({place: {kind: 'welcome', choice: 0}, stage: 'login'});
		expect(choices(first)).toEqual([
			['Begin', 'stage 1: Log in to your Concur admin panel'],
			paste,
			['Rehearse first', 'on a practice Concur, no SAP account needed'],
		]);
	});

	test('no rehearsal to who is rehearsing', () => {
		const practice = started(begunSession(), {isPractice: true});
		expect(choices(practice).map(([label]) => label)).toEqual(['Begin', 'Paste what I have']);
	});

	test('with Enter alone the first step of the first stage', () => {
		const begun = after(first, press('accept'));
		expect(begun).toMatchObject({place: {kind: 'stage'}, stage: 'login', item: 0, ticks: []});
		expect(focusedItem(begun)).toMatchObject({kind: 'step', id: 'login.open'});
	});

	test('the place where anything may be pasted, which is said', () => {
		const ready = after(first, press('next-item'), press('accept'));
		expect(ready).toMatchObject({place: {kind: 'stage'}, stage: 'app'});
		expect(focusedItem(ready)).toEqual({kind: 'field', field: 'appID'});
		expect(ready.notice?.text).toMatch(/^Paste now: .+ Each value goes into its field\.$/);
		expect(after(ready, pasted(values.appID)).values.appID).toBe(values.appID);
	});

	test('the way to practice, which ends this session there', () => {
		const {effects} = transition(after(first, press('previous-item')), press('accept'));
		expect(effects).toEqual([{kind: 'leave', to: 'practice'}]);
	});
});

describe('at the welcome', () => {
	test('the arrows go round its choices and leave the focus of the stage behind it alone', () => {
		const left = started(after(begunSession(), press('accept')));
		const moved = after(left, press('next-item'));
		expect(moved).toMatchObject({place: {kind: 'welcome', choice: 1}, item: left.item});
		expect(after(moved, press('next-item')).place).toEqual({kind: 'welcome', choice: 0});
		expect(after(left, press('previous-item')).place).toEqual({kind: 'welcome', choice: 1});
	});

	test.each(['next-stage', 'previous-stage'] as const)('%s opens the stage behind it, not one further', key => {
		const opened = after(started({...begunSession(), ticks: ['login.open'], item: 1}), press(key));
		expect(opened).toMatchObject({place: {kind: 'stage'}, stage: 'login', item: 1});
	});

	test('a paste is the begin: each value finds its field', () => {
		const filled = after(first, pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`));
		expect(filled).toMatchObject({
			place: {kind: 'stage'},
			stage: 'request-token',
			values: {appID: values.appID, clientSecret: values.clientSecret},
			notice: {text: '2 stages filled → stage 3: Client ID, Client Secret.'},
		});
	});

	test('no page opens, nothing is copied or issued, and no such key is named', () => {
		const proving = started(after(readyForTheCall(), press('accept'), grantedCall()), {isPractice: true});
		expect(proving.place.kind).toBe('welcome');
		expect(copyableValue(proving)).toBeUndefined();
		expect(told(proving, 'accept', 'open-page', 'copy', 'issue', 'clear')).toEqual([
			'run', ...Array.from({length: 4}),
		]);
		for (const key of ['open-page', 'copy', 'issue', 'clear', 'undo'] as const) {
			const {state, effects} = transition(first, press(key));
			expect([state.place, effects, state.notice?.tone], key).toEqual([first.place, [], 'plain']);
		}
	});

	test('help and the debug panel open over it, and Esc leads back to it', () => {
		for (const key of ['help', 'debug'] as const) {
			const open = after(first, press(key));
			expect(open.overlay.kind).toBe(key);
			expect(after(open, press('close'))).toEqual(first);
		}
	});
});

describe('who comes back is offered the next thing first', () => {
	test('to go on with a step or a field, where it was left', () => {
		const back = started(after(begunSession(), press('accept')));
		expect(choices(back)).toEqual([['Go on', 'stage 1: Log in to your Concur admin panel'], paste]);
		expect(focusedItem(after(back, press('accept')))).toMatchObject({id: 'login.sign-in'});
	});

	test('the call for the refresh token, made by the same Enter', () => {
		const back = started(readyForTheCall());
		expect(choices(back)[0]).toEqual(['Get the refresh token', 'stage 6: Generate your refresh token']);
		const {state, effects} = transition(back, press('accept'));
		expect(state).toMatchObject({place: {kind: 'stage'}, stage: 'refresh-token', call: {kind: 'calling'}});
		expect(effects.map(({kind}) => kind)).toEqual(['obtain-token']);
	});

	test('the proof, made by the same Enter', () => {
		const back = started(after(readyForTheCall(), press('accept'), grantedCall()));
		expect(choices(back)[0]).toEqual(['Call the API', 'stage 7: Prove it: call the API']);
		expect(transition(back, press('accept')).effects).toEqual([{kind: 'prove-token'}]);
	});

	test('the stage that lacks a value, seen before anything leads away from it', () => {
		const back = started({
			...readyForTheCall(), item: 1, values: {...values, clientSecret: ''}, stage: 'refresh-token',
		});
		expect(choices(back)[0]).toEqual(['Go on', 'stage 6: Generate your refresh token']);
		const opened = after(back, press('accept'));
		expect([opened.stage, focusedItem(opened)]).toMatchObject([
			'refresh-token', {label: 'Go to stage 2: Client Secret is missing'},
		]);
	});

	test('to paste into what is still empty, on which nothing is lost that is there', () => {
		const half = after(begunSession(), press('next-stage'), pasted(values.appID));
		const ready = after(started(half), press('next-item'), press('accept'));
		expect(ready).toMatchObject({stage: 'app', values: {appID: values.appID}});
	});
});

test('each stage but a finished one is behind a welcome of its own', () => {
	for (const stage of stageIds) {
		const back = started({...begunSession(), ticks: ['app.new'], stage});
		expect([back.place.kind, back.stage]).toEqual(['welcome', stage]);
		expect(choices(back)[0]![1]).toMatch(/^stage \d: /);
	}
});
