import {describe, expect, test} from 'vitest';
import {focusedItem, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {keyLabels} from '../../../source/wizard/keys/key-labels.js';
import {keyBindings, type KeyName} from '../../../source/wizard/keys/keys.js';
import {interpretKeyPress} from '../../../source/wizard/keys/key-press.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {askQuestion} from '../../../source/wizard/questions/questions.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {after, begunSession, facts, press, readyForTheCall, values} from '../wizard-builders.js';

/** What the last line tells of these keys; undefined for one that does nothing now. */
function told(state: WizardState, ...names: readonly KeyName[]): ReadonlyArray<string | undefined> {
	return names.map(name => keyLabels[name](state));
}

function at(state: WizardState, field: string): WizardState {
	return {...state, item: stageItems(state).findIndex(item => item.kind === 'field' && item.field === field)};
}

const login = begunSession();
const calling = after(readyForTheCall(), press('accept'));
const cancelled = after(calling, press('close'));
const question: WizardState = {
	...login,
	overlay: {kind: 'question', question: {kind: 'import', folder: '/home/ada'}, answer: 'yes'},
};

describe('the last line', () => {
	test('says what Enter does: tick, untick, accept, do it; nothing where it would start a second call', () => {
		expect(told(login, 'accept')).toEqual(['tick']);
		expect(told({...login, ticks: ['login.open']}, 'accept')).toEqual(['untick']);
		expect(told(at(login, 'baseUri'), 'accept')).toEqual(['accept']);
		expect(told(readyForTheCall(), 'accept')).toEqual(['run']);
		expect(told(calling, 'accept')).toEqual([undefined]);
	});

	test('names no key that does nothing at the first and at the last stage', () => {
		expect(told(login, 'previous-stage', 'next-stage')).toEqual([undefined, 'next stage']);
		expect(told({...login, stage: 'proof'}, 'previous-stage', 'next-stage')).toEqual(['', undefined]);
	});

	test('while a question is asked tells how to answer or go back alone, besides leaving and the secrets', () => {
		expect(keyBindings.filter(({name}) => keyLabels[name](question) !== undefined).map(({name}) => name)).toEqual([
			'yes',
			'no',
			'close',
			'accept',
			'next-item',
			'previous-item',
			'leave',
			'reveal',
		]);
		expect(told(login, 'yes', 'no')).toEqual([undefined, undefined]);
	});

	test('while help is open tells how to scroll and to close it', () => {
		const help = after(login, press('help'));
		expect(told(help, 'close', 'next-item', 'previous-item', 'accept', 'help', 'debug', 'open-page', 'copy'))
			.toEqual(['close', 'down', 'up', undefined, undefined, undefined, undefined, undefined]);
	});

	test('offers the page where the stage has one, and to show or hide the secrets', () => {
		expect(told(login, 'open-page', 'reveal')).toEqual(['page', 'show secrets']);
		expect(told({...login, stage: 'proof', isRevealing: true}, 'open-page', 'reveal')).toEqual([
			undefined,
			'hide secrets',
		]);
	});

	test('offers no emptying of what the environment sets', () => {
		const app = at({...begunSession({values}), stage: 'app'}, 'appID');
		expect(told(app, 'clear')).toEqual(['clear']);
		expect(told({...app, facts: {...facts, environment: {appID: values.appID}}}, 'clear')).toEqual([undefined]);
		expect(told({...app, item: 0}, 'clear')).toEqual([undefined]);
	});
});

describe('a question', () => {
	test.each([
		['y', {}, 'yes'],
		['Y', {}, 'yes'],
		['n', {}, 'no'],
		['N', {}, 'no'],
		['', {escape: true}, 'close'],
		['', {return: true}, 'accept'],
		['', {tab: true}, 'next-item'],
		['', {upArrow: true}, 'previous-item'],
		['', {pageDown: true}, undefined],
		['x', {}, undefined],
	] as const)('takes %j with %j as %s', (input, keyPress, key) => {
		expect(interpretKeyPress(input, keyPress, question))
			.toMatchObject(key ? {kind: 'key', key} : {kind: 'nothing'});
	});

	test('is left open by Esc: nothing is decided, and it can be asked again', () => {
		for (const asked of [
			{kind: 'import', folder: '/home/ada'},
			{kind: 'set-up-renewal'},
			{kind: 'overwrite-token-object', folder: '/home/ada'},
		] as const) {
			expect(transition({...login, overlay: askQuestion(asked)}, press('close'))).toEqual({
				state: {...login, notice: {tone: 'plain', text: 'Nothing was changed.'}},
				effects: [],
			});
		}
	});

	test('that nobody asked takes no answer', () => {
		for (const key of ['yes', 'no'] as const) {
			const {state, effects} = transition(login, press(key));
			expect([{...state, notice: undefined}, effects]).toEqual([{...login, notice: undefined}, []]);
		}
	});

	test('keeps the stage still below it', () => {
		for (const key of [
			'next-stage',
			'clear',
			'issue',
			'open-page',
			'copy',
			'help',
			'debug',
		] as const) {
			expect(transition(question, press(key)), key).toEqual({
				state: {
					...question,
					notice: {tone: 'plain', text: 'That key does nothing here. Answer the question first.'},
				},
				effects: [],
			});
		}
	});
});

describe('pages over the stage', () => {
	test('help and debug are scrolled by lines and by pages, never above their first line', () => {
		for (const key of ['help', 'debug'] as const) {
			const opened = after(login, press(key));
			expect(opened.overlay).toMatchObject({kind: key, scroll: 0});
			expect(after(opened, press('previous-item'), press('previous-stage')).overlay).toMatchObject({
				kind: key,
				scroll: 0,
			});
			expect(after(opened, press('next-item'), press('next-stage')).overlay)
				.toMatchObject({kind: key, scroll: 11});
			expect(after(opened, press('next-stage'), press('previous-item')).overlay).toMatchObject({
				kind: key,
				scroll: 9,
			});
		}
	});

	test('the key that opened one closes it, and Esc does; the other one\'s key does neither', () => {
		const help = after(login, press('help'));
		expect(after(help, press('help')).overlay.kind).toBe('none');
		expect(after(help, press('close')).overlay.kind).toBe('none');
		expect(after(help, press('debug')).overlay.kind).toBe('help');
	});

	test('Ctrl+U clears no field below an open page, and changes nothing at a step', () => {
		expect(after(login, press('clear'))).toEqual({
			...login, notice: {tone: 'plain', text: 'There is nothing to clear here.'},
		});
		const open = after(at({...begunSession({values}), stage: 'app'}, 'appID'), press('help'));
		expect(after(open, press('clear'))).toEqual({
			...open, notice: {tone: 'plain', text: 'That key does nothing here. Press Esc to close this page.'},
		});
	});

	test('Esc over a running call closes the page first, and then cancels', () => {
		const page = after(calling, press('debug'));
		expect(transition(page, press('close')).effects).toEqual([]);
		expect(transition(after(page, press('close')), press('close')).effects).toEqual([{kind: 'cancel-call'}]);
	});
});

describe('keys of the stage', () => {
	test('Enter ticks a step and goes on; again, it takes the tick back and stays', () => {
		const ticked = after(login, press('accept'));
		expect(ticked).toMatchObject({ticks: ['login.open'], item: 1});
		expect(after(ticked, press('previous-item'), press('accept'))).toMatchObject({ticks: [], item: 0});
	});

	test('Enter in a field goes on and changes nothing', () => {
		const app = at({...begunSession({values}), stage: 'app'}, 'appID');
		const next = after(app, press('accept'));
		expect(focusedItem(next)).toMatchObject({kind: 'field', field: 'clientSecret'});
		expect(next).toMatchObject({values, cursor: values.clientSecret.length});
	});

	test('Enter in a folder field that holds one keeps it, and goes on to the file that it is for', () => {
		const {state, effects} = transition(
			begunSession({stage: 'folder', folder: '/srv/tokens'}),
			press('accept'),
		);
		expect(state).toMatchObject({
			folder: '/srv/tokens',
			stage: 'credentials-file',
			notice: {tone: 'good', text: 'Stage 4 is done → stage 5'},
		});
		expect(effects).toEqual([{kind: 'inspect-folder', folder: '/srv/tokens'}]);
	});

	test('Ctrl+O asks for the page of this stage, as practice or SAP has it', () => {
		expect(transition(login, press('open-page')).effects).toEqual([
			{kind: 'open-page', url: facts.pages['admin-panel']},
		]);
		expect(transition({...login, stage: 'request-token'}, press('open-page')).effects).toEqual([
			{kind: 'open-page', url: facts.pages['company-tokens']},
		]);
		expect(transition({...login, stage: 'proof'}, press('open-page')).effects).toEqual([]);
	});

	test('Ctrl+G asks for a request token of the App ID that is there, and for nothing outside practice', () => {
		const practice = begunSession({values, facts: {...facts, isPractice: true}, stage: 'request-token'});
		expect(transition(practice, press('issue')).effects).toEqual([
			{kind: 'issue-values', stage: 'request-token', appID: values.appID},
		]);
		expect(transition({...practice, facts}, press('issue')).effects).toEqual([]);
	});

	test('Ctrl+Y says what it copied, without the value', () => {
		const {state, effects} = transition(
			at({...begunSession({values}), stage: 'app'}, 'clientSecret'),
			press('copy'),
		);
		expect(effects).toEqual([{kind: 'copy', label: 'Client Secret', text: values.clientSecret}]);
		expect(state.notice).toEqual({
			tone: 'good',
			text: 'Copied the Client Secret to the clipboard, if your terminal allows it.',
		});
	});

	test('Ctrl+R shows the secrets and hides them again', () => {
		expect(after(login, press('reveal')).isRevealing).toBe(true);
		expect(after(login, press('reveal'), press('reveal')).isRevealing).toBe(false);
	});

	test('Ctrl+R does nothing in the list of APIs, which has no secrets, and says so', () => {
		const list: WizardState = {...login, stage: 'app', overlay: {kind: 'apis', query: '', focus: 0}};
		expect(after(list, press('reveal'))).toMatchObject({
			isRevealing: false, notice: {text: 'That key does nothing here. Press Tab to leave the list.'},
		});
	});

	test('Ctrl+R on the welcome screen, which shows no secrets, says what it did', () => {
		const welcome: WizardState = {...login, place: {kind: 'welcome', choice: 0}};
		expect(after(welcome, press('reveal')).notice?.text)
			.toBe('Secrets are now shown in full. Press Ctrl+D to see them.');
		expect(after(welcome, press('reveal'), press('reveal')).notice?.text).toBe('Secrets are masked again.');
	});

	test('moving takes an old notice away; either end of the checklist is told', () => {
		const noticed: WizardState = {...login, notice: {tone: 'good', text: 'x'}};
		expect(after(noticed, press('next-item')).notice).toBeUndefined();
		expect(after(noticed, press('close')).notice).toBeUndefined();
		expect(after(noticed, press('previous-stage'))).toEqual({
			...login, notice: {tone: 'plain', text: 'This is the first stage.'},
		});
		expect(after({...noticed, stage: 'proof'}, press('next-stage'))).toEqual({
			...login, stage: 'proof', notice: {tone: 'plain', text: 'This is the last stage.'},
		});
	});

	test.each([
		['copy', login, 'There is no value to copy here.'],
		['undo', login, 'Nothing to undo.'],
		['open-page', {...login, stage: 'proof'}, 'This stage has no page.'],
		['issue', login, 'Ctrl+G works only in practice mode.'],
		['issue', {...login, facts: {...facts, isPractice: true}}, 'There is nothing to fill in here.'],
		['close', login, 'That key does nothing here. Press F1 for a list of keys.'],
		['accept', calling, 'A call is in progress. Press Esc to cancel it.'],
		['accept', cancelled, 'Cancelled: only the answer still on its way is awaited, for 60 s at most.'],
		['close', cancelled, 'Cancelled: only the answer still on its way is awaited, for 60 s at most.'],
	] as const)('%s, where it does nothing, says why', (key, state, text) => {
		expect(after(state, press(key))).toEqual({...state, notice: {tone: 'plain', text}});
	});
});

test('letters, Backspace, Ctrl+letters and function keys without a meaning do nothing outside a field', () => {
	for (const [input, keyPress, named] of [
		['x', {ctrl: true}, 'Ctrl+X'],
		['x', {}, undefined],
		['', {backspace: true}, 'Backspace'],
		['', {name: 'F5'}, 'F5'],
		['', {name: ''}, undefined],
	] as const) {
		expect(interpretKeyPress(input, keyPress, login)).toEqual({kind: 'nothing', key: named});
	}

	for (const [letter, key] of [
		['c', 'leave'],
		['d', 'debug'],
		['g', 'issue'],
		['u', 'clear'],
		['y', 'copy'],
	] as const) {
		expect(interpretKeyPress(letter, {ctrl: true}, login)).toEqual({kind: 'key', key});
	}
});
