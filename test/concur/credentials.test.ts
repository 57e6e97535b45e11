import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	composeCredentials,
	formatCredentials,
	parseCredentials,
	type Credentials,
} from '../../source/concur/credentials.js';
import {parseTokenObjectFile} from '../../source/concur/token-object.js';
import {stripControlCharacters} from '../../source/concur/untrusted-text.js';
import {maskSecret} from '../../source/concur/redact.js';
import {checkCredentials} from '../../source/concur/check-credentials.js';

const good: Credentials = composeCredentials({
	appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f',
	clientSecret: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
	companyUUID: '0D1E2F3A-4B5C-4D6E-8F70-8192A3B4C5D6',
	companyRequestToken: 'at-7h6g5f4e3d2c1b0a',
});

describe('the text of credentials.json', () => {
	test('is what SAP\'s samples read: six keys in their order', () => {
		expect(formatCredentials(good)).toBe(`{
    "appID": "4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f",
    "clientSecret": "9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d",
    "grantType": "password",
    "companyUUID": "0D1E2F3A-4B5C-4D6E-8F70-8192A3B4C5D6",
    "companyRequestToken": "at-7h6g5f4e3d2c1b0a",
    "credentialType": "authtoken"
}
`);
	});

	test.each([
		['compact, in another order', JSON.stringify(Object.fromEntries(Object.entries(good).toReversed()))],
		['with a byte order mark and CRLF', `\uFEFF${formatCredentials(good).replaceAll('\n', '\r\n')}`],
		['with keys that nobody knows', JSON.stringify({...good, note: 'mine', count: 3})],
	])('is read %s', async (_what, text) => {
		expect(await parseCredentials(text)).toMatchObject({
			kind: 'credentials',
			credentials: good,
			missingKeys: [],
		});
	});

	test('keys that are missing are named', async () => {
		expect(await parseCredentials('{"appID": "x"}')).toMatchObject({
			kind: 'credentials',
			missingKeys: ['clientSecret', 'grantType', 'companyUUID', 'companyRequestToken', 'credentialType'],
		});
	});

	test.each([
		['{"appID": "a" "clientSecret": "b"}', 1, 15],
		['{\n  "appID": "a",\n}', 3, 1],
		['{\n"appID": \'a\'\n}', 2, 10],
		['{"appID": "a"', 1, 14],
		['', 1, 1],
		['// note\n{}', 1, 1],
		['{"appID": "a"}}', 1, 15],
		['{"appID": "line\nbreak"}', 1, 11],
		['{"appID": tru}', 1, 11],
		['[1,,2]', 1, 4],
	])('%j is malformed at line %i, column %i', async (text, line, column) => {
		expect(await parseCredentials(text)).toMatchObject({kind: 'malformed', line, column});
	});

	test.each([
		['{"appID": "a" "clientSecret": "b"}', 'a comma is missing before this.'],
		['{"appID" "a"}', 'a colon is missing before this.'],
		['{"appID": "a}', 'the closing quote of this text is missing.'],
		['{"appID": "a",}', 'there is an extra comma.'],
		['{"appID": }', 'a value is expected here.'],
		['["a",]', 'there is an extra comma.'],
		['{\'appID\': 1}', 'JSON needs double quotes.'],
		['{} // mine', 'JSON has no comments.'],
		['{"appID": "a",, "b": 1}', 'there is an extra comma.'],
		['', 'the file is empty.'],
		[' \r\n\t', 'the file is empty.'],
		['{"appID": "a",', 'the file ends too early.'],
		['{appID: "a"}', 'a key in double quotes is expected here.'],
		['{"appID": undefined}', 'a text in double quotes is expected here.'],
		['{1: 2}', 'a key in double quotes is expected here.'],
		['[1.]', 'this is not a valid JSON number.'],
		[String.raw`["\x"]`, 'this text contains an invalid escape.'],
		['["a\tb"]', 'this text contains a line break, a tab or another control character.'],
		['{} {}', 'there is extra text after the end.'],
		['{"a": 1', 'the file ends too early.'],
	])('what is wrong with %j is told in words', async (text, problem) => {
		expect(await parseCredentials(text)).toMatchObject({kind: 'malformed', problem});
	});

	test.each([
		// Brackets that do not match, and what stands after the end.
		['{]', 2],
		['[}', 2],
		['[1}', 3],
		['{"a": [1}', 9],
		['{"a": {"b": 1}', 15],
		['[[1]', 5],
		['[1] 2', 5],
		['{} {}', 4],
		['"a" "b"', 5],
		['}', 1],
		// Keys and colons.
		['{1: 2}', 2],
		['{"a": 1, 2}', 10],
		['{"a": 1, "b"}', 13],
		['{"a"}', 5],
		['{"a",', 5],
		['{,', 2],
		['{:', 2],
		['{"a"::', 6],
		['{"a": "b": 1}', 10],
		['["a": 1]', 5],
		[', 1', 1],
		['[true false]', 7],
		// Values that look like JSON's.
		['[01]', 3],
		['[-]', 2],
		['[1.]', 2],
		['[.5]', 2],
		['[1e]', 2],
		['[+1]', 2],
		['[True]', 2],
		['[nul]', 2],
		[String.raw`["\x"]`, 2],
		[String.raw`["\u12g4"]`, 2],
		['["tab\there"]', 2],
	])('%j stops being JSON at column %i', async (text, column) => {
		expect(await parseCredentials(text)).toMatchObject({kind: 'malformed', line: 1, column});
	});

	test('whatever the document, what does not belong there is found where it stands', async () => {
		const documents = fc
			.jsonValue()
			.map(value =>
				JSON.stringify(
					[value, {a: [1.5e-7, -20, true, false, null, '\\ \u0001"'], b: {}, c: []}],
					null,
					2,
				).split('\n'));
		await fc.assert(fc.asyncProperty(documents, fc.nat(), async (lines, place) => {
				const at = place % lines.length;
				expect(await parseCredentials(lines.with(at, `\t@${lines[at]!}`).join('\n'))).toMatchObject({
					kind: 'malformed',
					line: at + 1,
					column: 2,
					problem: expect.stringMatching(/ is expected here\.$|^this does not belong here\.$/) as string,
				});
			}));
	});

	test.each([
		['[]', 'it must contain one object with the six keys.'],
		['"text"', 'it must contain one object with the six keys.'],
		['null', 'it must contain one object with the six keys.'],
		['7', 'it must contain one object with the six keys.'],
		['{}', 'it contains none of the six keys.'],
		['{"other": 1}', 'it contains none of the six keys.'],
		['{"appID": 7}', 'appID must be text in quotes.'],
		['{"appID": "a", "companyUUID": null}', 'companyUUID must be text in quotes.'],
	])('%s is no credentials file, and why is told', async (text, problem) => {
		expect(await parseCredentials(text)).toEqual({kind: 'wrong-shape', problem});
	});

	test('a key that is missing is empty, the constants too: SAP\'s samples add nothing', async () => {
		expect(await parseCredentials('{"appID": "x"}')).toMatchObject({
			credentials: {
				appID: 'x',
				clientSecret: '',
				grantType: '',
				companyUUID: '',
				companyRequestToken: '',
				credentialType: '',
			},
		});
		expect(await parseCredentials('{"companyUUID": "x"}')).toMatchObject({
			credentials: {appID: '', companyUUID: 'x'},
		});
	});

	test('lines are counted however an editor ends them', async () => {
		for (const lineBreak of ['\n', '\r\n', '\r']) {
			expect(await parseCredentials(['{', '"appID": "a",', '  oops', '}'].join(lineBreak))).toMatchObject({
				kind: 'malformed',
				line: 3,
				column: 3,
			});
		}
	});

	test.each([
		['cut off', '['.repeat(15_000), {kind: 'malformed', line: 1, column: 501}],
		['whole', '['.repeat(15_000) + ']'.repeat(15_000), {kind: 'wrong-shape'}],
		['whole, with keys', '{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000), {kind: 'wrong-shape'}],
	])('what is nested more deeply than can be read is said to be so: %s', async (_how, text, found) => {
		expect(await parseCredentials(text)).toEqual({...found, problem: 'it is nested too deeply.'});
		expect(parseTokenObjectFile(text)).toMatchObject(found.kind === 'malformed'
			? {kind: 'not-json'}
			: {kind: 'wrong-shape', problem: 'it is nested too deeply.'});
	});

	test('brackets within a text are not nested, and neither are many side by side', async () => {
		expect(await parseCredentials(String.raw`{"a": "${'['.repeat(600)}\"[", "b" 1}`))
			.toMatchObject({kind: 'malformed', line: 1, problem: 'a colon is missing before this.'});
		expect(await parseCredentials(`[${'[[1]],'.repeat(600)}}`))
			.toMatchObject({problem: 'there is an extra comma.'});
	});

	test('a problem never quotes the text, which may be secret', async () => {
		await fc.assert(fc.asyncProperty(fc.nat({max: 200}), async cut => {
				const told = await parseCredentials(formatCredentials(good).slice(0, cut));
				expect(JSON.stringify(told)).not.toMatch(/9b8a7c6d|at-7h6g/);
			}));
	});

	test('whatever text it is, line and column lie within it', async () => {
		await fc.assert(fc.asyncProperty(
				fc.oneof(
					fc.string({unit: 'binary'}),
					fc.json().map(text => text.slice(1)),
				),
				async text => {
					const parsed = await parseCredentials(text);
					if (parsed.kind === 'malformed') {
						expect(parsed.line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
						expect(parsed.column).toBeLessThanOrEqual(text.length + 1);
					}
				},
			));
	});
});

describe('the validity check', () => {
	test('finds nothing wrong with four issued values', () => {
		const {isValid, verdicts} = checkCredentials(good);
		expect(isValid).toBe(true);
		expect(Object.values(verdicts).every(({kind}) => kind === 'valid')).toBe(true);
	});

	test.each([
		'appID',
		'clientSecret',
		'grantType',
		'companyUUID',
		'companyRequestToken',
		'credentialType',
	] as const)('%s is missing when empty, and that alone blocks', key => {
		const {isValid, verdicts} = checkCredentials({...good, [key]: ' '});
		expect(isValid).toBe(false);
		expect(verdicts[key]).toEqual({kind: 'missing', reason: 'missing'});
	});

	test.each([
		['appID', 'not-a-uuid', /looks unusual/],
		['clientSecret', good.appID, /is the same as the Client ID/],
		['companyUUID', 'at-7h6g5f4e3d2c1b0z', /is a request token/],
		['appID', '<your app id>', /placeholder/],
		['clientSecret', 'your-client-secret', /placeholder/],
		['companyRequestToken', 'at-7h6g 5f4e', /contains spaces/],
		['companyRequestToken', 'something', /begin with at-/],
		['grantType', 'refresh_token', /should be password/],
		['credentialType', 'token', /should be authtoken/],
	] as const)('%s = %j is suspicious, and does not block', (key, value, reason) => {
		const {isValid, verdicts} = checkCredentials({...good, [key]: value});
		expect(isValid).toBe(true);
		expect(verdicts[key].kind === 'suspicious' && verdicts[key].reason).toMatch(reason);
	});

	test.each([
		'<your app id>',
		'<>',
		'[secret]',
		'{secret}',
		'xxx',
		'XXXXXXXX',
		'***',
		'••••••••1a2b',
		'...',
		'TODO',
		'tbd',
		'changeme',
		'your-client-secret',
		'YOUR_SECRET',
		'your secret',
		'yourSecret',
		'my-app',
		'my client secret',
		'my_token_1',
		'My Company',
		'appID',
		'app id',
		'clientId',
		'client_id',
		'client-secret',
		'Client Secret',
		'companyUUID',
		'company uuid',
		'company-uuid',
		'requestToken',
		'request token',
		'company_request_token',
		'undefined',
		'null',
		'none',
		'string',
	])('%s is a placeholder, wherever it was left', placeholder => {
		for (const field of ['appID', 'clientSecret', 'companyUUID', 'companyRequestToken'] as const) {
			expect(checkCredentials({...good, [field]: placeholder}).verdicts[field]).toEqual({
				kind: 'suspicious',
				reason: 'still contains a placeholder',
			});
		}
	});

	test.each([
		'a<b>',
		'<b>c',
		'a[b]',
		'[b]c',
		'a{b}',
		'{b}c',
		'axxx',
		'xxxa',
		'xx',
		'a***',
		'***a',
		'**',
		'a...',
		'....',
		'..',
		'todos',
		'atodo',
		'tbds',
		'atbd',
		'changeme2',
		'dontchangeme',
		'notyours',
		'mytoken',
		'amy-app',
		'my-mistake',
		'appids',
		'myappid',
		'client-ids',
		'aclientid',
		'companyuuids',
		'requesttokens',
		'arequesttoken',
		'undefinedx',
		'nullable',
		'annull',
		'nones',
		'strings',
		'astring',
	])('%s is none, though it looks unusual', value => {
		expect(checkCredentials({...good, clientSecret: value}).verdicts.clientSecret).toEqual({
			kind: 'suspicious',
			reason: 'looks unusual: a Client Secret is a UUID of 36 characters',
		});
	});

	test.each([
		['a•', '"•"'], ['9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0ð', '"ð"'], ['ключ', '"к"'],
		['a\u00ADb', 'the character U+00AD'],
	])('%s holds what no secret does: a Mac\'s Option key typed it', (value, shown) => {
		const {clientSecret} = checkCredentials({...good, clientSecret: value}).verdicts;
		expect(clientSecret).toEqual({
			kind: 'suspicious',
			reason: `contains a character at position ${value.search(/[^!-~]/) + 1} `
				+ 'that does not belong there: paste it again',
		});
		expect(checkCredentials({...good, appID: value}).verdicts.appID).toEqual({
			kind: 'suspicious', reason: `contains ${shown} that does not belong there: paste it again`,
		});
	});

	test('what was pasted into the wrong field is told by both names', () => {
		expect(checkCredentials({...good, appID: good.companyUUID.toLowerCase()}).verdicts).toMatchObject({
			appID: {
				reason: 'is the same as the Company UUID: one of them is wrong',
			},
			companyUUID: {
				reason: 'is the same as the Client ID: one of them is wrong',
			},
			clientSecret: {kind: 'valid'},
		});
		expect(checkCredentials({...good, companyRequestToken: good.clientSecret}).verdicts).toMatchObject({
			clientSecret: {
				reason: 'is the same as the request token: one of them is wrong',
			},
			companyRequestToken: {reason: 'is the same as the Client Secret: one of them is wrong'},
		});
		expect(checkCredentials({...good, companyUUID: 'AT-7h6g'}).verdicts.companyUUID).toEqual({
			kind: 'suspicious',
			reason: 'is a request token, not a Company UUID',
		});
		expect(checkCredentials({...good, clientSecret: 'at-7h6g'}).verdicts.clientSecret).toEqual({
			kind: 'suspicious',
			reason: 'is a request token, not a Client Secret',
		});
	});

	test.each([
		'4f2c9a106f1e4a579d2b0a1b2c3d4e5f',
		`${good.appID}0`,
		`0${good.appID}`,
		good.appID.slice(1),
		good.appID.slice(0, -1),
		good.appID.replace('f', 'g'),
		good.appID.replace('-', '_'),
		`${good.appID}-0000`,
	])('%s is no UUID', value => {
		expect(checkCredentials({...good, appID: value}).verdicts.appID).toEqual({
			kind: 'suspicious',
			reason: 'looks unusual: a Client ID is a UUID of 36 characters',
		});
	});

	test.each(['at-', 'at', 'xat-7h6g', 'AT-7h6g', `${good.appID}0`])('%s is an unusual request token', value => {
		expect(checkCredentials({...good, companyRequestToken: value}).verdicts.companyRequestToken).toEqual({
			kind: 'suspicious',
			reason: 'looks unusual: request tokens begin with at-',
		});
	});

	test.each(['at-1', 'at-7h6g5f4e3d2c1b0a', '11111111-2222-4333-8444-555555555555'])(
		'%s is a request token, as today\'s or as older texts have it',
		value => {
			expect(checkCredentials({
					...good,
					companyRequestToken: value,
				}).verdicts.companyRequestToken.kind).toBe('valid');
		},
	);

	test('several findings are told each at its own value', () => {
		expect(checkCredentials({
				...good,
				appID: '',
				clientSecret: 'a b',
				grantType: 'x',
				credentialType: '',
			}).verdicts).toEqual({
			appID: {
				kind: 'missing',
				reason: 'missing',
			},
			clientSecret: {
				kind: 'suspicious',
				reason: 'contains spaces',
			},
			grantType: {kind: 'suspicious', reason: 'should be password'},
			companyUUID: {kind: 'valid'},
			companyRequestToken: {kind: 'valid'},
			credentialType: {
				kind: 'missing',
				reason: 'missing',
			},
		});
	});
});

describe('redaction', () => {
	test('shows at most the last four characters of a secret, and tells nothing of its length', () => {
		fc.assert(fc.property(fc.string({minLength: 1}), secret => {
				const masked = maskSecret(secret);
				expect(masked.replaceAll('•', '').length).toBeLessThanOrEqual(4);
				expect(secret.length < 12 ? masked : '••••••••').toBe('••••••••');
			}));
	});

	test('text from outside reaches the terminal without anything that moves its cursor', () => {
		fc.assert(fc.property(fc.string({unit: 'binary'}), text => {
				const shown = stripControlCharacters(`\u001B]0;title\u0007${text}\u001B[2J`);
				expect(shown).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
			}));
	});
});
