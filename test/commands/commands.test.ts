import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {openedHome} from '../sessions/opened-terminal.js';
import {finishedProfile, letRefreshTokenAge, ranProgram, type FinishedProfile} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

function secretsOf({values, store}: FinishedProfile): readonly string[] {
	const {token, bearer} = store.read();
	return [values.clientSecret, values.companyRequestToken, token!.object.refresh_token, bearer!.accessToken];
}

function expectNoSecret(text: string, profile: FinishedProfile): void {
	for (const secret of secretsOf(profile)) {
		expect(text).not.toContain(secret);
	}
}

describe('a saved base URI that secrets must not go to', () => {
	test('is told by status, and ends an export with 5 and the way to correct it', async () => {
		const profile = await finishedProfile();
		await profile.store.update(settings => ({...settings, baseUri: 'http://concur.example', token: undefined}));
		expect((await profile.run(['status'])).stdout)
			.toContain('settings, cannot be used: Plain http would send your secrets unencrypted.');
		const ran = await profile.run(['export', 'env']);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain('concur-tokens --base-uri glz');
	});

	test('that is not SAP Concur\'s is said to be so', async () => {
		const profile = await finishedProfile();
		expect((await profile.run(['status'])).stdout).toContain('not an SAP Concur address');
	});
});

const refusedRequestToken = {
	grant: 'password',
	kind: 'refused',
	facts: {
		url: 'https://us.api.concursolutions.com', status: 400, latency: 9, correlationId: '', attempts: 1, at: 9e12,
	},
	code: 5,
	explanation: {stage: 'request-token', cause: 'The request token is wrong.', remedy: 'Paste a new one.'},
} as const;

