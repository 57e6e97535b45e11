import {describe, expect, test} from 'vitest';
import {type FolderReport} from '../../source/concur/tutorial.js';
import {focusedItem, stageItems} from '../../source/wizard/stages/items-in-view.js';
import {isStepDone} from '../../source/wizard/stages/step-status.js';
import {stageOf, type Step} from '../../source/wizard/stages/stages.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, grantedToken, now, press, readyForTheCall, values,
	type TestEvent,
} from './wizard-builders.js';

const report = readyForTheCall().folderReport!;
const absent: FolderReport = {...report, credentialsFile: {kind: 'absent'}};
const practice = begunSession({facts: {...facts, isPractice: true}});

const refreshed: TestEvent = {kind: 'token-answered', grant: 'refresh_token', now, outcome: grantedToken()};
const counted: TestEvent = {
	kind: 'proof-answered',
	now,
	outcome: {kind: 'proven', totalResults: 7, facts: grantedToken().facts},
};
const issued = (names: ReadonlyArray<keyof typeof values>): TestEvent => ({
	kind: 'values-issued', values: Object.fromEntries(names.map(name => [name, values[name]])), now,
});
const issuedApp = issued(['appID', 'clientSecret']);
const issuedToken = issued(['companyUUID', 'companyRequestToken']);

/** Stage, notice and focus, as a person sees them. */
function view(state: WizardState): readonly [string, string | undefined, string] {
	const item = focusedItem(state);
	return [state.stage, state.notice?.text, item.kind === 'field' ? item.field : item.id];
}

describe('a stage in which nothing is left leads on by itself', () => {
	test('when its last step is ticked', () => {
		const state = after(begunSession(), press('accept'), press('accept'), press('accept'));
		expect(view(state)).toEqual(['app', 'Stage 1 is done → stage 2', 'app.new']);
	});

	test('not while a step between is open: that one has to be seen', () => {
		const state = after(begunSession(), press('next-item'), press('accept'), press('accept'));
		expect(state).toMatchObject({stage: 'login', ticks: ['login.sign-in', 'login.arrived']});
		const back = after(state, press('next-item'), press('next-item'), press('accept'));
		expect(view(back)).toEqual(['app', 'Stage 1 is done → stage 2', 'app.new']);
	});

	test('not when a step is unticked, and not for a step that was done anyhow', () => {
		const ticked = after(begunSession(), press('accept'), press('previous-item'), press('accept'));
		expect(ticked).toMatchObject({stage: 'login', ticks: []});
		const implied = after({...readyForTheCall(), stage: 'app', item: 0}, press('accept'));
		expect(implied).toMatchObject({stage: 'app', item: 1, ticks: []});
	});

	test('when practice issued its values, which ticks its steps', () => {
		const atToken = after({...practice, stage: 'app'}, issuedApp);
		expect(view(atToken)).toEqual([
			'request-token', 'Issued by the practice panel: Client ID, Client Secret. → stage 3', 'request-token.app',
		]);
		const atFolder = after(atToken, issuedToken);
		expect(view(atFolder)).toEqual([
			'folder', 'Issued by the practice panel: Company UUID, Request token. → stage 4', 'folder',
		]);
		expect(atFolder.ticks).toEqual(expect.arrayContaining(['app.ok', 'request-token.app', 'request-token.ok']));
	});

	test('when its folder is accepted: the one that is proposed, or the one that was chosen', () => {
		const state = {...readyForTheCall(), stage: 'folder', item: 0, folderReport: absent} as const;
		expect(view(after({...state, folder: ''}, press('accept')))).toEqual([
			'credentials-file', 'Stage 4 is done → stage 5', 'write-credentials',
		]);
		expect(view(after(state, press('accept')))).toEqual([
			'credentials-file', 'Stage 4 is done → stage 5', 'write-credentials',
		]);
	});

	test('when credentials.json is written, when the token is granted, and at the proof to what was left out', () => {
		const written = after(
			{...readyForTheCall(), stage: 'credentials-file', item: 0, folderReport: absent},
			press('accept'),
			{kind: 'file-written', file: 'credentials.json', report},
		);
		expect(view(written)).toEqual([
			'refresh-token', `Wrote ${report.folder}/credentials.json, readable only by you. → stage 6`, 'obtain-token',
		]);
		const granted = after(written, press('accept'), grantedCall());
		expect(view(granted)).toEqual([
			'proof', 'SAP Concur granted a refresh token. It is saved. → stage 7', 'prove-token',
		]);
		const skipped = after({...granted, folderReport: absent}, press('accept'), refreshed, counted);
		expect(view(skipped)).toEqual([
			'credentials-file',
			'Proven in 412 ms: SAP Concur answered with 7 users. → stage 5',
			'write-credentials',
		]);
		const last = after(skipped, press('accept'), {kind: 'file-written', file: 'credentials.json', report});
		expect(last).toMatchObject({stage: 'proof', notice: {tone: 'good'}});
	});
});

describe('a folder that git would publish is not passed over', () => {
	const unprotected: FolderReport = {...absent, git: 'unprotected'};

	test.each([
		['proposed', ''],
		['chosen', report.folder],
	])('Enter on the one that is %s leads to what protects it', (_what, folder) => {
		const state = after(
			{...readyForTheCall(), stage: 'folder', item: 0, folder, folderReport: unprotected},
			press('accept'),
		);
		expect(view(state)).toEqual(['folder', undefined, 'ignore-in-git']);
		expect(state.folder).toBe(report.folder);
	});

	test('once it is protected, one more Enter goes on', () => {
		const state = after(
			{...readyForTheCall(), stage: 'folder', item: 1, folderReport: unprotected},
			{kind: 'folder-inspected', report: absent},
		);
		expect(view(state)).toEqual(['folder', undefined, 'continue']);
		expect(after(state, press('accept')).stage).toBe('credentials-file');
	});
});

