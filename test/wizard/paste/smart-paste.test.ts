import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {resolveBaseUri} from '../../../source/concur/base-uris.js';
import {cleanPastedText, cleanValue} from '../../../source/wizard/paste/clean-paste.js';
import {parsePaste} from '../../../source/wizard/paste/smart-paste.js';
import {stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {after, begunSession, facts, pasted, press, values} from '../wizard-builders.js';

const {appID, clientSecret, companyUUID, companyRequestToken} = values;
const app = {appID, clientSecret};
const company = {companyUUID, companyRequestToken};

describe('a paste with names fills the fields it names', () => {
	test.each([
		[
			'the App Credentials page, values below their labels',
			`App Credentials\nClient ID\n${appID}\nClient Secret\n${clientSecret}\nOK`,
			app,
		],
		[
			'the page with colons and Windows line ends',
			`Client ID: ${appID}\r\nClient Secret: ${clientSecret}\r\n`,
			app,
		],
		['the page as a table with tabs', `Client ID\t${appID}\nClient Secret\t${clientSecret}`, app],
		['the page in one run of words', `Client ID ${appID} Client Secret ${clientSecret} OK`, app],
		['the page in one run with colons', `Client ID: ${appID} Client Secret: ${clientSecret}`, app],
		[
			'the request token dialog',
			`Success\nCompany UUID: ${companyUUID}\nCompany Request Token: ${companyRequestToken}\nValid for 24 hours.`,
			company,
		],
		[
			'the dialog whose token breaks behind at-',
			`Company UUID\n${companyUUID}\nCompany Request Token\nat-\n7h6g5f4e3d2c1b0a`,
			company,
		],
		[
			'two labels before two values: the value counts for the label right above it',
			`Client ID\nClient Secret\n${clientSecret}`,
			{clientSecret},
		],
		[
			'credentials.json',
			JSON.stringify({...app, grantType: 'password', ...company, credentialType: 'authtoken'}, null, 4),
			values,
		],
		[
			'credentials.json with a byte order mark, compact',
			`\uFEFF${JSON.stringify({...company, ...app})}`,
			values,
		],
		['two lines of credentials.json', `"appID": "${appID}",\n"clientSecret": "${clientSecret}",`, app],
		[
			'an .env file',
			'export '
				+ `CONCUR_CLIENT_ID='${appID}'\nCONCUR_CLIENT_SECRET="${clientSecret}"\n`
				+ `CONCUR_COMPANY_UUID=${companyUUID}\nCONCUR_REQUEST_TOKEN=${companyRequestToken}`,
			values,
		],
		[
			'a Postman environment',
			JSON.stringify({
				values: [
					{key: 'clientId', value: appID},
					{key: 'requestToken', value: companyRequestToken},
				],
			}),
			{appID, companyRequestToken},
		],
		[
			'an .env file with comments behind the values',
			`CONCUR_CLIENT_ID=${appID} # of the sandbox\nCONCUR_CLIENT_SECRET='se#cret # 1' # `
				+ 'rotated\nCONCUR_COMPANY_UUID= # none yet',
			{appID, clientSecret: 'se#cret # 1'},
		],
		[
			'an App Center redirect address',
			`https://partner.example/connect?id=${companyUUID}&requestToken=${companyRequestToken}`,
			company,
		],
		[
			'a redirect address with more in it, percent-encoded',
			` https://partner.example/c?lang=en&requestToken=at%2D1&id=${companyUUID}#top\n`,
			{companyUUID, companyRequestToken: 'at-1'},
		],
	])('%s', (_what, text, filled) => {
		expect(parsePaste(text)).toEqual({kind: 'named', values: filled});
	});

	test('SAP\'s curl command, its address included', () => {
		const form = `client_id=${appID}&client_secret=${clientSecret}&grant_type=password`
			+ `&username=${companyUUID}&password=${companyRequestToken}&credtype=authtoken`;
		const curl = [
			'curl -X POST \'https://us.api.concursolutions.com/oauth2/v0/token\'',
			' -H \'Content-Type: application/x-www-form-urlencoded\'',
			` -d '${form}'`,
		].join(' \\\n');
		expect(parsePaste(curl)).toEqual({
			kind: 'named',
			values: {...values, baseUri: 'https://us.api.concursolutions.com'},
		});
	});

	test('what is named says so, and the focus goes to what is still missing', () => {
		const state = after(begunSession(), press('next-stage'), pasted(`Client ID: ${appID}`));
		expect(state.notice?.text).toBe('Filled from the paste: Client ID.');
		expect(state.values.appID).toBe(appID);
		expect(state.cursor).toBe(0);
	});
});

describe('a plain paste replaces the value, cleaned', () => {
	test.each([
		['blanks and line breaks around it', `  ${clientSecret} \n`],
		['double quotes', `"${clientSecret}"`],
		['single quotes and a comma', `'${clientSecret}',`],
		['typographic quotes', `“${clientSecret}”`],
		['zero-width characters and a byte order mark', `\uFEFF\u200B${clientSecret}\u200D`],
		['an escape sequence', `\u001B[31m${clientSecret}\u001B[0m`],
		['a no-break space', `\u00A0${clientSecret}\u00A0`],
	])('%s', (_what, text) => {
		expect(parsePaste(text)).toEqual({kind: 'plain', value: clientSecret});
	});

	test('a shell comment behind it', () => {
		expect(parsePaste(`${clientSecret} # of the sandbox`)).toEqual({kind: 'plain', value: clientSecret});
		expect(parsePaste('/home/ada/no #1')).toEqual({kind: 'plain', value: '/home/ada/no #1'});
	});

	test('a value that is too long is cut between two characters', () => {
		const paste = parsePaste(`${'x'.repeat(4095)}\u{1F600}`);
		expect(paste).toEqual({kind: 'plain', value: 'x'.repeat(4095)});
	});

	test('an address with an id alone is an address, not a company', () => {
		expect(parsePaste('https://partner.example/connect?id=5')).toEqual({
			kind: 'plain',
			value: 'https://partner.example/connect?id=5',
		});
	});

	test('into the field that has the focus, in place of what was there', () => {
		const steps = Array.from({length: 7}, () => press('next-item'));
		const state = after(begunSession(), press('next-stage'), ...steps, pasted('first'), pasted('second'));
		expect(state.values.appID).toBe('second');
	});

	test('with the focus on a step it goes to the first empty field of the stage, and says so', () => {
		const state = after(begunSession(), press('next-stage'), pasted(appID));
		expect(state.values.appID).toBe(appID);
		expect(state.notice?.text).toBe('Pasted into the Client ID field.');
	});

	test('one that looks like nothing known fills no field that has not the focus', () => {
		const before = after(begunSession(), press('next-stage'));
		const state = after(before, pasted('hello-world'));
		expect(state.values).toEqual(before.values);
		expect(state.notice).toEqual({
			tone: 'warning',
			text: 'Nothing was filled in: this does not look like a Client ID. Move to its field, then paste again.',
		});
	});

	test('a paste of nothing is told, and changes nothing', () => {
		const state = after(begunSession(), press('next-stage'), pasted(' \n'));
		expect(state.notice?.text).toContain('empty');
		expect(state.values).toEqual(begunSession().values);
	});
});

describe('an address of SAP Concur selects its base URI, as everywhere', () => {
	test.each([
		['https://us2.concursolutions.com/nui/ocstool', 'us2', 'us2, https://us2.api.concursolutions.com.'],
		[
			'https://eu2.concursolutions.com/nui/authadmin/companytokens?x=1',
			'eu2',
			'eu2, https://eu2.api.concursolutions.com.',
		],
		[
			'https://implementation.concursolutions.com/home.asp',
			'us-impl',
			'us-impl, https://us-impl.api.concursolutions.com.',
		],
		['https://www-us2.concursolutions.com', 'us2', 'us2, https://us2.api.concursolutions.com.'],
		[
			'https://apj1.api.concursolutions.com:443/oauth2/v0/token',
			'apj1',
			'apj1, https://apj1.api.concursolutions.com.',
		],
		[
			'https://www-us2.api.concursolutions.com/',
			'https://www-us2.api.concursolutions.com',
			'https://www-us2.api.concursolutions.com.',
		],
		['HTTPS://EU2.CONCURSOLUTIONS.COM#top', 'eu2', 'eu2, https://eu2.api.concursolutions.com.'],
	])('%s', (address, baseUri, told) => {
		const state = after(begunSession(), pasted(` ${address}\n`));
		expect(state.baseUri).toBe(baseUri);
		expect(state.notice).toEqual({tone: 'good', text: `Base URI set from the address: ${told}`});
		const resolved = resolveBaseUri(address);
		expect(resolveBaseUri(state.baseUri)).toEqual(resolved);
	});

	test('wherever the focus is, and in the base URI\'s own field too', () => {
		const atBaseUri = {...begunSession(), item: 4};
		expect(after(atBaseUri, pasted('https://us2.concursolutions.com/nui/ocstool'))).toMatchObject({
			baseUri: 'us2',
			values: begunSession().values,
		});
		const atAppId = {...begunSession(), stage: 'app', item: 8} as const;
		expect(after(atAppId, pasted('https://eu2.concursolutions.com/nui/ocstool'))).toMatchObject({
			baseUri: 'eu2',
			values: begunSession().values,
		});
	});

	test.each([
		[
			'www tells no data centre',
			'https://www.concursolutions.com/nui/ocstool',
			'This address does not identify a data centre.',
		],
		['nor does the bare domain', 'https://concursolutions.com', 'This address does not identify a data centre.'],
		[
			'plain http would show the secrets to anybody on the way',
			'http://us2.concursolutions.com',
			'Plain http would send your secrets unencrypted.',
		],
		[
			'a user name is no part of a base URI',
			'https://someone@us2.concursolutions.com/nui',
			'A base URI must not contain a user name or password.',
		],
	])('%s: the base URI stays, and the person is told why', (_what, address, reason) => {
		const state = after(begunSession(), pasted(address));
		expect(state.baseUri).toBe('glz');
		expect(state.notice?.tone).toBe('plain');
		expect(state.notice?.text).toContain(`The base URI is unchanged. ${reason}`);
	});

	test('a base URI that the environment sets stays', () => {
		const state = after(
			begunSession({facts: {...facts, environment: {baseUri: 'emea'}}}),
			pasted('https://us2.concursolutions.com'),
		);
		expect(state).toMatchObject({
			baseUri: 'glz',
			notice: {tone: 'warning', text: 'Nothing was changed: the environment sets Base URI.'},
		});
	});

	test.each([
		'https://evilconcursolutions.com/',
		'https://concursolutions.com.evil.example',
		'https://evil.example/concursolutions.com',
		'see https://us2.concursolutions.com',
		'https://us2.concursolutions.community',
	])('%s is no address of SAP Concur and selects nothing', address => {
		expect(parsePaste(address).kind).toBe('plain');
		expect(after(begunSession(), pasted(address)).baseUri).toBe('glz');
	});
});

describe('whatever is pasted', () => {
	test('never fails, and leaves no control character behind', () => {
		fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 300}), text => {
				const paste = parsePaste(text);
				const found =
					paste.kind === 'named'
						? Object.values(paste.values)
						: (paste.kind === 'plain'
							? [paste.value]
							: []);
				for (const value of found) {
					expect(value)
						.not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\uFEFF]/);
				}
			}));
	});

	test('cleaning twice is cleaning once', () => {
		fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
				const once = cleanPastedText(text);
				expect(cleanPastedText(once)).toBe(once);
				expect(cleanValue(cleanValue(once))).toBe(cleanValue(once));
			}));
	});
});

test('a page without a value fills nothing and says what to copy instead', () => {
	const page =
		'Create new app. Enter a name, choose an application type and the grants that are allowed. '.repeat(20);
	const before = begunSession({stage: 'app', item: 6});
	const state = after(before, pasted(page));
	expect(state.values).toEqual(before.values);
	expect(state.notice).toMatchObject({tone: 'warning', text: expect.stringMatching(/^No value was found/) as string});
});

test('after a mended value the focus is on what is left to do, never on a step that is ticked', () => {
	const state = after(
		begunSession({values, stage: 'app', item: 7, ticks: ['app.ok']}),
		pasted('Client Secret: 11111111-2222-4333-8444-555555555555'),
press('yes'),
	);
	expect(stageItems(state)[state.item]?.kind).not.toBe('step');
});
