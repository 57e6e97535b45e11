import {describe, expect, test} from 'vitest';
import {keyLabels} from '../../source/wizard/keys/key-labels.js';
import {questionTexts} from '../../source/wizard/questions/questions.js';
import {doneStageCount} from '../../source/wizard/stages/stage-status.js';
import {transition} from '../../source/wizard/update/transition.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {
	after, begunSession, grantedCall, now, pasted, press, readyForTheCall, typed, values,
} from './wizard-builders.js';

const other = '11111111-2222-4333-8444-555555555555';
const granted = after(readyForTheCall(), press('accept'), grantedCall());

function asked(state: WizardState): string {
	return state.overlay.kind === 'question' ? questionTexts(state, state.overlay.question).text : '';
}

describe('Ctrl+Z undoes', () => {
	test('a smart paste, with the stage that it led to', () => {
		const before = begunSession();
		const filled = after(before, pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`));
		expect(filled).toMatchObject({
			stage: 'request-token', notice: {text: expect.stringMatching(/^2 stages filled → stage 3:/) as string},
		});
		const back = after(filled, press('undo'));
		expect(back).toMatchObject({stage: 'login', values: before.values, enteredAt: {}, history: []});
		expect(back.notice?.text).toBe('Undone: Client ID, Client Secret.');
	});

	test('typing as one change, ticks one by one, and a move to another stage', () => {
		const field = begunSession({stage: 'app', item: 7});
		const written = after(field, typed('a'), typed('b'), typed('c'));
		expect(after(written, press('undo')).values.appID).toBe('');
		const ticked = after(begunSession(), press('accept'), press('accept'));
		expect(after(ticked, press('undo')).ticks).toHaveLength(1);
		expect(after(ticked, press('undo'), press('undo')).ticks).toEqual([]);
		expect(after(begunSession(), press('next-stage'), press('undo')).stage).toBe('login');
	});

	test('leafing through the stages as one change', () => {
		const ticked = after(begunSession(), press('accept'));
		const leafed = after(ticked, ...Array.from({length: 5}, () => press('next-stage')));
		expect(leafed.stage).toBe('refresh-token');
		expect(after(leafed, press('undo'))).toMatchObject({stage: 'login', ticks: {length: 1}});
		expect(after(leafed, press('undo'), press('undo')).ticks).toEqual([]);
	});

	test('at least ten changes, and nothing when there is nothing left', () => {
		const ticked = after(begunSession({stage: 'app', item: 0}), ...Array.from({length: 6}, () => press('accept')));
		const uuids = ['a', 'b', 'c', 'd', 'e', 'f'].map(end => values.companyUUID.slice(0, -1) + end);
		const filled = after(ticked, ...uuids.map(uuid => pasted(`Company UUID: ${uuid}`)));
		const back = after(filled, ...Array.from({length: 12}, () => press('undo')));
		expect(back).toMatchObject({stage: 'app', ticks: [], values: begunSession().values, history: []});
		expect(after(back, press('undo'))).toMatchObject({
			ticks: [], notice: {text: 'Nothing to undo.'},
		});
	});

	test('an emptied value, which heals what hung on it', () => {
		const at = {...granted, stage: 'app', item: 7} as const;
		const emptied = after(at, press('clear'), press('yes'));
		expect(emptied.values.appID).toBe('');
		expect(doneStageCount(emptied)).toBeLessThan(doneStageCount(granted));
		expect(doneStageCount(after(emptied, press('undo')))).toBe(doneStageCount(granted));
	});
});

describe('a change that a living refresh token depends on', () => {
	const at = {...granted, stage: 'app', item: 7} as const;

	test('asks first, shows both endings and what would be undone', () => {
		const state = after(granted, pasted(`Client ID: ${other}`));
		expect(state.values).toEqual(granted.values);
		expect(asked(state)).toBe('Replace the Client ID ending in 4e5f with the one ending in 5555? '
			+ 'Your refresh token was issued for the old value, so stages 3, 5 and 6 would have to be done again. '
			+ 'Putting the old value back restores them.');
	});

	test('is not made after a no, and made after a yes, which is asked for once', () => {
		const state = after(at, press('clear'));
		expect(asked(state)).toContain('Clear the Client ID ending in 4e5f?');
		expect(after(state, press('no')).values.appID).toBe(values.appID);
		const emptied = after(state, press('yes'));
		expect(emptied.values.appID).toBe('');
		expect(after(emptied, typed('x'), press('clear')).overlay.kind).toBe('none');
	});

	test('is asked about before Ctrl+Z undoes what came before the token, and is kept after a yes', () => {
		const filled = after(
			begunSession(),
			pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`),
			pasted(`Company UUID: ${values.companyUUID}\nCompany Request Token: ${values.companyRequestToken}`),
			grantedCall(),
		);
		const asking = after(filled, press('undo'));
		expect(asking.values).toEqual(filled.values);
		expect(asked(asking)).toContain('Clear the Company UUID ending');
		expect(after(asking, press('no'))).toMatchObject({values: filled.values, history: filled.history});
		const back = after(asking, press('yes'));
		expect(back).toMatchObject({values: {companyUUID: ''}, token: filled.token, notice: {
			text: 'Undone. Your refresh token is kept and will be used again once its values are restored.',
		}});
		expect(after(back, press('undo')).values.appID).toBe('');
		expect(doneStageCount(after(back, pasted(`Company UUID: ${values.companyUUID}`))))
			.toBeGreaterThan(doneStageCount(back));
	});

	test('is asked about before the first letter that is typed over it', () => {
		expect(asked(after(at, typed('x')))).toContain('Replace the Client ID');
	});

	test('of the secret alone says that the refresh token stays', () => {
		const state = after(granted, pasted(`Client Secret: ${other}`));
		expect(asked(state))
			.toContain('Your refresh token is kept. The old secret is kept until SAP Concur has accepted the new one.');
	});
});