describe('who has gone to another stage meanwhile is not moved', () => {
	test.each([
		['a granted token', readyForTheCall(), [grantedCall()], 'SAP Concur granted a refresh token. It is saved.'],
		[
			'a proof',
			after(readyForTheCall(), press('accept'), grantedCall()),
			[refreshed, counted],
			'Proven in 412 ms. All 7 stages are done.',
		],
		[
			'a written file',
			{...readyForTheCall(), stage: 'credentials-file', item: 0, folderReport: absent} as const,
			[{kind: 'file-written', file: 'credentials.json', report} as const],
			`Wrote ${report.folder}/credentials.json, readable only by you.`,
		],
	])('by %s', (_what, state, answers, text) => {
		const elsewhere = after(state, press('accept'), press('previous-stage'), press('previous-stage'));
		const answered = after(elsewhere, ...answers);
		expect([answered.stage, answered.item]).toEqual([elsewhere.stage, elsewhere.item]);
		expect(answered.notice?.text).toBe(text);
	});
});

test('values that practice issues after one has gone to another stage tick the steps of their own', () => {
	const elsewhere = after({...practice, stage: 'app'}, press('issue'), press('next-stage'), press('next-stage'));
	const answered = after(elsewhere, issuedApp);
	expect(answered.values.appID).toBe(values.appID);
	expect(answered.ticks).toEqual(after({...practice, stage: 'app'}, issuedApp).ticks);
	// As after a paste, the way on is the first stage that is open.
	expect(view(answered)).toEqual([
		'request-token', '2 stages filled → stage 3: Client ID, Client Secret.', 'request-token.app',
	]);
});

describe('Enter never says what is not so', () => {
	const atToken = {stage: 'request-token', item: 0} as const;
	const {appID, clientSecret} = values;
	const withApp = begunSession({...atToken, values: {appID, clientSecret, companyUUID: '', companyRequestToken: ''}});
	const enters = (count: number) => Array.from({length: count}, () => press('accept'));

	test('an empty value keeps the focus, and says what to do', () => {
		const state = after(withApp, ...enters(4));
		expect(view(state)).toEqual([
			'request-token', 'Paste the Company UUID first; Tab skips it.', 'companyUUID',
		]);
		expect(state.ticks).toEqual(['request-token.app']);
	});

	test('"Once both values are entered" is not ticked while one is missing, '
		+ 'nor counts as ticked once one is gone', () => {
		const half = {...withApp, values: {...withApp.values, companyUUID: values.companyUUID}, item: 3};
		const state = after(half, press('accept'));
		expect(view(state)).toEqual([
			'request-token', 'The Request token is still empty: paste it before you choose OK on that page.',
			'request-token.ok',
		]);
		expect(state.ticks).toEqual([]);
		const step = stageOf('request-token').items.at(-1) as Step;
		expect(isStepDone({...half, ticks: ['request-token.ok']}, step)).toBe(false);
		expect(isStepDone({...half, values, ticks: ['request-token.ok']}, step)).toBe(true);
	});

	test('at the end of a stage it goes to what is open above, never round to the top', () => {
		const enteredAt = {companyRequestToken: now - (25 * 60 * 60 * 1000)};
		const expired = {...readyForTheCall(), ...atToken, item: 3, enteredAt};
		const skipped = after(expired, press('accept'));
		expect(view(skipped)[2]).toBe('companyRequestToken');
		expect(skipped.ticks).toEqual(['request-token.ok']);
	});
});

test('with nothing entered, each later stage points to the first one that is open', () => {
	const stages = ['credentials-file', 'refresh-token', 'proof'] as const;
	const labels = stages.map(stage => stageItems(begunSession({stage})).find(({kind}) => kind === 'action'));
	expect(labels).toEqual(stages.map(() => expect.objectContaining({stage: 'login'}) as unknown));
});

describe('what was said of a moment ends with it', () => {
	const written: TestEvent = {kind: 'file-written', file: 'credentials.json', report};
	const told: TestEvent = {kind: 'notified', text: 'F5 does nothing here. Press F1 for a list of keys.'};
	const failed: TestEvent = {kind: 'failed', text: 'Not saved: the disk is full'};
	const clock = (later: number): TestEvent => ({kind: 'clock', now: now + later});

	test('good news after a minute, a refusal and what is to be done never', () => {
		const state = readyForTheCall();
		expect(after(state, written, clock(59_000)).notice?.text).toContain('Wrote');
		expect(after(state, written, clock(5000), clock(61_000)).notice).toBeUndefined();
		expect(after(state, failed, clock(600_000)).notice?.text).toBe('Not saved: the disk is full');
		expect(after(state, told, clock(600_000)).notice).toBeDefined();
	});

	test.each(['help', 'debug'] as const)('%s opens and closes without it, and keeps a refusal', key => {
		const open = after(begunSession(), told, press(key));
		expect(open.notice).toBeUndefined();
		expect(after(open, told, press('close'))).toMatchObject({overlay: {kind: 'none'}, notice: undefined});
		expect(after(begunSession(), failed, press(key), press('close')).notice?.tone).toBe('bad');
	});
});
