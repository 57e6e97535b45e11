import {describe, expect, test} from 'vitest';
import {resolveBaseUri} from '../../../source/concur/base-uris.js';
import {focusedItem} from '../../../source/wizard/stages/items-in-view.js';
import {maxValueLength} from '../../../source/wizard/values/fields.js';
import {parsePaste} from '../../../source/wizard/paste/smart-paste.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {after, begunSession, facts, grantedToken, now, pasted, press, values} from '../wizard-builders.js';

const {appID, clientSecret, companyUUID, companyRequestToken} = values;
const {token} = grantedToken();

function named(text: string) {
	const paste = parsePaste(text);
	return paste.kind === 'named'
		? {...paste.values, ...(paste.refreshToken && {refreshToken: paste.refreshToken.object.refresh_token})}
		: paste;
}

describe('every name under which people keep a value', () => {
	test.each([
		['Client ID', 'appID'],
		['clientId', 'appID'],
		['App ID', 'appID'],
		['APP-ID', 'appID'],
		['Application ID', 'appID'],
		['CONCUR_CLIENT_ID', 'appID'],
		['CONCUR_APP_ID', 'appID'],
		['client_secret', 'clientSecret'],
		['App Secret', 'clientSecret'],
		['Secret', 'clientSecret'],
		['CONCUR_CLIENT_SECRET', 'clientSecret'],
		['Company UUID', 'companyUUID'],
		['company id', 'companyUUID'],
		['username', 'companyUUID'],
		['CONCUR_COMPANY_UUID', 'companyUUID'],
		['Company Request Token', 'companyRequestToken'],
		['requestToken', 'companyRequestToken'],
		['authtoken', 'companyRequestToken'],
		['Auth Token', 'companyRequestToken'],
		['password', 'companyRequestToken'],
		['CONCUR_REQUEST_TOKEN', 'companyRequestToken'],
		['CONCUR_COMPANY_REQUEST_TOKEN', 'companyRequestToken'],
		['Refresh Token', 'refreshToken'],
		['CONCUR_REFRESH_TOKEN', 'refreshToken'],
		['Base URI', 'baseUri'],
		['base url', 'baseUri'],
		['dataCenterURI', 'baseUri'],
		['geolocation', 'baseUri'],
		['CONCUR_BASE_URI', 'baseUri'],
		['CONCUR_BASE_URL', 'baseUri'],
	])('%s: names the %s', (label, field) => {
		for (const line of [
			`${label}: us2`,
			`${label}=us2`,
			`${label}\tus2`,
			`"${label}": "us2",`,
			`export ${label}='us2'`,
			`set ${label}=us2`,
			`  ${label} :us2;`,
		]) {
			expect(named(line), line).toEqual({[field]: 'us2'});
		}
	});

	test.each([
		'grantType',
		'client',
		'scope',
		'Client ID of the app that was made by somebody in another company years ago',
	])('%s names nothing', label => {
		expect(parsePaste(`${label}: us2`)).toEqual({kind: 'plain', value: `${label}: us2`});
	});
});

