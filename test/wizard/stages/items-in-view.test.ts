import {describe, expect, test} from 'vitest';
import {composeCredentials} from '../../../source/concur/credentials.js';
import {focusedIndex, canIssueValues, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {checkSummary} from '../../../source/wizard/values/value-problems.js';
import {enterStage, firstOpenItem} from '../../../source/wizard/update/enter-stage.js';
import {type FolderReport} from '../../../source/concur/tutorial.js';
import {stageFailure, stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, press, readyForTheCall, refusedCall, values, now,
} from '../wizard-builders.js';
import {copyableValue} from '../../../source/wizard/values/copyable-value.js';

/** What Enter can do now, as the screen says it. */
function offers(state: WizardState): readonly string[] {
	return stageItems(state).flatMap(item => (item.kind === 'action' ? [item.label] : []));
}

function atFile(file: FolderReport['credentialsFile'], changes: Partial<WizardState> = {}): WizardState {
	const ready = readyForTheCall();
	return {
		...ready,
		stage: 'credentials-file',
		item: 0,
		folderReport: {...ready.folderReport!, credentialsFile: file},
		...changes,
	};
}

const granted = after(readyForTheCall(), press('accept'), grantedCall());
const other = composeCredentials({...values, appID: 'another'});
const onward = 'Go on to stage 6: Generate your refresh token';

describe('stage 5 offers what fits the file that is there', () => {
	test('none: to write it, once all four values are known', () => {
		expect(offers(atFile({kind: 'absent'}))).toEqual(['Write credentials.json']);
		expect(offers(atFile({kind: 'absent'}, {folderReport: undefined}))).toEqual(['Write credentials.json']);
		expect(offers(atFile({kind: 'absent'}, {values: {...values, clientSecret: ''}}))).toEqual([
			'Go to stage 2: Client Secret is missing',
		]);
		expect(offers(atFile({kind: 'absent'}, {values: {...values, companyUUID: ''}}))).toEqual([
			'Go to stage 3: Company UUID is missing',
		]);
	});

	test('the same values: nothing but the way on', () => {
		expect(offers(atFile({kind: 'read', credentials: composeCredentials(values), modifiedAt: now}))).toEqual([
			onward,
		]);
	});

	test('the same values with something invisible in one, which SAP\'s samples would send: to replace them', () => {
		const credentials = composeCredentials(values);
		expect(offers(atFile({kind: 'read', credentials, uncleanKeys: ['companyUUID'], modifiedAt: now}))).toEqual([
			'Replace the file with the values shown here',
			'Import the values from the existing file',
		]);
	});

	test('other values: to replace them or to take them over', () => {
		expect(offers(atFile({kind: 'read', credentials: other, modifiedAt: now}))).toEqual([
			'Replace the file with the values shown here',
			'Import the values from the existing file',
		]);
	});

	test('other values, while one is missing here: never to replace the file with less', () => {
		const report = {kind: 'read', credentials: other, modifiedAt: now} as const;
		expect(offers(atFile(report, {values: {...values, appID: ''}}))).toEqual([
			'Import the values from the existing file',
			'Go to stage 1: Log in to your Concur admin panel',
		]);
	});

	test.each([
		{kind: 'malformed', line: 1, column: 2, reason: 'x'},
		{kind: 'wrong-shape', reason: 'x'},
		{kind: 'unreadable', reason: 'x'},
	] as const)('$kind: to look again or elsewhere, never to overwrite it', file => {
		expect(offers(atFile(file as FolderReport['credentialsFile']))).toEqual([
			'Check the file again',
			'Go to stage 4: choose another folder',
		]);
	});

	test('without a folder, the folder first', () => {
		expect(offers(atFile({kind: 'absent'}, {folder: ''}))).toEqual(['Go to stage 4: choose the folder first']);
	});
});

describe('stage 4', () => {
	test('offers to ignore the secrets where git would publish them', () => {
		const ready = {...readyForTheCall(), stage: 'folder'} as const;
		expect(offers({
			...ready, folderReport: {...ready.folderReport!, git: 'unprotected'},
		})[0]).toBe('Add credentials.json to .gitignore');
		expect(offers(ready)).toEqual(['Go on to stage 6: Generate your refresh token']);
		expect(offers({...ready, folder: '', folderReport: {...ready.folderReport!, git: 'unprotected'}})).toEqual([]);
	});
});

describe('stage 6 offers', () => {
	test('the one call, or the value that it lacks', () => {
		expect(offers(readyForTheCall())).toEqual(['Get the refresh token']);
		expect(offers({...readyForTheCall(), values: {...values, companyRequestToken: ''}})).toEqual([
			'Go to stage 3: Request token is missing',
		]);
	});

	test('after a refusal the stage that mends it first, then to ask again', () => {
		expect(offers(after(readyForTheCall(), press('accept'), refusedCall(64, 'app')))).toEqual([
			'Go to stage 2: Create a new app',
			'Try again',
		]);
	});

	test('once it is done the way on first, and the file for SAP\'s samples where a folder is chosen', () => {
		const file = 'Save refreshTokenObjectFile.json for SAP\'s samples';
		const there = {...granted, stage: 'refresh-token'} as const;
		expect(offers(there)).toEqual([
			'Go on to stage 7: Prove it: call the API',
			file,
			'Request a new refresh token',
		]);
		expect(offers({...there, folder: ''})).not.toContain(file);
	});
});

describe('a new refresh token that is refused while the old one lives', () => {
	const there = {...granted, stage: 'refresh-token'} as const;
	const asked = {
		...there,
		item: stageItems(there).findIndex(item => item.kind === 'action' && item.id === 'obtain-token'),
	};

	test('leaves stage 6 done, with cause, remedy and the stage that mends it', () => {
		const refused = after(asked, press('accept'), refusedCall(19, 'request-token'));
		expect(stageStatus(refused, 'refresh-token')).toBe('done');
		expect(stageFailure(refused, 'refresh-token')).toMatchObject({cause: 'Cause of 19.', remedy: 'Remedy of 19.'});
		expect(offers(refused).slice(0, 2)).toEqual([
			'Go to stage 3: Generate your company request token',
			'Request a new refresh token',
		]);
		expect(focusedIndex(refused)).toBe(stageItems(refused).findIndex(item => item.kind === 'action'));
		// The stage says it: a notice would say it again.
		expect(refused.notice).toBeUndefined();
		expect(after(refused, press('next-stage')).stage).toBe('proof');
	});

	test('is told by a notice to whoever went on to another stage meanwhile', () => {
		const elsewhere = after(asked, press('accept'), press('previous-stage'), refusedCall(19, 'request-token'));
		expect(elsewhere.notice).toEqual({tone: 'bad', text: 'Cause of 19.'});
	});
});

describe('a refresh token that is refused', () => {
	const refused = after(
		{...granted, stage: 'proof', item: 0},
		press('accept'),
		refusedCall(108, 'request-token', 'refresh_token'),
	);

	test('leads from stage 7 to the stage that mends it, with one key', () => {
		expect(offers(refused)).toEqual(['Go to stage 3: Generate your company request token']);
		expect(after(refused, press('accept')).stage).toBe('request-token');
	});

	test('once a new request token is there, is asked for anew, and nothing leads back to what is mended', () => {
		const mended = {
			...refused,
			stage: 'refresh-token',
			enteredAt: {...refused.enteredAt, companyRequestToken: now + 60_000},
		} as const;
		expect(stageFailure(mended, 'refresh-token')).toBeUndefined();
		expect(offers(mended)).toEqual(['Request a new refresh token']);
		expect(offers({...mended, stage: 'proof'})).toEqual(['Go to stage 6: get a new refresh token']);
	});
});

describe('stage 7 offers', () => {
	test('the call with a living token, and the way to one without', () => {
		expect(offers({...granted, stage: 'proof'})).toEqual(['Call the API']);
		expect(offers({...readyForTheCall(), stage: 'proof'})).toEqual([
			'Go to stage 6: get a refresh token',
		]);
	});

	test('what one does with a finished set-up once it is proven, the way to use it first', () => {
		const proven = after(granted, press('next-stage'), press('accept'), {
			kind: 'proof-answered',
			now: granted.now,
			outcome: {kind: 'proven', totalResults: 7, facts: granted.lastCall!.facts},
		});
		expect(offers(proven)).toEqual([
			'Copy the token command',
			'Try it here',
			'Write an environment file',
			'Export for Postman',
			'Export for SAP\'s samples',
			'Renew it daily',
			'Call the API again',
			'Leave',
		]);
		const withoutFile: WizardState = {
			...proven,
			folderReport: {...proven.folderReport!, credentialsFile: {kind: 'absent'}},
		};
		expect(offers(withoutFile)).toEqual([
			'Go on to stage 5: Generate your credentials file',
			'Call it again',
		]);
	});
});

describe('coming to a stage', () => {
	test('the first step that is not ticked has the focus, then the first empty field, then what can be done', () => {
		const app = {...begunSession(), stage: 'app'} as const;
		expect(firstOpenItem(app)).toBe(0);
		const ticks = stageItems(app).flatMap(item => (item.kind === 'step' ? [item.id] : []));
		expect(stageItems(app)[firstOpenItem({...app, ticks})]).toMatchObject({kind: 'field', field: 'appID'});
		expect(stageItems(app)[firstOpenItem({...app, ticks, values: {...values, clientSecret: ''}})]).toMatchObject({
			kind: 'field', field: 'clientSecret',
		});
		const full = {...app, ticks, values};
		expect(stageItems(full)[firstOpenItem(full)]).toMatchObject({kind: 'action', id: 'continue'});
	});

	test('the cursor stands behind what the field holds, and an old notice is gone', () => {
		const {state} = enterStage({...begunSession(), folder: '', notice: {tone: 'good', text: 'x'}}, 'folder');
		expect(state).toMatchObject({stage: 'folder', item: 0, cursor: 0, notice: undefined});
		const login = {...begunSession(), stage: 'folder'} as const;
		const ticks = stageItems({...login, stage: 'login'}).flatMap(item =>
			item.kind === 'step' ? [item.id] : []);
		expect(enterStage({...login, ticks, baseUri: ''}, 'login').state).toMatchObject({item: 3, cursor: 0});
	});

	test('the folder is looked at again where files matter, and nowhere else', () => {
		expect(enterStage(begunSession(), 'folder').effects).toEqual([
			{kind: 'inspect-folder', folder: facts.defaultFolder},
		]);
		expect(enterStage({...begunSession(), folder: '/srv/tokens'}, 'credentials-file').effects).toEqual([
			{kind: 'inspect-folder', folder: '/srv/tokens'},
		]);
		expect(enterStage(begunSession(), 'app').effects).toEqual([]);
	});

	test('a position of a longer list is brought back into this one', () => {
		const state = readyForTheCall();
		expect(focusedIndex({...state, item: 99})).toBe(stageItems(state).length - 1);
		expect(focusedIndex({...state, item: -1})).toBe(0);
	});
});

describe('Ctrl+Y copies', () => {
	test('the field that has the focus, under the name that the screen gives it', () => {
		const app = {...begunSession({values}), stage: 'app'} as const;
		const at = (field: string) => ({
			...app,
			item: stageItems(app).findIndex(item => item.kind === 'field' && item.field === field),
		});
		expect(copyableValue(at('appID'))).toEqual({label: 'Client ID', text: values.appID});
		expect(copyableValue(at('clientSecret'))).toEqual({label: 'Client Secret', text: values.clientSecret});
		expect(copyableValue({...at('appID'), values: {...values, appID: ''}})).toBeUndefined();
	});

	test('the App ID at the step that wants it typed on Concur\'s page', () => {
		expect(copyableValue({...begunSession({values}), stage: 'request-token', item: 0})).toEqual({
			label: 'Client ID',
			text: values.appID,
		});
		expect(copyableValue({...begunSession({values}), stage: 'login', item: 0})).toBeUndefined();
	});

	test('the grants, and the scopes for stage 7, at the steps that choose them on Concur\'s form', () => {
		const texts = stageItems(begunSession({stage: 'app'})).map((_, item) =>
			copyableValue(begunSession({stage: 'app', item}))?.text);
		expect(texts.filter(Boolean)).toEqual([
			'password refresh_token',
			'identity.user.core.read identity.user.ids.read',
		]);
	});

	test('the refresh token at the end, and only there', () => {
		const text = granted.token!.object.refresh_token;
		expect(copyableValue({...granted, item: 1})).toEqual({label: 'refresh token', text});
		expect(copyableValue({...granted, stage: 'proof', item: 0})).toEqual({label: 'refresh token', text});
		expect(copyableValue({...granted, stage: 'credentials-file', item: 0})).toBeUndefined();
		expect(copyableValue({...readyForTheCall(), stage: 'proof', item: 0})).toBeUndefined();
	});
});

test('practice issues an app in stage 2, and a request token in stage 3 once there is an app', () => {
	const practice = begunSession({facts: {...facts, isPractice: true}});
	expect(canIssueValues({...practice, stage: 'app'})).toBe(true);
	expect(canIssueValues({...practice, stage: 'request-token'})).toBe(false);
	expect(canIssueValues({...practice, stage: 'request-token', values})).toBe(true);
	expect(canIssueValues({...practice, stage: 'folder', values})).toBe(false);
	expect(canIssueValues({...begunSession({values}), stage: 'app'})).toBe(false);
});

test('the validity check in one line counts what is missing and what looks odd', () => {
	expect(checkSummary(begunSession())).toBe('4 missing');
	expect(checkSummary(begunSession({values}))).toBe('valid');
	expect(checkSummary(begunSession({values: {...values, appID: 'not a UUID'}}))).toBe('valid, 1 suspicious');
	expect(checkSummary(begunSession({
		values: {...values, appID: 'not a UUID', companyUUID: ''},
	}))).toBe('1 missing, 1 suspicious');
});
