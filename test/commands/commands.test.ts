import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {keys, openedHome, openedTerminal} from '../sessions/opened-terminal.js';
import {finishedProfile, letBearerAge, ranProgram, type FinishedProfile} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

const day = 24 * 60 * 60 * 1000;

function secretsOf({values, store}: FinishedProfile): readonly string[] {
	const {token, bearer} = store.read();
	return [values.clientSecret, values.companyRequestToken, token!.object.refresh_token, bearer!.accessToken];
}

function expectNoSecret(text: string, profile: FinishedProfile): void {
	for (const secret of secretsOf(profile)) {
		expect(text).not.toContain(secret);
	}
}

describe('status', () => {
	test('shows the stages, masked values with their source, and what runs out when', async () => {
		const profile = await finishedProfile();
		const ran = await profile.run(['status'], {CONCUR_CLIENT_SECRET: 'secret-from-the-environment'});
		expect(ran).toMatchObject({code: 3, stderr: ''});
		expect(ran.stdout).toMatch(/Client ID\s+[\da-f-]{36}\s+settings/);
		expect(ran.stdout).toMatch(/Client Secret\s+•+ment\s+environment, CONCUR_CLIENT_SECRET/);
		expect(ran.stdout).toMatch(/Refresh token\s+18\d days left/);
		expectNoSecret(ran.stdout, profile);
		expect(profile.log).toHaveLength(1);
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
		appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f', clientSecret: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d', grantType: 'password',
		companyUUID: '0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6', companyRequestToken: 'at-7h6g5f4e3d2c1b0a', credentialType: 'authtoken',
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
		expect(jsonShapes.check.parse(JSON.parse((await checked(JSON.stringify(credentials), '--json')).stdout)).valid).toBe(true);
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
		expect(await ranProgram(['check', 'nowhere.json'], {home: openedHome()})).toMatchObject({code: 2, stdout: ''});
	});

	test('what the environment sets wins over the profile\'s file, and the source is told', async () => {
		const home = openedHome({CONCUR_COMPANY_UUID: credentials.companyUUID});
		writeFileSync(path.join(home.folder, 'credentials.json'), JSON.stringify({...credentials, companyUUID: ''}));
		const ran = await ranProgram(['check'], {home});
		expect(ran.code).toBe(0);
		expect(ran.stdout).toMatch(/companyUUID.*environment, CONCUR_COMPANY_UUID/);
		expect(ran.stdout).toMatch(/appID.*file/);
	});
});