describe('pages and files as they are copied', () => {
	test.each([
		[
			'a .env file of another program',
			'# '
				+ 'Concur\nCONCUR_BASE_URL=https://us2.api.concursolutions.com\n'
				+ `CONCUR_CLIENT_ID=${appID}\n\nCONCUR_CLIENT_SECRET=${clientSecret}\nOTHER=1\n`,
			{baseUri: 'https://us2.api.concursolutions.com', appID, clientSecret},
		],
		[
			'a Postman environment, with what is empty or no text left out',
			JSON.stringify({
				name: 'Concur',
				values: [
					{key: 'clientId', value: appID},
					{key: 'clientSecret', value: ''},
					{key: 'companyUUID', value: 7},
					{key: 8, value: 'x'},
					null,
					{key: 'refreshToken', value: 'r1'},
				],
			}),
			{appID, refreshToken: 'r1'},
		],
		[
			'a curl command with one option a field, values percent-encoded',
			'curl https://emea.api.concursolutions.com/oauth2/v0/token -d client_id=a%2Db --data-urlencode '
				+ '"client_secret=c+d" -d username=u1 -d password=at-1',
			{
				baseUri: 'https://emea.api.concursolutions.com',
				appID: 'a-b',
				clientSecret: 'c d',
				companyUUID: 'u1',
				companyRequestToken: 'at-1',
			},
		],
		[
			'a form body alone',
			'client_id=a1&client_secret=c%2&grant_type=refresh_token&refresh_token=r1',
			{appID: 'a1', clientSecret: 'c%2', refreshToken: 'r1'},
		],
		[
			'a page whose values stand below their labels, with empty lines between',
			`Client ID\n\n  ${appID}\n\nClient Secret\n\n  ${clientSecret}\n`,
			{appID, clientSecret},
		],
		[
			'the dialog whose token breaks behind at-, on the label\'s line',
			'Company Request Token: at-\n7h6g5f4e3d2c1b0a\nValid for 24 hours.',
			{companyRequestToken},
		],
		[
			'the dialog in one run of words',
			`Company UUID ${companyUUID} Company Request Token ${companyRequestToken} OK`,
			{companyUUID, companyRequestToken},
		],
		[
			'short values below their labels, with empty lines and blanks around them',
			'Client ID\n\n  app7\n\nClient Secret\n\n\tpw7\n',
			{appID: 'app7', clientSecret: 'pw7'},
		],
		[
			'the page in one run, blanks as the browser made them',
			`Client ID  :   ${appID}    Client Secret    ${clientSecret}`,
			{appID, clientSecret},
		],
		['the same value twice: the first counts', `Client ID: ${appID}\nClient ID: another`, {appID}],
		[
			'App Center, over plain http too',
			`http://partner.example/?requestToken=${companyRequestToken}&id=${companyUUID}`,
			{companyUUID, companyRequestToken},
		],
	])('%s', (_what, text, filled) => {
		expect(named(text)).toEqual(filled);
	});

	test('a label whose value is not there takes no word of the page for it', () => {
		expect(named(`Client ID\nCopy\nClient Secret\n${clientSecret}`)).toEqual({clientSecret});
		expect(named('Client ID\nSign-out\nClient Secret\npw7')).toEqual({clientSecret: 'pw7'});
		expect(named('Client ID\nclientSecret=pw7')).toEqual({clientSecret: 'pw7'});
		expect(named(`Client ID identifier Client Secret ${clientSecret}`)).toEqual({clientSecret});
		expect(named(`Client ID\nsome words 1\nClient Secret: ${clientSecret}`)).toEqual({clientSecret});
	});

	test.each([
		'https://partner.example/connect?requestToken=at-1',
		'https://partner.example/connect?id=&requestToken=at-1',
		`ftp://partner.example/?id=${companyUUID}&requestToken=at-1`,
		'https://partner.example/?id=1 &requestToken=at-1',
		'https://?id=1&requestToken=2',
	])('%s is no redirect address', text => {
		expect(parsePaste(text).kind).not.toBe('named');
	});

	test.each(['null', '7', '"text"', '[]', '{}', '{"values": 7}', '[1'])('the JSON %s names nothing', text => {
		expect(parsePaste(text).kind).toBe('plain');
	});

	test('a refreshTokenObjectFile.json brings its company; its geolocation is where the token lives, '
		+ 'not where tokens are asked for', () => {
		expect(parsePaste(JSON.stringify({...token, companyUUID}))).toMatchObject({
			kind: 'named',
			values: {companyUUID},
			refreshToken: {object: token, companyUUID},
		});
		expect(parsePaste(JSON.stringify(token))).toMatchObject({
			kind: 'named',
			values: {},
			refreshToken: {object: token},
		});
	});

	test('a named value is cleaned and cut as every other', () => {
		const long = 'x'.repeat(maxValueLength + 1);
		expect(named(`Client ID: "${long}"`)).toEqual({appID: 'x'.repeat(maxValueLength)});
	});
});