describe('status', () => {
	test('shows the stages, masked values with their source, and what runs out when', async () => {
		const profile = await finishedProfile();
		const ran = await profile.run(['status'], {CONCUR_CLIENT_SECRET: 'secret-from-the-environment'});
		expect(ran).toMatchObject({code: 3, stderr: ''});
		expect(ran.stdout).toMatch(/Client ID\s+[\da-f-]{36}\s+settings/);
		expect(ran.stdout).toMatch(/Client Secret\s+•+ment\s+environment, CONCUR_CLIENT_SECRET/);
		expect(ran.stdout).toMatch(/Refresh token\s+until 20[\d-]{8} \d\d:\d\d UTC, in 18\d days\n/);
		expectNoSecret(ran.stdout, profile);
		expect(profile.log).toHaveLength(1);
	});

	test.each([
		['CONCUR_BASE_URL alone', {CONCUR_BASE_URL: 'eu2'}, 'eu2', 'environment, CONCUR_BASE_URL'],
		[
			'both names, alike',
			{CONCUR_BASE_URL: 'eu2', CONCUR_BASE_URI: 'eu2'},
			'eu2',
			'environment, CONCUR_BASE_URI',
		],
		[
			'both names, different',
			{CONCUR_BASE_URL: 'eu2', CONCUR_BASE_URI: 'us2'},
			'us2',
			'environment, CONCUR_BASE_URI (CONCUR_BASE_URL differs and is ignored)',
		],
	])('reads the base URI from %s and says which variable won', async (_case, environment, value, source) => {
		const {stdout} = await ranProgram(['status'], {home: openedHome(environment)});
		const line = stdout.split('\n').find(text => text.startsWith('  Base URI'));
		expect(line?.trim().split(/ {2,}/)).toEqual(['Base URI', value, source]);
	});

	test('says why a stage needs attention whose value is too old, and what to do', async () => {
		const profile = await finishedProfile();
		await profile.store.update(({token: _, ...settings}) => ({
			...settings, enteredAt: {companyRequestToken: Date.now() - 25 * 3_600_000},
		}));
		expect((await profile.run(['status'])).stdout).toContain('  ! 3 Generate your company request token (needs '
			+ 'attention)\n      This request token is older than 24 hours, so SAP Concur no longer accepts it.\n'
			+ '      What to do: Generate a new one and paste it in its place.\n');
	});

	test('names the command that goes on with the folder and the base URI that were given', async () => {
		const home = openedHome();
		const {stdout} = await ranProgram(['status', '--dir', 'my files', '--base-uri', 'us2'], {home});
		expect(stdout).toContain('Next is stage 1, Log in to your Concur admin panel: '
			+ 'concur-tokens --dir \'my files\' --base-uri us2\n');
		expect((await ranProgram(['check', '--dir', 'sub'], {home})).stderr)
			.toContain('create one in the guided session: concur-tokens --dir sub\n');
	});

	test('names the command of this profile where it is to be run next', async () => {
		const profile = await finishedProfile('sandbox');
		const {code: _, ...call} = refusedRequestToken;
		const remedy = 'Check the network, then run: concur-tokens doctor';
		const explanation = {stage: 'refresh-token', cause: 'No answer.', remedy} as const;
		const lastCall = {...call, kind: 'unreachable', explanation} as const;
		await profile.store.update(({token, ...settings}) => ({...settings, lastCall}));
		const given = ['status', '--profile', 'sandbox'];
		expect((await profile.run(given)).stdout)
			.toContain('What to do: Check the network, then run: concur-tokens doctor --profile sandbox\n');
		const {stages} = jsonShapes.status.parse(JSON.parse((await profile.run([...given, '--json'])).stdout));
		expect(stages.find(({id}) => id === 'refresh-token')?.remedy).toMatch(/doctor --profile sandbox$/);
	});

	test('does not say that the default base URI was saved', async () => {
		const {stdout} = await ranProgram(['status'], {home: openedHome()});
		expect(stdout).toMatch(/^ {2}Base URI +glz +default$/m);
	});

	test('as JSON has the shape that is documented, without a secret', async () => {
		const profile = await finishedProfile();
		const ran = await profile.run(['status', '--json']);
		const told = jsonShapes.status.parse(JSON.parse(ran.stdout));
		expect(told.values.appID).toEqual({value: profile.values.appID, source: 'settings', variable: null});
		expectNoSecret(ran.stdout, profile);
	});

	test('a settings file that cannot be read ends with 3 and stays where it is', async () => {
		const home = openedHome();
		mkdirSync(home.configFolder);
		writeFileSync(path.join(home.configFolder, 'default.json'), '{');
		const ran = await ranProgram(['status'], {home});
		expect(ran).toMatchObject({code: 3, stdout: ''});
		expect(ran.stderr).toContain('cannot be read');
		expect(readFileSync(path.join(home.configFolder, 'default.json'), 'utf8')).toBe('{');
	});
});