describe('renew', () => {
	test('does nothing while the refresh token lives long enough', async () => {
		const profile = await finishedProfile();
		const ran = await profile.run(['renew', '--within', '30d']);
		expect(ran).toMatchObject({code: 0, stderr: ''});
		expect(ran.stdout).toMatch(/^Nothing to do: the refresh token of profile default lives until \d{4}-\d\d-\d\d, 18\d days\.\n$/);
		expect(profile.refreshGrants()).toBe(0);
	});

	test('renews when it is due, in one line', async () => {
		const profile = await finishedProfile();
		profile.store.update(settings => ({...settings, token: {...settings.token!, object: {...settings.token!.object, refresh_expires_in: Math.floor((Date.now() + (10 * day)) / 1000)}}}));
		const ran = await profile.run(['renew', '--within', '30d']);
		expect(ran.stdout).toMatch(/^Renewed: the refresh token of profile default now lives until .*\n$/);
		expect(profile.refreshGrants()).toBe(1);
		const told = jsonShapes.renew.parse(JSON.parse((await profile.run(['renew', '--within', '400d', '--json'])).stdout));
		expect(told.renewed).toBe(true);
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
		expect(ran.stdout).toContain('Everything is as it should be.');
		expect(ran.code).toBe(0);
		expect(jsonShapes.doctor.parse(JSON.parse((await profile.run(['doctor', '--json'])).stdout)).map(({check}) => check)).toEqual(expect.arrayContaining(['Node.js', 'Settings file', 'Proxy', 'Name', 'Connection', 'Clock']));
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

describe('export', () => {
	test('sap-sample and --out write files that SAP\'s samples read, for the person alone, and replace nothing unasked', async () => {
		const {home, run, values, store} = await finishedProfile();
		const out = path.join(home.folder, 'sample');
		expect(await run(['export', 'sap-sample', '--out', out])).toMatchObject({code: 0, stdout: ''});
		expect(readdirSync(out).toSorted()).toEqual(['credentials.json', 'refreshTokenObjectFile.json']);
		const credentials = JSON.parse(readFileSync(path.join(out, 'credentials.json'), 'utf8')) as Record<string, string>;
		expect(Object.keys(credentials)).toEqual(['appID', 'clientSecret', 'grantType', 'companyUUID', 'companyRequestToken', 'credentialType']);
		expect(credentials).toMatchObject(values);
		expect(JSON.parse(readFileSync(path.join(out, 'refreshTokenObjectFile.json'), 'utf8'))).toEqual({...store.read().token!.object, companyUUID: values.companyUUID});
		expect(statSync(path.join(out, 'credentials.json')).mode & 0o777).toBe(0o600);
		expect(await run(['export', 'sap-sample', '--out', out])).toMatchObject({code: 2});
		expect(await run(['export', 'sap-sample', '--out', out, '--force'])).toMatchObject({code: 0});
	});

	test('postman has the variables of SAP\'s collection', async () => {
		const {run, values, server} = await finishedProfile();
		const {values: listed} = JSON.parse((await run(['export', 'postman'])).stdout) as {values: Array<{key: string; value: string}>};
		expect(listed.map(({key}) => key)).toEqual(['clientId', 'clientSecret', 'companyUUID', 'requestToken', 'dataCenterURI', 'refreshToken', 'accessToken']);
		expect(listed.find(({key}) => key === 'clientId')!.value).toBe(values.appID);
		expect(listed.find(({key}) => key === 'dataCenterURI')!.value).toBe(new URL(server.origin).host);
	});

	test('env is read by a shell, and json by a program', async () => {
		const {run, values} = await finishedProfile();
		expect((await run(['export', 'env'])).stdout).toContain(`CONCUR_CLIENT_SECRET='${values.clientSecret}'\n`);
		expect(JSON.parse((await run(['export', 'json'])).stdout)).toMatchObject(values);
	});

	test('curl gets its values on standard input, not on its command line', async () => {
		const {run, values} = await finishedProfile();
		const {stdout} = await run(['export', 'curl']);
		expect(stdout.split('\n')[0]).toBe('curl --config - <<\'END\'');
		expect(stdout).toContain(`data-urlencode = "client_secret=${values.clientSecret}"`);
	});

	test('on a terminal a warning comes first', async () => {
		const {home} = await finishedProfile();
		const terminal = openedTerminal({home, arguments: ['export', 'env']});
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		await terminal.see('These are secrets in clear');
	});

	test('a format that does not exist ends with 2', async () => {
		expect(await ranProgram(['export', 'xml'], {home: openedHome()})).toMatchObject({code: 2, stdout: ''});
	});
});

describe('profiles and forget', () => {
	test('sandbox and production stand side by side', async () => {
		const {home, run, store} = await finishedProfile('sandbox');
		await ranProgram(['forget', '--yes'], {home});
		writeFileSync(path.join(home.configFolder, 'production.json'), JSON.stringify({...store.read(), token: undefined}));
		const {stdout} = await run(['profiles']);
		expect(stdout).toMatch(/production\s+\d of 7 done\s+no refresh token/);
		expect(stdout).toMatch(/sandbox\s+\d of 7 done\s+refresh token: 18\d days left/);
		expect(jsonShapes.profiles.parse(JSON.parse((await run(['profiles', '--json'])).stdout)).map(({name}) => name)).toEqual(['production', 'sandbox']);
	});

	test('forget asks, and without a terminal to ask on deletes nothing', async () => {
		const {run, paths} = await finishedProfile();
		expect(await run(['forget'])).toMatchObject({code: 2, stdout: ''});
		expect(existsSync(paths.settingsFile)).toBe(true);
	});

	test('forget deletes after a yes on the terminal, and only after a yes', async () => {
		const {home, paths} = await finishedProfile();
		const first = openedTerminal({home, arguments: ['forget']});
		await first.see('Really delete the profile default?');
		first.press(keys.enter);
		expect(await first.ended).toMatchObject({exitCode: 1});
		expect(existsSync(paths.settingsFile)).toBe(true);
		const second = openedTerminal({home, arguments: ['forget']});
		await second.see('Really delete the profile default?');
		second.press('y', keys.enter);
		expect(await second.ended).toMatchObject({exitCode: 0});
		expect(readdirSync(home.configFolder)).toEqual([]);
	});

	test('forget --revoke ends the connection first; where that fails nothing is deleted', async () => {
		const profile = await finishedProfile();
		const {token} = profile.store.read();
		letBearerAge(profile);
		await setFault(profile.server, {kind: 'error', code: 59, path: 'token', calls: 1});
		expect(await profile.run(['forget', '--yes', '--revoke'])).toMatchObject({code: 1});
		expect(existsSync(profile.paths.settingsFile)).toBe(true);
		expect(await profile.run(['forget', '--yes', '--revoke'])).toMatchObject({code: 0, stderr: ''});
		expect(readdirSync(profile.home.configFolder)).toEqual([]);
		const refused = await fetch(`${profile.server.origin}/oauth2/v0/token`, {method: 'POST', body: new URLSearchParams({
			client_id: profile.values.appID, client_secret: profile.values.clientSecret, grant_type: 'refresh_token', refresh_token: token!.object.refresh_token,
		})});
		expect(await refused.json()).toMatchObject({code: 108});
	});

	test('a profile that is not there ends with 2', async () => {
		expect(await ranProgram(['forget', '--yes'], {home: openedHome()})).toMatchObject({code: 2});
	});
});
