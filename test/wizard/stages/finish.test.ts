import {describe, expect, test} from 'vitest';
import {callRecord} from '../../../source/concur/call-record.js';
import {finishFacts} from '../../../source/wizard/stages/finish.js';
import {focusedItem, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {type ActionId} from '../../../source/wizard/actions/action.js';
import {isAtFinish, stageFailure} from '../../../source/wizard/stages/stage-status.js';
import {questionTexts} from '../../../source/wizard/questions/questions.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, facts, grantedCall, grantedToken, now, pasted, press, readyForTheCall, refusedCall, values,
	type TestEvent,
} from '../wizard-builders.js';

const {facts: callFacts, token} = grantedToken();
const refreshed: TestEvent = {kind: 'token-answered', grant: 'refresh_token', now, outcome: grantedToken()};
const counted = (totalResults: number): TestEvent => ({
	kind: 'proof-answered', now, outcome: {kind: 'proven', totalResults, facts: callFacts},
});
const granted = after(readyForTheCall(), press('accept'), grantedCall());
const finished = after(granted, press('accept'), refreshed, counted(7));
const folder = '/home/ada/concur';

function at(id: ActionId, state: WizardState = finished): WizardState {
	return {...state, item: stageItems(state).findIndex(item => item.kind === 'action' && item.id === id)};
}

describe('at the end Enter', () => {
	test('copies the command that prints a bearer token, as this profile has to be asked for it', () => {
		const {state, effects} = transition(at('copy-command'), press('accept'));
		expect(effects).toEqual([{kind: 'copy', label: 'command', text: 'concur-tokens token'}]);
		expect(state.notice?.text).toBe('Copied, if your terminal allows it: concur-tokens token');
		const ofPractice = {...facts, program: 'npx concur-tokens', repeatedOptions: ' --practice --profile emea'};
		const other = at('copy-command', {...finished, facts: ofPractice});
		expect(transition(other, press('accept')).effects).toEqual([
			{kind: 'copy', label: 'command', text: 'npx concur-tokens token --practice --profile emea'},
		]);
		expect(focusedItem(other)).toMatchObject({detail: 'npx concur-tokens token --practice --profile emea'});
	});

	test.each([
		['try-token', {kind: 'try-token'}],
		['export-environment', {kind: 'export', format: 'env', folder, canOverwrite: false}],
		['export-postman', {kind: 'export', format: 'postman', folder, canOverwrite: false}],
		['save-token-object', {kind: 'write-token-object', folder, token: finished.token, canOverwrite: false}],
		['prove-token', {kind: 'prove-token'}],
		['leave', {kind: 'leave', to: 'terminal'}],
	] as const)('on %s asks the world for it, and nothing else', (id, effect) => {
		expect(transition(at(id), press('accept')).effects).toEqual([effect]);
	});

	test('stays on what was done, so that it can be done again or left', () => {
		const tried =
			after(at('try-token'), press('accept'), {kind: 'notified', tone: 'good', text: 'It prints ••••Xy9Z.'});
		expect(focusedItem(tried)).toMatchObject({id: 'try-token'});
		expect(tried.notice).toEqual({tone: 'good', text: 'It prints ••••Xy9Z.'});
	});
});

describe('a refusal that another process recorded', () => {
	const refused = after(finished, press('accept'), refusedCall(108, 'request-token', 'refresh_token'));
	const record = callRecord(refused);

	test('undoes the finish at once, and the focus is on what mends it', () => {
		const told = after(at('try-token'), {kind: 'recorded', record});
		expect(isAtFinish(told)).toBe(false);
		expect(stageFailure(told, 'proof')).toMatchObject({cause: 'Cause of 108.'});
		expect(focusedItem(told)).toMatchObject({id: 'go-to', stage: 'request-token'});
		expect(told.notice, 'the stage says it').toBeUndefined();
	});

	test('is told by a notice in a stage that does not show it', () => {
		const elsewhere = after({...finished, stage: 'login', item: 0}, {kind: 'recorded', record});
		expect(elsewhere.notice).toEqual({tone: 'bad', text: 'Cause of 108.'});
		expect(elsewhere.item).toBe(0);
	});

	test('that the record is as it was moves nothing', () => {
		const same = after(at('try-token'), {kind: 'recorded', record: callRecord(finished)});
		expect(isAtFinish(same)).toBe(true);
		expect(focusedItem(same)).toMatchObject({id: 'try-token'});
	});
});

test('daily renewal is set up after a yes, and shown as lines after a no', () => {
	const asked = after(at('daily-renewal'), press('accept'));
	expect(asked.overlay).toMatchObject({kind: 'question', question: {kind: 'set-up-renewal'}, answer: 'yes'});
	expect(transition(asked, press('accept')).effects).toEqual([{kind: 'set-up-renewal'}]);
	expect(transition(asked, press('no')).effects).toEqual([{kind: 'explain-renewal'}]);
	const done = after(asked, press('yes'), {kind: 'renewal-set-up', by: 'systemd', text: 'Written: …'});
	expect(done).toMatchObject({overlay: {kind: 'text'}, facts: {renewal: 'systemd'}});
	const asking = {...finished, facts: {...facts, renewal: 'unknown'}} as const;
	const late: TestEvent = {kind: 'renewal-found', by: undefined};
	expect(finishFacts(asking)).not.toContainEqual(finishFacts(finished)[4]);
	expect(finishFacts(after(asking, late))).toEqual(finishFacts(finished));
	// The machine's answer was asked for before.
	expect(after(done, late).facts.renewal).toBe('systemd');
	expect(finishFacts(done).map(({text}) => text).join(' '))
		.toContain('renewed by each use, checked daily by a systemd timer');
});