describe('check', () => {
	const credentials = {
		appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f',
		clientSecret: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
		grantType: 'password',
		companyUUID: '0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6',
		companyRequestToken: 'at-7h6g5f4e3d2c1b0a',
		credentialType: 'authtoken',
	};

	async function checked(text: string, ...more: readonly string[]) {
		const home = openedHome();
		const file = path.join(home.folder, 'credentials.json');
		writeFileSync(file, text);
		return ranProgram(['check', file, ...more], {home});
	}

	test('a good file is valid', async () => {
		const ran = await checked(JSON.stringify(credentials));
		expect(ran.code).toBe(0);
		expect(ran.stdout).toContain('Valid.');
		expect(ran.stdout).not.toContain(credentials.clientSecret);
		expect(jsonShapes.check.parse(JSON.parse((await checked(JSON.stringify(credentials), '--json')).stdout)).valid)
			.toBe(true);
	});

	test('a key that is not in the file is not said to be', async () => {
		const ran = await checked(JSON.stringify({appID: credentials.appID}));
		expect(ran.stdout).toMatch(/✘ +grantType +'' +not set +missing/);
		expect(ran.stdout).toMatch(/✘ +credentialType +'' +not set +missing/);
		expect(ran.stdout)
			.toMatch(/\nNot valid: 5 missing\. .*credentials\.json\nWhat to do: Fill in what is missing\.\n$/);
		const {fields} =
			jsonShapes.check.parse(JSON.parse((await checked(JSON.stringify({appID: 'x'}), '--json')).stdout));
		expect(fields.grantType).toMatchObject({verdict: 'missing', source: 'none'});
		expect(fields.appID).toMatchObject({source: 'file'});
	});

	test('a missing field ends with 1 and is named', async () => {
		const ran = await checked(JSON.stringify({...credentials, companyUUID: ''}));
		expect(ran.code).toBe(1);
		expect(ran.stdout).toMatch(/✘\s+companyUUID.*missing/);
	});

	test('a malformed file ends with 1, with line and column and nothing of its text', async () => {
		const ran = await checked('{\n"clientSecret": "top-secret",\n}');
		expect(ran).toMatchObject({code: 1, stdout: ''});
		expect(ran.stderr).toContain('line 3, column 1');
		expect(ran.stderr).not.toContain('top-secret');
	});

	test('a file that is not there ends with 2', async () => {
		expect(await ranProgram(['check', 'nowhere.json'], {home: openedHome()})).toMatchObject({
			code: 2,
			stdout: '',
		});
	});

	test('a file that is named is checked for itself, whatever the profile and the environment are like', async () => {
		const home = openedHome({CONCUR_COMPANY_UUID: 'not the one in the file'});
		mkdirSync(home.configFolder);
		writeFileSync(path.join(home.configFolder, 'default.json'), '{"version": 1,');
		const file = path.join(home.folder, 'credentials.json');
		writeFileSync(file, JSON.stringify(credentials));
		const ran = await ranProgram(['check', file], {home});
		expect(ran).toMatchObject({code: 0, stderr: ''});
		expect(ran.stdout).toContain(credentials.companyUUID);
		expect(await ranProgram(['check'], {home})).toMatchObject({code: 3, stdout: ''});
	});

	test('a request token that was refused, or whose day is over, is not valid, as the session says', async () => {
		const profile = await finishedProfile();
		expect((await profile.run(['check'])).stdout).toContain('Valid.');
		await profile.store.update(({token: _, ...settings}) => ({...settings, lastCall: refusedRequestToken}));
		const ran = await profile.run(['check']);
		expect(ran.code).toBe(1);
		expect(ran.stdout).toMatch(/✘ +companyRequestToken .* The request token is wrong\./);
		expect(ran.stdout).toContain('Not valid: 1 refused. There is no credentials.json yet; '
			+ 'these are the values entered so far.\nWhat to do: Paste a new one.\n'
			+ 'To do this in the guided session: concur-tokens\n');
		const {valid, fields} = jsonShapes.check.parse(JSON.parse((await profile.run(['check', '--json'])).stdout));
		expect(valid).toBe(false);
		expect(fields.companyRequestToken).toMatchObject({verdict: 'refused', remedy: 'Paste a new one.'});
		await profile.store.update(({lastCall: _, ...settings}) => ({
			...settings, enteredAt: {companyRequestToken: Date.now() - 25 * 3_600_000},
		}));
		const old = await profile.run(['check']);
		expect(old.code).toBe(1);
		expect(old.stdout).toMatch(/Not valid: 1 expired\. .*\nWhat to do: Generate a new one/);
	});

	test('what the environment sets wins over the profile\'s file, and the source is told', async () => {
		const home = openedHome({CONCUR_COMPANY_UUID: credentials.companyUUID});
		writeFileSync(
			path.join(home.folder, 'credentials.json'),
			JSON.stringify({...credentials, companyUUID: ''}),
		);
		const ran = await ranProgram(['check'], {home});
		expect(ran.code).toBe(0);
		expect(ran.stdout).toMatch(/companyUUID.*environment, CONCUR_COMPANY_UUID/);
		expect(ran.stdout).toMatch(/appID.*file/);
	});
});

