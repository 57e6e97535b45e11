import {describe, expect, test} from 'vitest';
import {copyableLoss, describeLoss} from '../../../source/wizard/questions/unsaved-changes.js';
import {parsePaste} from '../../../source/wizard/paste/smart-paste.js';
import {askQuestion, questionTexts} from '../../../source/wizard/questions/questions.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {savedProgress, type SavedProgress, type WizardState} from '../../../source/wizard/wizard-state.js';
import {after, begunSession, facts, press, values} from '../wizard-builders.js';

const nothing = savedProgress(begunSession());
const reason = 'default.json could not be written: the disk is full. Free up disk space, then try again.';
const filled = begunSession({values, stage: 'request-token'});

function asked(state: WizardState, saved: SavedProgress = nothing, attempt = 1): WizardState {
	return transition(state, {kind: 'leave-refused', to: 'terminal', reason, saved, attempt}).state;
}

function textOf(state: WizardState): string {
	return state.overlay.kind === 'question' ? questionTexts(state, state.overlay.question).text : '';
}

describe('leaving while nothing can be saved', () => {
	test('asks once, and says what would be lost, and how to keep it', () => {
		expect(textOf(asked(filled))).toBe(`Not saved: ${reason} Leaving now loses the Client ID, the Client Secret `
			+ 'ending in 9c0d, the Company UUID and the request token ending in 1b0a. SAP Concur does not show a '
			+ 'Client Secret again. Press Ctrl+Y to copy these values.');
	});

	test('does not speak of a secret that is on disk, nor of values that the environment sets', () => {
		const saved = {...savedProgress(filled), values: {...values, companyUUID: ''}};
		const fixed = {...filled, facts: {...facts, environment: {companyUUID: values.companyUUID}}};
		expect(textOf(asked(filled, saved))).toBe(`Not saved: ${reason} Leaving now loses the Company UUID. `
			+ 'Press Ctrl+Y to copy the Company UUID.');
		expect(describeLoss(fixed, saved)).toBeUndefined();
	});

	test('speaks of ticks, chosen APIs and an emptied field too', () => {
		const state = {...filled, ticks: ['login.open'], values: {...values, appID: ''}};
		expect(describeLoss(state, {...nothing, values, chosenApis: [{id: 'list', access: 'read'}]}))
			.toBe('the emptied Client ID, your ticks and the choice of APIs');
	});

	test('asks nothing where only the place of the focus would be lost', () => {
		const {state, effects} = transition(filled, {
			kind: 'leave-refused', to: 'terminal', reason, attempt: 1,
			saved: {...savedProgress(filled), stage: 'login', item: 3},
		});
		expect([state.overlay, effects]).toEqual([{kind: 'none'}, [{kind: 'leave-unsaved', to: 'terminal'}]]);
	});

	test('tries again at Enter, which counts the attempts', () => {
		const again = transition(asked(filled), press('accept'));
		expect([again.state.overlay, again.effects])
			.toEqual([{kind: 'none'}, [{kind: 'leave', to: 'terminal', attempt: 1}]]);
		expect(asked(filled).notice).toBeUndefined();
		expect(asked(again.state, nothing, 2)).toMatchObject({
			overlay: askQuestion({
				kind: 'leave-unsaved', to: 'terminal', reason, saved: nothing, attempt: 2,
			}),
			notice: {tone: 'bad', text: 'Still not saved after 2 attempts.'},
		});
	});

	test.each(['no', 'leave'] as const)('the key for %s leaves: nobody is trapped', key => {
		expect(transition(asked(filled), press(key)).effects).toEqual([{kind: 'leave-unsaved', to: 'terminal'}]);
	});

	test('Esc goes back to the stage, where it stands that nothing is saved', () => {
		expect(after(asked(filled), press('close'))).toMatchObject({
			...filled, overlay: {kind: 'none'}, notice: {tone: 'bad', text: `Not saved: ${reason}`},
		});
	});

	test('Ctrl+Y copies what would be lost, as a paste takes it back', () => {
		const {effects} = transition(asked(filled), press('copy'));
		const [copy] = effects;
		expect(copy).toMatchObject({kind: 'copy', label: 'values'});
		expect(copy?.kind === 'copy' && parsePaste(copy.text)).toEqual({kind: 'named', values});
		const saved = {...savedProgress(filled), values: {...values, clientSecret: ''}};
		expect(copyableLoss(filled, saved)).toEqual({label: 'Client Secret', text: values.clientSecret});
		expect(copyableLoss(filled, {...savedProgress(filled), folder: '/old'})).toBeUndefined();
	});
});