test('a crontab line that no daemon reads is not said to check daily', () => {
	const done = after(
		after(at('daily-renewal'), press('accept')),
		press('yes'),
		{kind: 'renewal-set-up', by: 'crontab-idle', text: 'Added to your crontab'},
	);
	expect(done.overlay).toMatchObject({title: 'The daily renewal is set up, but cron is not running'});
	const words = finishFacts(done).map(({text}) => text).join(' ');
	expect(words).toContain('no cron daemon seems to run, so nothing renews it daily');
	expect(words).not.toContain('checked daily');
});

describe('an export', () => {
	test.each([
		['env', 'concur.env', `To load it in a shell: . ${folder}/concur.env`],
		['postman', 'concur.postman_environment.json', 'In Postman, choose Import, then select it as the environment.'],
	] as const)('of %s says where it is, who can read it and how it is put to use', (format, name, use) => {
		const path = `${folder}/${name}`;
		expect(after(finished, {kind: 'exported', format, path}).notice).toEqual({
			tone: 'good', text: `Wrote ${path}, readable only by you. ${use}`,
		});
	});

	test('replaces a file that is there only after a yes', () => {
		const path = `${folder}/concur.env`;
		const asked = after(at('export-environment'), press('accept'), {kind: 'export-exists', format: 'env', path});
		const {overlay} = asked;
		expect(overlay).toMatchObject({kind: 'question', question: {kind: 'overwrite-export', format: 'env', path}});
		expect(overlay.kind === 'question' && questionTexts(asked, overlay.question).text)
			.toContain(`Replace ${path}?`);
		const kept = transition(asked, press('no'));
		expect([kept.effects, kept.state.notice?.text]).toEqual([[], 'Nothing was changed.']);
		expect(transition(asked, press('yes')).effects).toEqual([
			{kind: 'export', format: 'env', folder, canOverwrite: true},
		]);
	});
});

describe('how it is renewed daily', () => {
	const lines = '17 4 * * * concur-tokens renew';
	const shown =
		after(at('daily-renewal'), press('accept'), {kind: 'text-shown', title: 'Renew it daily', text: lines});

	test('is a page to be scrolled, closed by Esc', () => {
		expect(shown.overlay).toEqual({kind: 'text', title: 'Renew it daily', text: lines, scroll: 0});
		expect(after(shown, press('next-item')).overlay).toMatchObject({scroll: 1});
		expect(after(shown, press('close'))).toMatchObject({overlay: {kind: 'none'}, item: shown.item});
	});

	test('is copied whole by Ctrl+Y, which otherwise copies the refresh token there', () => {
		expect(transition(shown, press('copy')).effects).toEqual([{kind: 'copy', label: 'text', text: lines}]);
		expect(transition(finished, press('copy')).effects).toEqual([
			{kind: 'copy', label: 'refresh token', text: token.refresh_token},
		]);
	});

	test('takes no paste below it', () => {
		const state = after(shown, pasted('Client ID: other'));
		expect(state.values).toEqual(values);
		expect(state.notice?.text).toBe('Nothing was pasted. Press Esc to close this page, then paste again.');
	});
});

describe('the card of what was set up', () => {
	test('tells proof, app, company, data centre, end and scopes, and no secret', () => {
		expect(finishFacts(finished).map(({term, text}) => `${term}: ${text}`)).toEqual([
			'Proven: SAP Concur counted 7 users just now',
			'App: Client ID ending in 4e5f',
			`Company: ${values.companyUUID}`,
			'Data centre: us2, https://us2.api.concursolutions.com',
			'Refresh token: until 2026-09-02 15:30 UTC, in 184 days; renewed by each use; daily renewal is not set up',
			'Scopes: 64 granted',
		]);
		const text = JSON.stringify(finishFacts(finished));
		const {clientSecret, companyRequestToken} = values;
		for (const secret of [clientSecret, companyRequestToken, token.refresh_token, token.access_token]) {
			expect(text).not.toContain(secret);
		}
	});

	test('says how old the proof is, and counts a single user as one', () => {
		const old = after(granted, press('accept'), refreshed, counted(1), {kind: 'clock', now: now + 7_200_000});
		expect(finishFacts(old)[0]!.text).toBe('SAP Concur counted 1 user (2026-03-02 15:30 UTC, 2 h ago)');
	});

	test('is there only while it is so', () => {
		expect(finishFacts(granted)).toEqual([]);
		expect([granted, finished].map(state => isAtFinish(state))).toEqual([false, true]);
		const revoked = after(at('prove-token'), press('accept'), refusedCall(108, 'refresh-token', 'refresh_token'));
		expect(isAtFinish(revoked)).toBe(false);
		expect(isAtFinish(after(at('prove-token'), press('accept')))).toBe(false);
		const end = token.refresh_expires_in! * 1000;
		expect(isAtFinish(after(finished, {kind: 'clock', now: end}))).toBe(false);
	});
});
