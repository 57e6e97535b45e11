import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {credentialFields} from '../../../source/concur/values.js';
import {focusedIndex} from '../../../source/wizard/stages/items-in-view.js';
import {keyLabels} from '../../../source/wizard/keys/key-labels.js';
import {keyBindings, type KeyName} from '../../../source/wizard/keys/keys.js';
import {interpretKeyPress, type KeyPress} from '../../../source/wizard/keys/key-press.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, now, pasted, press, readyForTheCall, values, type TestEvent,
	typed,
} from '../wizard-builders.js';

function labelOf(state: WizardState, name: KeyName): string | undefined {
	return keyLabels[name](state);
}

function atClientId(): WizardState {
	return after(begunSession(), press('next-stage'), ...Array.from({length: 7}, () => press('next-item')));
}

test('Space ticks a step as Enter does, types a blank in a field, and does nothing to an action', () => {
	const atStep = begunSession({stage: 'login', item: 0});
	expect(interpretKeyPress(' ', {}, atStep)).toEqual({kind: 'key', key: 'tick'});
	expect(after(atStep, press('tick'))).toEqual(after(atStep, press('accept')));
	expect(after(atStep, press('tick')).ticks).toHaveLength(1);
	expect(labelOf(atStep, 'tick')).toBe('');
	expect(interpretKeyPress(' ', {}, atClientId())).toEqual({kind: 'text', edit: {kind: 'insert', text: ' '}});
	const atAction = begunSession({place: {kind: 'welcome', choice: 0}});
	expect(interpretKeyPress(' ', {}, atAction)).toMatchObject({kind: 'nothing'});
});

describe('the last line tells only keys that work now', () => {
	test('Ctrl+G is there in practice alone, where there is something to issue', () => {
		expect(labelOf(after(begunSession(), press('next-stage')), 'issue')).toBeUndefined();
		const practice = begunSession({facts: {...facts, isPractice: true}});
		expect(labelOf(practice, 'issue')).toBeUndefined();
		const app = after(practice, press('next-stage'));
		expect(labelOf(app, 'issue')).toBe('fill in');
		expect(transition(app, press('issue')).effects).toEqual([{kind: 'issue-values', stage: 'app'}]);
		expect(labelOf(after(app, press('next-stage')), 'issue')).toBeUndefined();
	});

	test('Ctrl+U is there while the field holds something', () => {
		expect(labelOf(atClientId(), 'clear')).toBeUndefined();
		const filled = after(atClientId(), typed('x'));
		expect(labelOf(filled, 'clear')).toBe('clear');
		expect(after(filled, press('clear')).values.appID).toBe('');
	});

	test('Esc cancels while a call runs, and closes while a page is open', () => {
		expect(labelOf(readyForTheCall(), 'close')).toBeUndefined();
		expect(labelOf(after(readyForTheCall(), press('accept')), 'close')).toBe('cancel the call');
		expect(labelOf(after(begunSession(), press('help')), 'close')).toBe('close');
	});

	test('Ctrl+Y names what it copies: the App ID on its way to the next page, the refresh token at the end', () => {
		const atRequestToken = after(
			begunSession(),
			pasted(`Client ID: ${values.appID}`),
			press('next-stage'),
		);
		expect(transition(atRequestToken, press('copy')).effects).toMatchObject([
			{kind: 'copy', text: values.appID},
		]);
		const granted = after(readyForTheCall(), press('accept'), grantedCall());
		expect(labelOf(granted, 'copy')).toContain('refresh token');
		expect(transition(granted, press('copy')).effects).toMatchObject([
			{kind: 'copy', text: granted.token!.object.refresh_token},
		]);
	});

	test('Ctrl+C always leaves', () => {
		for (const state of [
			begunSession(),
			after(begunSession(), press('help')),
			after(readyForTheCall(), press('accept')),
		]) {
			expect(labelOf(state, 'leave')).toBe('leave');
			expect(transition(state, press('leave')).effects).toEqual([{kind: 'leave', to: 'terminal'}]);
		}
	});
});

describe('keys as terminals send them', () => {
	test.each([
		['o', {ctrl: true}, 'open-page'],
		['n', {ctrl: true}, 'next-stage'],
		['p', {ctrl: true}, 'previous-stage'],
		['r', {ctrl: true}, 'reveal'],
		['', {tab: true}, 'next-item'],
		['', {tab: true, shift: true}, 'previous-item'],
		['', {downArrow: true}, 'next-item'],
		['', {upArrow: true}, 'previous-item'],
		['', {pageDown: true}, 'next-stage'],
		['', {pageUp: true}, 'previous-stage'],
		['', {return: true}, 'accept'],
		['', {escape: true}, 'close'],
		['', {name: 'F1'}, 'help'],
		['?', {}, 'help'],
	] as const)('%j with %j is %s', (input, keyPress, key) => {
		expect(interpretKeyPress(input, keyPress, begunSession())).toEqual({kind: 'key', key});
	});

	test('in a field a question mark is text, and F1 is still help', () => {
		expect(interpretKeyPress('?', {}, atClientId())).toEqual({kind: 'text', edit: {kind: 'insert', text: '?'}});
		expect(interpretKeyPress('', {name: 'F1'}, atClientId())).toEqual({kind: 'key', key: 'help'});
	});
});

