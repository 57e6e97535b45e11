import {describe, expect, test} from 'vitest';
import {callRecord} from '../../../source/concur/call-record.js';
import {settingsAfterOutcome} from '../../../source/store/profile/settings-after-outcome.js';
import {emptySettings} from '../../../source/store/profile/settings.js';
import {type WizardEvent} from '../../../source/wizard/events.js';
import {connectionOf} from '../../../source/wizard/calls/lifetimes.js';
import {stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {shownItems} from '../../../source/wizard/regions/shown-items.js';
import {fieldRefusal} from '../../../source/wizard/calls/refusals.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {savedProgress, type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, grantedCall, grantedToken, now, pasted, press, readyForTheCall, refusedCall, values,
} from '../wizard-builders.js';

const newSecret = '11111111-2222-4333-8444-555555555555';
const granted = after(readyForTheCall(), press('accept'), grantedCall());
const replaced = after(granted, pasted(`Client Secret: ${newSecret}`), press('yes'));

function actionsOf(state: WizardState, stage: WizardState['stage']): readonly string[] {
	return stageItems({...state, stage}).flatMap(item => item.kind === 'action' ? [item.label] : []);
}

const identity = {appID: values.appID, clientSecret: newSecret, companyUUID: values.companyUUID};

/** The profile on disk with a replaced secret, after an answer to the new one. */
function answered(outcome: Parameters<typeof settingsAfterOutcome>[1], presented = newSecret) {
	const settings = {
		...emptySettings(now), values: {...values, clientSecret: newSecret},
		former: {appID: values.appID, clientSecret: values.clientSecret}, token: granted.token!,
	};
	return settingsAfterOutcome(settings, outcome, {...identity, clientSecret: presented});
}

/** An answer to the new secret, with what is on disk because of it. */
function answer(outcome: Parameters<typeof settingsAfterOutcome>[1]): WizardEvent {
	const stored = answered(outcome);
	return {kind: 'token-answered', outcome, record: callRecord(stored), stored, now};
}

const refused = {
	kind: 'refused', grant: 'refresh_token', code: 64, error: 'invalid_client',
	facts: {...grantedToken().facts, status: 401},
	explanation: {stage: 'app', cause: 'Wrong secret.', remedy: 'Paste it again.'},
} as const;

