import {describe, expect, test} from 'vitest';
import {focusedItem, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, grantedCall, now, pasted, press, readyForTheCall, typed, values,
} from '../wizard-builders.js';

const {appID, clientSecret, companyUUID, companyRequestToken} = values;

function offers(state: WizardState): readonly string[] {
	return stageItems(state).flatMap(item => item.kind === 'action' ? [item.label] : []);
}

const inDoubt = (field: keyof typeof values, value = 'xy'): WizardState => {
	const ready = readyForTheCall();
	return {...ready, values: {...ready.values, [field]: value}};
};

describe('a value that looks wrong', () => {
	test.each([
		['appID', 'app'],
		['clientSecret', 'app'],
		['companyUUID', 'request-token'],
		['companyRequestToken', 'request-token'],
	] as const)('in %s: its stage needs a look, and the way on stays open', (field, stage) => {
		const state = {...inDoubt(field), stage} as const;
		expect(stageStatus(state, stage)).toBe('attention');
		expect(offers(state).join('\n')).toContain('Go on to stage');
		expect(offers({...state, stage: 'refresh-token'})).toEqual(['Get the refresh token']);
	});

	test('as a Client ID proves no visit of the admin panel', () => {
		expect(stageStatus(after(begunSession({stage: 'app', item: 7}), pasted('hello')), 'login')).toBe('to-do');
	});

	test('is in order once SAP Concur has granted a token with it', () => {
		for (const field of ['appID', 'clientSecret', 'companyUUID', 'companyRequestToken'] as const) {
			const granted = after(inDoubt(field), press('accept'), grantedCall());
			expect([stageStatus(granted, 'app'), stageStatus(granted, 'request-token')], field)
				.toEqual(['done', 'done']);
		}
	});

	test('another secret that looks wrong beside that token is in doubt again', () => {
		const granted = after(readyForTheCall(), press('accept'), grantedCall());
		const changed = {...granted, values: {...granted.values, clientSecret: 'Xab'}};
		expect(stageStatus(changed, 'app')).toBe('attention');
	});

	test('has the focus once the page is done with, and Enter leads on from it, not over steps that are ticked', () => {
		const app = begunSession({stage: 'app', item: 7, ticks: [
			'app.new', 'app.name', 'app.type', 'app.apis', 'app.grants', 'app.scopes', 'app.submit',
		]});
		const filled = after(app, pasted('hello'), press('accept'), pasted(clientSecret), press('accept'));
		expect(focusedItem(filled)).toMatchObject({id: 'app.ok'});
		const ticked = after(filled, press('accept'));
		expect([ticked.stage, focusedItem(ticked)]).toEqual(['app', {kind: 'field', field: 'appID'}]);
		const onward = after(ticked, press('accept'));
		expect(focusedItem(onward)).toMatchObject({id: 'continue', stage: 'request-token'});
		expect(after(onward, press('accept')).stage).toBe('request-token');
	});

	test('is not passed over by a paste of the whole dialog', () => {
		const state = after(
			begunSession({stage: 'request-token', ticks: ['request-token.app', 'request-token.ok']}),
			pasted(`Company UUID: xy7\nCompany Request Token: ${companyRequestToken}`),
		);
		expect([state.stage, focusedItem(state)]).toEqual(['request-token', {kind: 'field', field: 'companyUUID'}]);
		const mended = after(state, {...pasted(companyUUID), now: now + 1}, press('accept'));
		expect(stageStatus(mended, 'request-token')).toBe('done');
	});
});

describe('words and lines are no value', () => {
	const app = begunSession({stage: 'app', item: 7});
	const sentence = 'No value was found in what you pasted. Copy the whole App Credentials page, the request token '
		+ 'dialog, or a single value.';

	test.each([
		['several words', 'hello world foo'],
		['several lines', 'Release notes\nVersion\n2'],
		['a page of HTML without labels', '<html><body><p>Sign in</p><p>again</p></body></html>'],
	])('%s change nothing', (_what, text) => {
		const state = after(app, pasted(text));
		expect(state.values).toEqual(app.values);
		expect(state.notice).toEqual({tone: 'warning', text: sentence});
	});

	test('nor do they begin at the welcome', () => {
		const welcome = begunSession({place: {kind: 'welcome', choice: 1}});
		const state = after(welcome, press('accept'), pasted('The new\nrelease is out'));
		expect(state.values.appID).toBe('');
		expect(stageStatus(state, 'login')).toBe('to-do');
	});

	test.each([
		['a value that a page broke behind a dash', appID.replace('-', '-\n'), appID],
		['one with a comment', `${appID} # ours`, appID],
		['one in a cell', `<td class="id">${appID}</td>`, appID],
		['one of a format of its own', 'opaque', 'opaque'],
	])('%s is', (_what, text, value) => {
		expect(after(app, pasted(text)).values.appID).toBe(value);
	});

	test('a folder may hold blanks, and so may what is typed', () => {
		const folder = begunSession({stage: 'folder', item: 0});
		expect(after(folder, pasted('/srv/my tokens')).folder).toBe('/srv/my tokens');
		expect(after(app, typed('a b')).values.appID).toBe('a b');
	});
});

describe('HTML is read as the page that it is', () => {
	test.each([
		[
			'a table',
			`<table><tr><th>Client ID</th><td>${appID}</td></tr>`
				+ `<tr><th>Client Secret</th><td>${clientSecret}</td></tr></table>`,
		],
		[
			'cells with attributes, and breaks',
			`<th scope="row">Client&nbsp;ID</th>\n<td class="x">\n ${appID}<br/></td>`
				+ `<th>Client Secret:</th><td><code>${clientSecret}</code></td>`,
		],
	])('%s', (_what, html) => {
		const state = after(begunSession({stage: 'app', item: 7}), pasted(html));
		expect(state.values).toMatchObject({appID, clientSecret});
	});
});