describe('where a paste goes', () => {
	const app = (changes: Partial<WizardState> = {}) => begunSession({stage: 'app', ...changes});

	test('both values of the page: the focus stands on the step behind them', () => {
		const state = after(app(), pasted(`Client ID: ${appID}\nClient Secret: ${clientSecret}`));
		expect(focusedItem(state)).toMatchObject({id: 'app.ok'});
		expect(state.notice).toEqual({tone: 'good', text: 'Filled from the paste: Client ID, Client Secret.'});
		expect(state.enteredAt).toEqual({appID: now, clientSecret: now});
	});

	test('one of them: the focus stands in the other, with its cursor', () => {
		const state = after(
			app({values: {...values, appID: '', clientSecret: ''}}),
			pasted(`Client Secret: ${clientSecret}`),
		);
		expect(focusedItem(state)).toEqual({kind: 'field', field: 'appID'});
		expect(state.cursor).toBe(0);
	});

	test('values of another stage leave the focus alone', () => {
		const state = after(app({item: 3}), pasted(`Company UUID: ${companyUUID}`));
		expect(state).toMatchObject({
			item: 3,
			values: {companyUUID},
			notice: {tone: 'good', text: 'Filled from the paste: Company UUID.'},
		});
	});

	test('a plain value without an empty field to go to is not lost silently', () => {
		const state = after(app({values}), pasted('something'));
		expect(state).toMatchObject({
			values,
			notice: {
				tone: 'warning',
				text: 'There is no empty field here. Move to the field you want to fill, then paste again.',
			},
		});
		expect(after(begunSession(), pasted('something'))).toMatchObject({
			baseUri: 'glz',
			notice: {tone: 'warning'},
		});
	});

	test('into the focused field, which has the cursor behind it and says nothing', () => {
		const state = after(app({item: 8}), pasted(` ${clientSecret}\n`));
		expect(state).toMatchObject({values: {clientSecret}, cursor: clientSecret.length, item: 8});
		expect(state.notice).toBeUndefined();
	});

	test('the second empty field once the first is filled', () => {
		const state = after(
			app(),
			pasted(appID),
			press('previous-item'),
			press('previous-item'),
			pasted(clientSecret),
		);
		expect(state.values).toMatchObject({appID, clientSecret});
		expect(state.notice?.text).toBe('Pasted into the Client Secret field.');
	});

	describe('one bare value after the other, without a move of the focus between them', () => {
		const atClientId = app({item: 7});

		test('the second fills the field that is still empty, and takes nothing from the first', () => {
			const state = after(atClientId, pasted(appID), pasted(clientSecret));
			expect(state.values).toMatchObject({appID, clientSecret});
			expect(state.notice?.text).toBe('Pasted into the Client Secret field. To replace the Client ID instead, '
				+ 'clear that field first.');
			expect(focusedItem(state)).toMatchObject({id: 'app.ok'});
		});

		test('the same value again changes nothing', () => {
			expect(after(atClientId, pasted(appID), pasted(appID)).values).toMatchObject({appID, clientSecret: ''});
		});

		test.each([
			['a value that looks wrong', after(atClientId, pasted('oops'), pasted(appID))],
			['a value, once no field is empty', after(app({item: 7, values}), pasted(appID.replace('4', '5')))],
		])('%s is replaced', (_what, {values: {appID: entered, clientSecret: other}}) => {
			expect(entered).toMatch(/^[45]f2c9a10-/);
			expect(['', clientSecret]).toContain(other);
		});

		test('the answer to a question about a field replaces that field', () => {
			const other = appID.replace('4', '5');
			const state = after(atClientId, pasted(appID), {...pasted(other), isAnswer: true});
			expect(state.values).toMatchObject({appID: other, clientSecret: ''});
		});
	});

	test.each([
		['the Company UUID field', begunSession({stage: 'request-token', item: 1})],
		['the Client ID field', app({item: 7})],
		['a step', app({item: 0})],
	])('a request token goes to its own field from %s: it is a secret, known by its prefix', (_where, state) => {
		expect(after(state, pasted(companyRequestToken)).values).toEqual({
			appID: '', clientSecret: '', companyUUID: '', companyRequestToken,
		});
	});

	test('while a page or a question is open nothing is pasted, which is said', () => {
		const open = after(app(), press('help'));
		const state = after(open, pasted(`Client ID: ${appID}`));
		expect(state.values).toEqual(open.values);
		expect(state.notice?.text).toBe('Nothing was pasted. Press Esc to close this page, then paste again.');
	});

	test('what the environment sets is not pasted over, and all of it being set is said', () => {
		const fixed = app({facts: {...facts, environment: {appID: 'env', clientSecret: 'env'}}, item: 7});
		expect(after(fixed, pasted('mine'))).toMatchObject({
			values: {appID: ''},
			notice: {
				tone: 'warning',
				text: 'The Client ID comes from CONCUR_CLIENT_ID. '
					+ 'To type it here, unset that variable and start again.',
			},
		});
		expect(after(fixed, pasted(`Client ID: ${appID}\nClient Secret: ${clientSecret}`))).toMatchObject({
			values: {appID: '', clientSecret: ''},
			notice: {tone: 'warning', text: 'Nothing was changed: the environment sets Client ID, Client Secret.'},
		});
	});

	test('a base URI with its name is kept as it was given, and means what it means everywhere', () => {
		const state = after(begunSession(), pasted('CONCUR_BASE_URL=https://us2.concursolutions.com/nui'));
		expect(resolveBaseUri(state.baseUri)).toMatchObject({id: 'us2'});
	});

	test('the same value again does not make it younger; emptied, it has no age', () => {
		const entered = after(begunSession({stage: 'request-token', item: 2}), pasted(companyRequestToken));
		const again = after(entered, {kind: 'pasted', text: companyRequestToken, now: now + 1000});
		expect(again.enteredAt.companyRequestToken).toBe(now);
		const emptied = after(entered, press('clear'));
		expect([emptied.values.companyRequestToken, emptied.enteredAt]).toEqual(['', {}]);
	});

	test('a folder is looked at when it changes, not when it is emptied', () => {
		const state = begunSession({stage: 'folder', item: 0});
		expect(after(state, pasted('/srv/tokens')).folder).toBe('/srv/tokens');
	});

	test('typing leaves no control character and no endless value', () => {
		const typed = after(app({item: 7}), {
			kind: 'edited',
			edit: {kind: 'insert', text: `a\u0007b${'x'.repeat(5000)}`},
			now: now + 5,
		});
		expect(typed.values.appID).toBe(`ab${'x'.repeat(maxValueLength - 3)}`);
		expect(typed).toMatchObject({cursor: maxValueLength - 1, now: now + 5});
	});
});