describe('a secret that is replaced while a refresh token lives', () => {
	test('is asked about with both endings, and Enter keeps the old one', () => {
		const asking = after(granted, pasted(`Client Secret: ${newSecret}`));
		expect(asking.overlay).toMatchObject({kind: 'question', answer: 'no'});
		expect(after(asking, press('accept')).values.clientSecret).toBe(values.clientSecret);
		expect(after(asking, press('next-item'), press('accept')).values.clientSecret).toBe(newSecret);
	});

	test('is proven at once by a refresh, with the old one kept on disk', () => {
		expect(replaced).toMatchObject({stage: 'proof', call: {kind: 'calling', purpose: 'proof'}});
		expect(savedProgress(replaced).former).toEqual({appID: values.appID, clientSecret: values.clientSecret});
	});

	test('once SAP Concur accepts the new one the old one is erased, '
		+ 'on disk in the write that stores the grant', () => {
		const proven = after(replaced, {kind: 'token-answered', grant: 'refresh_token', now, outcome: grantedToken()});
		expect(proven.former).toBeUndefined();
		expect(proven.values.clientSecret).toBe(newSecret);
		const stored = answered({...grantedToken(), grant: 'refresh_token'});
		expect(stored).toMatchObject({former: undefined, values: {clientSecret: newSecret}});
		expect(stored.token?.obtainedWith.clientSecret).toBe(newSecret);
	});

	test('once SAP Concur refuses the new one the old one is back, unblamed, '
		+ 'and the new one is kept in its place', () => {
		const back = after(replaced, refusedCall(64, 'app', 'refresh_token'));
		expect(back.values.clientSecret).toBe(values.clientSecret);
		expect(back.former).toEqual({appID: values.appID, clientSecret: newSecret});
		expect(fieldRefusal(back, 'clientSecret')).toBeUndefined();
		expect(back.notice?.text).toContain('The one ending in 9c0d has been restored');
		const stored = answered(refused);
		expect(stored).toMatchObject({
			values: {clientSecret: values.clientSecret}, former: {clientSecret: newSecret}, connection: undefined,
		});
		expect(connectionOf({...back, connection: stored.connection}).kind).not.toBe('refused');
	});

	test('that another process finds refused or proven is followed in the session, without a question', () => {
		const saved = {...replaced, call: {kind: 'idle'}, unlocked: []} as const;
		const refusedElsewhere = answered(refused);
		const back = after(saved, {kind: 'recorded', record: callRecord(refusedElsewhere), stored: refusedElsewhere});
		expect(back.overlay).toEqual({kind: 'none'});
		expect(back.values.clientSecret).toBe(values.clientSecret);
		expect(back.former).toEqual({appID: values.appID, clientSecret: newSecret});
		expect(back.notice?.text).toContain('The one ending in 9c0d has been restored');
		const provenElsewhere = answered({...grantedToken(), grant: 'refresh_token'});
		const proven = after(saved, {kind: 'recorded', record: callRecord(provenElsewhere), stored: provenElsewhere});
		expect(proven.former).toBeUndefined();
		expect(proven.values).toBe(saved.values);
	});

	test('a refused secret is offered as another try, and the one that was restored is said to be proven', () => {
		const back = {...after(replaced, refusedCall(64, 'app', 'refresh_token')), stage: 'app'} as const;
		const actions = actionsOf(back, 'app');
		expect(actions).toContain('Try the refused secret ending in 5555 again');
		expect(actions.join(' ')).not.toMatch(/Prove the new secret|Go back/);
		const field = shownItems(back).items.find(item => item.kind === 'field' && item.field === 'clientSecret');
		expect(field).toMatchObject({hint: {
			text: 'This one is proven. SAP Concur refused the secret ending in 5555, which is kept for another try.',
		}});
		const item = stageItems(back).findIndex(each => each.kind === 'action' && each.id === 'swap-secrets');
		const trying = after({...back, item}, press('accept'), press('yes'));
		expect(trying).toMatchObject({values: {clientSecret: newSecret}, call: {kind: 'calling', purpose: 'proof'}});
	});

	test('a refusal for another reason, or of another secret, changes nothing about the two', () => {
		const kept = {values: {clientSecret: newSecret}, former: {clientSecret: values.clientSecret}};
		expect(answered({...refused, code: 108})).toMatchObject(kept);
		expect(answered(refused, 'of-an-older-call')).toMatchObject(kept);
	});

	test('where the old one is refused too, it is not shown as proven', () => {
		const first = answered(refused);
		const second = settingsAfterOutcome(first, refused, {...identity, clientSecret: values.clientSecret});
		expect(second).toMatchObject({values: {clientSecret: newSecret}, former: {clientSecret: values.clientSecret}});
		expect(second.connection).toMatchObject({kind: 'refused', clientSecret: values.clientSecret});
	});

	test('interrupted before the answer, the next start offers to prove the new one or to go back', () => {
		const later = {...replaced, call: {kind: 'idle'}} as const;
		expect(actionsOf(later, 'app')).toEqual(expect.arrayContaining([
			'Prove the new secret by refreshing the token', 'Go back to the secret ending in 9c0d',
		]));
		const items = stageItems({...later, stage: 'app'});
		const item = items.findIndex(each => each.kind === 'action' && each.id === 'swap-secrets');
		const swapped = after({...later, stage: 'app', item}, press('accept'));
		expect(swapped.values.clientSecret).toBe(values.clientSecret);
		expect(swapped.former?.clientSecret).toBe(newSecret);
	});
});

test('with a living token stage 2 offers to enter a new secret, and puts the cursor into its field', () => {
	const items = stageItems({...granted, stage: 'app'});
	const item = items.findIndex(each => each.kind === 'action' && each.id === 'new-secret');
	const at = after({...granted, stage: 'app', item}, press('accept'));
	expect(stageItems(at)[at.item]).toEqual({kind: 'field', field: 'clientSecret'});
	expect(at.values.clientSecret).toBe(values.clientSecret);
});

