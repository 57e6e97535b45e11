import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {openedPractice} from '../practice/opened-practice.js';
import {keys, openedHome, openedTerminal, type Home} from '../sessions/opened-terminal.js';
import {ranProgram} from './finished-profile.js';

/** What a terminal obeys, what turns text round, and what no program expects within a line. */
const hostile = 'x\u001B[2J\u001B]0;owned\u0007\u009B31m\u0090\u0008\r\n\u0085\u2028\u202E\u200B\uFEFF\u007Fy';

// Everything but what is printed, and the ends of lines.
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const commands: ReadonlyArray<readonly string[]> = [
	['setup'],
	['status'],
	['status', '--json'],
	['check'],
	['check', '--json'],
	['token'],
	['token', '--json'],
	['renew'],
	['export', 'env'],
	['export', 'json'],
	['export', 'curl'],
	['export', 'postman'],
	['export', 'sap-sample'],
	['doctor'],
	['profiles'],
	['profiles', '--json'],
	['profiles', '--names'],
	['forget', '--yes'],
];

type Case = {readonly given: readonly string[]; readonly home: Home; readonly environment?: Record<string, string>};

/** Runs the cases, a few at a time, and tells which of them let something through. */
async function leaks(cases: readonly Case[]): Promise<readonly string[]> {
	const left = [...cases];
	const found: string[] = [];
	const work = async () => {
		for (let next = left.pop(); next; next = left.pop()) {
			const {stdout, stderr} = await ranProgram(next.given, next);
			const text = stdout + stderr;
			if (unprintable.test(text) || text.includes('owned') || text.trim() === '') {
				found.push(JSON.stringify([next.given, next.environment ?? {}, text]));
			}
		}
	};

	await Promise.all([work(), work(), work()]);
	return found;
}

const limit = 300_000;