describe('renew', () => {
	test('does nothing while the refresh token lives long enough, and without a terminal says nothing: '
		+ 'cron would send a mail each day', async () => {
		const profile = await finishedProfile();
		expect(await profile.run(['renew', '--within', '30d'])).toMatchObject({code: 0, stdout: '', stderr: ''});
		expect(jsonShapes.renew.parse(JSON.parse((await profile.run(['renew', '--json'])).stdout)).renewed).toBe(false);
		expect(profile.refreshGrants()).toBe(0);
	});

	test('renews when it is due, in one line', async () => {
		const profile = await finishedProfile();
		await letRefreshTokenAge(profile, 10);
		const ran = await profile.run(['renew', '--within', '30d']);
		expect(ran.stdout).toMatch(/^Renewed: the refresh token of profile default is now valid until .*\n$/);
		expect(profile.refreshGrants()).toBe(1);
		const told =
			jsonShapes.renew.parse(JSON.parse((await profile.run(['renew', '--within', '400d', '--json'])).stdout));
		expect(told.renewed).toBe(true);
	});

	test('a pasted token of unknown age is due, and said to expire at the latest until its end is known', async () => {
		const profile = await finishedProfile();
		await profile.store.update(settings => {
			const {refresh_expires_in: _, ...object} = settings.token!.object;
			return {...settings, token: {...settings.token!, object}};
		});
		const before = await profile.run(['status']);
		expect(before.stdout).toMatch(/Refresh token +until .*, in 18\d days, at the latest\n/);
		expect(before.stdout).toMatch(/Request token +until .*, in 23 h 59 min, at the latest\n/);
		const {expires} = jsonShapes.status.parse(JSON.parse((await profile.run(['status', '--json'])).stdout));
		expect(expires.at_latest).toEqual(['request_token', 'refresh_token']);
		const renewed = JSON.parse((await profile.run(['renew', '--json'])).stdout) as unknown;
		expect(jsonShapes.renew.parse(renewed)).toMatchObject({renewed: true, refresh_expires_at_latest: false});
		expect((await profile.run(['status'])).stdout).toMatch(/Refresh token +until .*, in 18\d days\n/);
		expect((await profile.run(['renew'])).stdout).toBe('');
	});

	test('a span that is none ends with 2 and shows how it is written', async () => {
		const ran = await ranProgram(['renew', '--within', 'soon'], {home: openedHome()});
		expect(ran).toMatchObject({code: 2, stdout: ''});
		expect(ran.stderr).toContain('--within 30d');
	});

	test('a refusal ends with 1, no network with 4, no set-up with 3', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'error', code: 108, path: 'token'});
		expect(await profile.run(['renew', '--within', '400d'])).toMatchObject({code: 1, stdout: ''});
		await profile.server.close();
		expect(await profile.run(['renew', '--within', '400d'])).toMatchObject({code: 4, stdout: ''});
		expect(await ranProgram(['renew'], {home: openedHome()})).toMatchObject({code: 3, stdout: ''});
	});
});

describe('doctor', () => {
	test('finds everything in order on a machine that reaches Concur, and sends no secret', async () => {
		const profile = await finishedProfile();
		const ran = await profile.run(['doctor']);
		expect(ran.stdout).toContain('No problems found.');
		expect(ran.code).toBe(0);
		expect(jsonShapes.doctor
				.parse(JSON.parse((await profile.run(['doctor', '--json'])).stdout))
				.map(({check}) => check)).toEqual(expect.arrayContaining([
					'Node.js', 'Settings file', 'Proxy', 'Name', 'Connection', 'Clock',
				]));
		expect(profile.log.filter(line => line.includes('POST'))).toHaveLength(1);
	});

	test('a settings file that others can read is a problem with a remedy', async () => {
		const profile = await finishedProfile();
		chmodSync(profile.paths.settingsFile, 0o644);
		const ran = await profile.run(['doctor']);
		expect(ran.code).toBe(1);
		expect(ran.stdout).toContain(`chmod 600 ${profile.paths.settingsFile}`);
	});

	test('a Concur that cannot be reached ends with 4', async () => {
		const profile = await finishedProfile();
		await profile.server.close();
		const ran = await profile.run(['doctor']);
		expect(ran.code).toBe(4);
		expect(ran.stdout).toContain('What to do: ');
	});

	test('a proxy that nobody answers at is named', async () => {
		const ran = await ranProgram(['doctor'], {home: openedHome({HTTPS_PROXY: 'http://127.0.0.1:9'})});
		expect(ran.code).toBe(4);
		expect(ran.stdout).toContain('127.0.0.1:9');
	});
});