test('a secret that is shown only once is not replaced by a paste without asking, token or not', () => {
	const filled = after(begunSession(), pasted(`Client ID: ${values.appID}\nClient Secret: ${values.clientSecret}`));
	const state = after(filled, pasted(`Client Secret: ${other}`));
	expect(state.values.clientSecret).toBe(values.clientSecret);
	expect(asked(state)).toContain('SAP Concur shows a secret only once');
	expect(after(state, press('yes')).values.clientSecret).toBe(other);
	const typing = after(begunSession({stage: 'app', item: 8}), typed('a'), typed('b'));
	expect(typing).toMatchObject({overlay: {kind: 'none'}, values: {clientSecret: 'ab'}});
});

test('the same value again asks nothing', () => {
	const again = transition(granted, {kind: 'pasted', text: `Client ID: ${values.appID}`, now});
	expect(again.state.overlay.kind).toBe('none');
});

test('a paste that replaces several values is one question about all of them', () => {
	const ids = ['22222222', '33333333'].map(start => `${start}-2222-4333-8444-555555555555`);
	const state = after(granted, pasted(`Client ID: ${ids[0]}\nCompany UUID: ${ids[1]}`));
	expect(asked(state))
		.toMatch(new RegExp(String.raw`^Replace the Client ID ending in \w{4} with the one ending in 5555, `
			+ String.raw`and the Company UUID ending in \w{4} with the one ending in 5555\? `
			+ 'Your refresh token was issued for the old values, so '));
	const {overlay} = state;
	expect(overlay.kind === 'question' && questionTexts(state, overlay.question))
		.toMatchObject({yes: {label: 'Replace them'}, no: {label: 'Keep them'}});
	expect((['yes', 'no'] as const).map(name => keyLabels[name](state)))
		.toEqual(['replace', 'keep']);
});