describe('no control character from outside reaches the terminal', () => {
	const home = () => openedHome();
	const named = [
		'setup',
		'status',
		'check',
		'token',
		'renew',
		'export',
		'doctor',
		'practice',
		'profiles',
		'forget',
		'completion',
	];
	const positions: ReadonlyArray<readonly string[]> = [
		[hostile],
		[`--${hostile}`],
		...named.flatMap(name => [
			[name, hostile],
			[name, `--${hostile}`],
			['--profile', hostile, name],
			['--dir', hostile, name],
			[name, '--base-uri', hostile],
			[name, `--base-uri=https://user:PASS@${hostile}`],
		]),
		['renew', '--within', hostile],
		['export', 'env', '--out', hostile],
		['practice', '--port', hostile],
		['export', 'env', hostile],
		['check', hostile, hostile],
		['status', '-x', hostile],
		['status', '--', hostile],
		['--json', '--practice', hostile],
	];

	test(
		`in ${positions.length} positions of the command line`,
		async () => {
			const found = await leaks(positions.map(given => ({given, home: home()})));
			expect(found).toEqual([]);
		},
		limit,
	);

	test('an argument with such characters ends with 2, and is shown without them', async () => {
		const {code, stdout, stderr} = await ranProgram(['status', '--dir', '/tmp/a\u001B[31mb'], {home: home()});
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr)
			.toContain('Argument 3 contains control or invisible characters. Without them it reads: /tmp/ab\n');
	});

	test('a folder with letters of another script is no such argument', async () => {
		expect((await ranProgram(['status', '--dir', '/tmp/Bücher 東京 \u{1F600}'], {home: home()})).stdout)
			.toContain('Bücher 東京 \u{1F600}');
	});

	test.each([
		[['status', '--base-uri', 'https://user:PASS@us2.api.concursolutions.com']],
		[['status', '--base-uri', 'https://user:PASS@\u001B[31m']],
		[['status', '--base-url=https://user:PASS@us2.api.concursolutions.com']],
		[['status', 'https://user:PASS@us2.api.concursolutions.com']],
		[['--base-uri', 'PASS@', 'status']],
	])('a password in an address of %j is not repeated', async given => {
		const {code, stdout, stderr} = await ranProgram(given, {home: home()});
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).not.toContain('PASS');
	});

	test('nor one that the environment or the settings hold', async () => {
		const {stdout} = await ranProgram(['status'], {
			home: home(),
			environment: {CONCUR_BASE_URI: 'https://user:PASS@us2.api.concursolutions.com'},
		});
		expect(stdout).toContain('https://…@us2.api.concursolutions.com');
		expect(stdout).not.toContain('PASS');
	});

	const variables = [
		'CONCUR_CLIENT_ID',
		'CONCUR_CLIENT_SECRET',
		'CONCUR_COMPANY_UUID',
		'CONCUR_REQUEST_TOKEN',
		'CONCUR_REFRESH_TOKEN',
		'CONCUR_BASE_URI',
	];
	const values: Record<string, string> = Object.fromEntries(variables.map(name => [name, hostile]));
	const folders: ReadonlyArray<Record<string, string>> = [
		{CONCUR_TOKENS_CONFIG_DIR: `/tmp/${hostile}`},
		{CONCUR_TOKENS_CONFIG_DIR: '', XDG_CONFIG_HOME: `/tmp/${hostile}`},
		{CONCUR_TOKENS_CONFIG_DIR: '', HOME: `/tmp/${hostile}`},
	];

	test(
		`in ${variables.length} variables of the environment for ${commands.length} commands, and in `
			+ `${folders.length} that name folders`,
		async () => {
			const server = await openedPractice();
			const found = await leaks([
				...commands.map(given => ({
					given,
					home: home(),
					environment:
						given[0] === 'doctor' || given[0] === 'token'
							? {...values, CONCUR_BASE_URI: server.origin}
							: values,
				})),
				...folders.flatMap(environment =>
					[['setup'], ['status'], ['check'], ['token'], ['profiles'], ['forget', '--yes']].map(given => ({
						given,
						home: home(),
						environment,
					}))),
			]);
			expect(found.filter(line => !line.includes('"profiles","--names"') && !line.includes('[["renew"],{},""]')))
				.toEqual([]);
		},
		limit,
	);

	test(
		`in files and settings, for ${commands.length + 6} runs`,
		async () => {
			const server = await openedPractice();
			const machine = home();
			const filesFolder = path.join(machine.folder, 'files');
			mkdirSync(filesFolder);
			mkdirSync(machine.configFolder, {mode: 0o700});
			const values = {
				appID: hostile,
				clientSecret: hostile,
				companyUUID: hostile,
				companyRequestToken: hostile,
			};
			const facts = {url: hostile, status: 400, latency: 1, correlationId: hostile, attempts: 1, at: 1};
			const identity = {appID: hostile, clientSecret: hostile, companyUUID: hostile};
			const object = {
				expires_in: 3600,
				scope: hostile,
				token_type: hostile,
				access_token: hostile,
				refresh_token: hostile,
				geolocation: server.origin,
				id_token: hostile,
			};
			writeFileSync(
				path.join(machine.configFolder, 'default.json'),
				JSON.stringify({
					version: 1,
					baseUri: server.origin,
					values,
					enteredAt: {companyRequestToken: 1},
					folder: `${filesFolder}\u001B[31m`,
					stage: 'proof',
					item: 0,
					ticks: [hostile],
					lastCall: {
						grant: 'password',
						kind: 'refused',
						facts,
						error: hostile,
						description: hostile,
						explanation: {cause: hostile, remedy: hostile, stage: 'app'},
					},
					token: {object, receivedAt: Date.now(), baseUri: server.origin, obtainedWith: identity},
					bearer: {
						accessToken: hostile,
						expiresAt: Date.now() + 3_600_000,
						tokenType: hostile,
						baseUri: server.origin,
						scope: hostile,
					},
					proof: {facts, totalResults: 1, refreshToken: hostile},
					createdAt: 1,
					updatedAt: 1,
				}),
				{mode: 0o600},
			);
			const credentials = {...values, grantType: hostile, credentialType: hostile, [hostile]: hostile};
			writeFileSync(path.join(filesFolder, 'credentials.json'), JSON.stringify(credentials));
			writeFileSync(path.join(filesFolder, 'broken.json'), `{"appID": "${hostile}`);
			writeFileSync(path.join(filesFolder, 'other.json'), JSON.stringify({[hostile]: 1, appID: [hostile]}));
			const checks = ['credentials.json', 'broken.json', 'other.json'].flatMap(name => [
				['check', path.join(filesFolder, name)],
				['check', path.join(filesFolder, name), '--json'],
			]);
			const found = await leaks([...checks, ...commands.filter(given => given[0] !== 'forget')].map(given => ({
					given,
					home: machine,
				})));
			expect(found.filter(line => !line.includes('"profiles","--names"') && !line.includes('[["renew"],{},""]')))
				.toEqual([]);
			expect(await leaks([{given: ['forget', '--yes'], home: machine}])).toEqual([]);
		},
		limit,
	);

	test('a working directory with such characters is not taken for the folder of the files', async () => {
		const machine = home();
		const workFolder = path.join(machine.folder, 'a\u001B[31mb');
		mkdirSync(workFolder);
		const {code, stderr} = await ranProgram(['check'], {home: {...machine, workFolder}});
		expect(code).toBe(2);
		expect(stderr).not.toMatch(unprintable);
		expect(stderr).toContain('--dir');
	});

	test('in the settings that the guided session shows, and in what is pasted into it', async () => {
		const machine = home();
		mkdirSync(machine.configFolder, {mode: 0o700});
		const obeyed = '\u001B]0;owned\u0007\u001B[2J\u009B31m';
		const values = {
			appID: `app-4711${obeyed}`,
			clientSecret: obeyed,
			companyUUID: obeyed,
			companyRequestToken: obeyed,
		};
		writeFileSync(
			path.join(machine.configFolder, 'default.json'),
			JSON.stringify({
				version: 1,
				baseUri: 'glz',
				values,
				enteredAt: {},
				folder: `/tmp${obeyed}`,
				stage: 'app',
				item: 7,
				ticks: [],
				createdAt: 1,
				updatedAt: 1,
			}),
			{mode: 0o600},
		);
		const terminal = openedTerminal({home: machine});
		await terminal.see('Welcome back');
		terminal.press(keys.pageDown);
		await terminal.see('app-4711');
		terminal.paste(`Company UUID: c-815${obeyed}\nCompany Request Token: at-9${obeyed}`);
		await terminal.see('Filled from the paste: Company UUID, Request token.');
		terminal.press(keys.pageDown);
		await terminal.see('c-815');
		terminal.press(keys.ctrl('C'));
		await terminal.ended;
		expect(terminal.output()).not.toContain('owned');
		expect(terminal.output()).not.toContain('\u009B');
	});
});