describe('a press', () => {
	const pressed = (input: string, keyPress: KeyPress) => ({kind: 'pressed', input, press: keyPress, now}) as const;

	test('does what its key does', () => {
		const state = begunSession();
		expect(transition(state, pressed('', {tab: true}))).toEqual(transition(state, press('next-item')));
	});

	test('types in a field, and edits there as in a shell', () => {
		const state = after(atClientId(), pressed('a', {}), pressed('', {home: true}), pressed('b', {}));
		expect([state.values.appID, state.cursor]).toEqual(['ba', 1]);
		expect(after(state, pressed('', {delete: true})).values.appID).toBe('b');
		// Typing is one change, to be taken back at once.
		expect(after(state, pressed('z', {ctrl: true})).values.appID).toBe('');
	});

	test('that means nothing says so', () => {
		expect(after(begunSession(), pressed('x', {ctrl: true})).notice)
			.toEqual({tone: 'plain', text: 'Ctrl+X does nothing here. Press F1 for a list of keys.'});
	});

	test('always makes another state, by which the screen knows that it is out of date', () => {
		const keyPress = fc.constantFrom<KeyPress>(
			{},
			{ctrl: true},
			{meta: true},
			{tab: true},
			{return: true},
			{escape: true},
			{backspace: true},
			{delete: true},
			{downArrow: true},
			{pageDown: true},
			{home: true},
			{name: 'F1'},
		);
		const input = fc.constantFrom('a', 'c', 'd', 'y', 'n', '?', 'z');
		fc.assert(fc.property(fc.array(fc.record({input, keyPress}), {minLength: 1, maxLength: 20}), presses => {
			let state = begunSession();
			for (const one of presses) {
				const next = after(state, pressed(one.input, one.keyPress));
				expect(next).not.toBe(state);
				state = next;
			}
		}));
	});
});

describe('moving', () => {
	test('Tab goes round the stage, and back', () => {
		const state = begunSession();
		const items = 5;
		expect(focusedIndex(after(state, press('previous-item')))).toBe(items - 1);
		expect(focusedIndex(after(state, ...Array.from({length: items}, () => press('next-item'))))).toBe(0);
	});

	test('PgDn and PgUp are always allowed and lose nothing', () => {
		const filled = after(begunSession(), pasted(`Client ID: ${values.appID}`));
		const there = after(filled, ...Array.from({length: 9}, () => press('next-stage')));
		expect(there.stage).toBe('proof');
		const back = after(there, ...Array.from({length: 9}, () => press('previous-stage')));
		expect(back.stage).toBe('login');
		expect(back.values).toEqual(filled.values);
	});

	test('Enter on the folder field takes the folder shown', () => {
		const {state, effects} = transition(begunSession({stage: 'folder'}), press('accept'));
		expect(state.folder).toBe(facts.defaultFolder);
		// Because it was chosen, and again because stage 5 depends on what is in it.
		const look = {kind: 'inspect-folder', folder: facts.defaultFolder} as const;
		expect([effects, state.stage]).toEqual([[look, look], 'credentials-file']);
	});
});

describe('a value that the environment sets', () => {
	const fixed = begunSession({
		stage: 'app',
		item: 8,
		facts: {...facts, environment: {clientSecret: 'from-the-environment'}},
	});

	test('is not typed over, and says which variable sets it', () => {
		const state = after(fixed, typed('x'));
		expect(state.values.clientSecret).toBe('');
		expect(state.notice?.text).toContain('CONCUR_CLIENT_SECRET');
	});

	test('is left alone by a paste that fills the others', () => {
		const state = after(fixed, pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`));
		expect(state.values).toMatchObject({appID: values.appID, clientSecret: ''});
		expect(state.notice?.text).toBe('Filled from the paste: Client ID.');
	});
});

describe('questions', () => {
	const other = {...values, appID: 'another', grantType: 'password', credentialType: 'authtoken'};

	function asked(): WizardState {
		const ready = readyForTheCall();
		return after(
			{
				...ready,
				stage: 'credentials-file',
				item: 0,
				folderReport: {
					...ready.folderReport!,
					credentialsFile: {kind: 'read', credentials: other, modifiedAt: now},
				},
			},
			press('accept'),
		);
	}

	test('a file that differs is replaced only after a yes', () => {
		expect(asked().overlay.kind).toBe('question');
		expect(transition(asked(), press('no')).effects).toEqual([]);
		expect(transition(asked(), press('yes')).effects).toMatchObject([
			{kind: 'write-credentials', canOverwrite: true},
		]);
	});

	test('Enter gives the answer that has the focus: here the one that was just chosen', () => {
		expect(transition(asked(), press('accept'))).toEqual(transition(asked(), press('yes')));
		const turned = after(asked(), press('next-item'));
		expect(transition(turned, press('accept')).state).toEqual(after(asked(), press('no')));
		expect(after(turned, press('previous-item'))).toEqual(asked());
	});
});

test('no order of keys, pastes and clock ticks ever fails or loses what was entered', () => {
	const names = keyBindings.map(({name}) => name).filter(name => name !== 'clear' && name !== 'yes');
	const event: fc.Arbitrary<TestEvent> = fc.oneof(
		fc.constantFrom(...names).map(name => press(name)),
		fc.integer({min: 0, max: 10 ** 10}).map(later => ({kind: 'clock', now: now + later}) as const),
		fc.boolean().map(success => (success ? grantedCall() : ({kind: 'notified', text: 'x'} as const))),
	);
	fc.assert(fc.property(fc.array(event, {maxLength: 60}), events => {
			const state = after(readyForTheCall(), ...events);
			expect(focusedIndex(state)).toBeGreaterThanOrEqual(0);
			for (const field of credentialFields) {
				expect(state.values[field]).toBe(values[field]);
			}
		}));
});
