import {describe, expect, test} from 'vitest';
import {parsePaste} from '../../../source/wizard/paste/smart-paste.js';
import {after, begunSession, pasted, values} from '../wizard-builders.js';

const {appID, clientSecret, companyUUID} = values;
const token = 'at-7h6g5f4e3d2c1b0a'.padEnd(180, '9z8y7x6w');

/** What a terminal of so many columns shows of a text, copied from it: every row is a line. */
function copiedFrom(text: string, columns: number): string {
	return text.split('\n')
		.map(line => line.match(new RegExp(`.{1,${columns}}`, 'g'))?.join('\n') ?? '')
		.join('\n');
}

function named(text: string) {
	const paste = parsePaste(text);
	return paste.kind === 'named' ? {...paste.values, doubtful: paste.doubtful} : paste;
}

describe('a value that a terminal broke into lines', () => {
	test.each([40, 80, 100, 132])('is whole again if its line fills the %d columns', columns => {
		const text = `Client Secret: ${clientSecret}\nCompany Request Token: ${token}\nThat is all.`;
		expect(named(copiedFrom(text, columns)))
			.toEqual({clientSecret, companyRequestToken: token, doubtful: undefined});
	});

	test('is whole again at any width if the lines together make a UUID', () => {
		for (let columns = 16; columns < 60; columns++) {
			const length = columns % 30;
			expect(named(`Client ID: ${appID.slice(0, length)}\n${appID.slice(length)}\nOK`), String(columns))
				.toMatchObject({appID});
		}
	});

	test('is whole again below its label, too', () => {
		expect(named(`Client Secret\n${clientSecret.slice(0, 20)}\n${clientSecret.slice(20)}\nOK`))
			.toEqual({clientSecret, doubtful: undefined});
	});

	test('is whole again without a label, in the field that has the focus', () => {
		const state = begunSession({stage: 'app', item: 5});
		expect(after(state, pasted(`${clientSecret.slice(0, 20)}\n${clientSecret.slice(20)}`)).values)
			.toMatchObject({clientSecret: '', appID: clientSecret});
	});
});

describe('a value of which nobody can say whether it goes on', () => {
	const text = `Company UUID: ${companyUUID}\nCompany Request Token: at-7h6g5f4e3d\n2c1b0a`;

	test('is taken by its first line, and named as doubtful', () => {
		expect(named(text))
			.toEqual({companyUUID, companyRequestToken: 'at-7h6g5f4e3d', doubtful: ['companyRequestToken']});
	});

	test('is entered with a warning that it may be cut off', () => {
		expect(after(begunSession({stage: 'request-token'}), pasted(text)).notice).toEqual({
			tone: 'warning',
			text: 'Filled from the paste: Company UUID, Request token. The request token may be cut off at a line '
				+ 'break: compare the end with the page.',
		});
	});
});

test.each([
	['a word', `Client Secret: ${clientSecret.slice(0, 20)}\nOK`],
	['a sentence', 'Company Request Token: at-7h6g5f4e3d\nValid for 24 hours'],
	['another label', `Client Secret: abc123\nClient ID: ${appID}`],
	['a whole value of its own', `Client Secret: abc123\n${appID}`],
	['a line of an .env file', 'CONCUR_CLIENT_SECRET=abc123\nPORT=8080'],
	['a whole UUID before it', `Client Secret: ${clientSecret}\n12345`],
])('%s after a value leaves no doubt', (_what, text) => {
	expect(named(text)).toMatchObject({doubtful: undefined});
});