describe('a credentials.json with something invisible in it, which SAP\'s samples would send', () => {
	const file = JSON.stringify({
		appID: '1a2b3c4d-1111-2222-3333-444455556666',
		clientSecret: '9b8a7c6d-1111-2222-\u200B3333-444455556666',
		grantType: 'password',
		companyUUID: '5e6f7a8b-1111-2222-3333-444455556666',
		companyRequestToken: '\u202Eat-1a2b3c4d',
		credentialType: 'authtoken',
	});
	const told = {verdict: 'suspicious', reason: 'contains invisible characters in the file: paste it again there'};

	test('is not called right: the check says in which values it is', async () => {
		const home = openedHome();
		writeFileSync(path.join(home.workFolder, 'credentials.json'), file);
		for (const given of [['check', 'credentials.json', '--json'], ['check', '--json', '--dir', '.']]) {
			const {code, stdout} = await ranProgram(given, {home});
			expect(code).toBe(0);
			expect(JSON.parse(stdout)).toMatchObject({
				valid: true,
				fields: {appID: {verdict: 'valid'}, clientSecret: told, companyRequestToken: told},
			});
		}
	});

	test('says nothing of values that come from the environment', async () => {
		const home = openedHome();
		writeFileSync(path.join(home.workFolder, 'credentials.json'), file);
		const environment = {CONCUR_CLIENT_SECRET: '9b8a7c6d-1111-2222-3333-444455556666'};
		const {stdout} = await ranProgram(['check', '--json', '--dir', '.'], {home, environment});
		expect(JSON.parse(stdout)).toMatchObject({
			fields: {clientSecret: {verdict: 'valid', source: 'environment'}, companyRequestToken: told},
		});
	});
});