test('a once-only secret that is replaced before any token is kept until the first grant', () => {
	const before = readyForTheCall();
	const after1 = after(before, pasted(`Client Secret: ${newSecret}`), press('yes'));
	expect(after1).toMatchObject({former: {clientSecret: values.clientSecret}, call: {kind: 'idle'}});
	const back = after(after1, press('undo'));
	expect(back).toMatchObject({values: {clientSecret: values.clientSecret}, former: {clientSecret: newSecret}});
	const {state} = transition(after1, {kind: 'pasted', text: `Client Secret: ${values.clientSecret}`, now});
	expect(state.values.clientSecret).toBe(values.clientSecret);
});

describe('no road loses a secret or a living token unasked', () => {
	const otherApp = '99999999-2222-4333-8444-555555555555';
	const proven = after(replaced, {kind: 'token-answered', grant: 'refresh_token', now, outcome: grantedToken()});
	const third = '33333333-2222-4333-8444-555555555555';

	test('a paste that brings another app with its refresh token asks first, and takes both over after a yes', () => {
		const paste = pasted(`CONCUR_CLIENT_ID=${otherApp}\nCONCUR_CLIENT_SECRET=${newSecret}\n`
			+ `CONCUR_COMPANY_UUID=${values.companyUUID}\nCONCUR_REFRESH_TOKEN=2d725xipty0z7ha3vlpy8b2c3hqnew`);
		const {state, effects} = transition(granted, paste);
		expect([state.values, effects]).toEqual([granted.values, []]);
		expect(state.overlay).toMatchObject({kind: 'question', question: {kind: 'change-values'}, answer: 'no'});
		const taken = transition(state, press('yes'));
		expect(taken.effects).toMatchObject([{kind: 'import-token'}]);
		expect(taken.state).toMatchObject({values: {appID: otherApp}, former: {clientSecret: values.clientSecret}});
	});

	test('Ctrl+Z after a replacement that was proven keeps the proven secret beside the old one', () => {
		const back = after(proven, press('undo'), press('undo'));
		expect(back.values.clientSecret).toBe(values.clientSecret);
		expect(back.former?.clientSecret).toBe(newSecret);
	});

	test('a yes counts for one replacement: the next one asks again, and keeps the proven secret', () => {
		const asking = after(proven, pasted(`Client Secret: ${third}`));
		expect(asking.overlay).toMatchObject({kind: 'question', question: {kind: 'change-values'}});
		expect(after(asking, press('yes')).former?.clientSecret).toBe(newSecret);
	});

	test('an answer is about the secret that was presented, whatever is pasted meanwhile', () => {
		const meanwhile = after(replaced, pasted(`Client Secret: ${third}`));
		const pastedNow = meanwhile.overlay.kind === 'question' ? after(meanwhile, press('yes')) : meanwhile;
		expect(pastedNow.values.clientSecret).toBe(third);
		const refusedThen = after(pastedNow, refusedCall(64, 'app', 'refresh_token', newSecret));
		expect(refusedThen.values.clientSecret).toBe(third);
		expect(refusedThen.former?.clientSecret).toBe(values.clientSecret);
		// The paste had not been saved, so the disk has gone back to the old secret.
		const refusedBefore = transition(pastedNow, answer(refused)).state;
		expect(refusedBefore.values.clientSecret).toBe(third);
		expect(refusedBefore.former?.clientSecret).toBe(values.clientSecret);
	});

	test('going back to the old secret during the call is not undone by an answer about neither', () => {
		const items = stageItems({...replaced, stage: 'app'});
		const item = items.findIndex(each => each.kind === 'action' && each.id === 'swap-secrets');
		const swapped = after({...replaced, stage: 'app', item}, press('accept'));
		expect(swapped.values.clientSecret).toBe(values.clientSecret);
		const answeredThen = transition(swapped, answer({...refused, code: 108})).state;
		expect(answeredThen.values.clientSecret).toBe(values.clientSecret);
		expect(answeredThen.former?.clientSecret).toBe(newSecret);
	});
});
