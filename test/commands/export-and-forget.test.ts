import {execFileSync} from 'node:child_process';
import {
	existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {setFault} from '../practice/opened-practice.js';
import {keys, openedHome, openedTerminal} from '../sessions/opened-terminal.js';
import {apiProfile} from './api-profile.js';
import {finishedProfile, letBearerAge, ranProgram} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

describe('export', () => {
	test('sap-sample and --out write files that SAP\'s samples read, for the person alone, '
		+ 'and replace nothing unasked', async () => {
		const {home, run, values, store} = await finishedProfile();
		const out = path.join(home.folder, 'sample');
		expect(await run(['export', 'sap-sample', '--out', out])).toMatchObject({code: 0, stdout: ''});
		expect(readdirSync(out).toSorted()).toEqual(['credentials.json', 'refreshTokenObjectFile.json']);
		const credentials = JSON.parse(readFileSync(path.join(out, 'credentials.json'), 'utf8')) as Record<
			string,
			string
		>;
		expect(Object.keys(credentials)).toEqual([
			'appID',
			'clientSecret',
			'grantType',
			'companyUUID',
			'companyRequestToken',
			'credentialType',
		]);
		expect(credentials).toMatchObject(values);
		expect(JSON.parse(readFileSync(path.join(out, 'refreshTokenObjectFile.json'), 'utf8'))).toEqual({
			...store.read().token!.object,
			companyUUID: values.companyUUID,
		});
		expect(statSync(path.join(out, 'credentials.json')).mode & 0o777).toBe(0o600);
		expect(await run(['export', 'sap-sample', '--out', out])).toMatchObject({code: 2});
		expect(await run(['export', 'sap-sample', '--out', out, '--force'])).toMatchObject({code: 0});
	});

	test('postman has the variables of SAP\'s collection', async () => {
		const {run, values, server} = await finishedProfile();
		const {values: listed} = JSON.parse((await run(['export', 'postman'])).stdout) as {
			values: Array<{key: string; value: string}>;
		};
		expect(listed.map(({key}) => key)).toEqual([
			'clientId',
			'clientSecret',
			'companyUUID',
			'requestToken',
			'dataCenterURI',
			'refreshToken',
			'accessToken',
		]);
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
		expect(stdout.split('\n')[0]).toBe('curl -sS --config - <<\'END\'');
		expect(stdout).toContain(`data = "client_secret=${values.clientSecret}"`);
	});

	test('has the base URI that its token belongs to, whatever the option says, and says so', async () => {
		const {run, server} = await finishedProfile();
		const {code, stdout, stderr} = await run(['export', 'json', '--base-uri', 'us2']);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({baseUri: server.origin});
		expect(stderr).toBe('--base-uri us2 was ignored: the exported refresh token works only at '
			+ `${server.origin}\n`);
		expect((await run(['export', 'json', '--base-uri', server.origin])).stderr).toBe('');
	});

	describe('once another app was entered, for which there is no refresh token yet', () => {
		const withOtherApp = async () => {
			const profile = await finishedProfile();
			await profile.store.update(settings => ({
				...settings, values: {...settings.values, appID: 'other-app', clientSecret: 'other-secret'},
			}));
			return profile;
		};

		const formats = ['env', 'curl', 'json', 'postman', 'sap-sample'];
		test.each(formats)('%s has the app of its token, and says so', async format => {
			const {run, values, store} = await withOtherApp();
			const {code, stdout, stderr} = await run(['export', format]);
			expect(code).toBe(0);
			expect(stdout).not.toMatch(/other-app|other-secret/);
			for (const part of [values.appID, values.clientSecret, store.read().token!.object.refresh_token]) {
				expect(stdout).toContain(part);
			}

			expect(stdout).not.toContain(values.companyRequestToken);
			expect(stderr).toBe('The export has the app and the company that the refresh token belongs to '
				+ `(Client ID ${values.appID}, company ${values.companyUUID}), not those entered since, which have no `
				+ 'refresh token yet.\n');
		});

		test('by the environment, the export has no refresh token, and says so', async () => {
			const {run, store} = await finishedProfile();
			const {stdout, stderr} = await run(['export', 'env'], {CONCUR_CLIENT_ID: 'other-app'});
			expect(stdout).toContain('CONCUR_CLIENT_ID=\'other-app\'');
			expect(stdout).not.toContain(store.read().token!.object.refresh_token);
			expect(stderr).toContain('The export has no refresh token: the saved one belongs to another app');
		});
	});

	test.each(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])('--out %s is told to leave out --out', async out => {
		const {run} = await finishedProfile();
		const {code, stdout, stderr} = await run(['export', 'env', '--out', out, '--force']);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('To print the values, leave out --out: concur-tokens export env');
	});

	test('a pipe or a device stays what it is', async () => {
		const {run, home} = await finishedProfile();
		const pipe = path.join(home.folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		const {code, stderr} = await run(['export', 'env', '--out', pipe, '--force']);
		expect(code).toBe(5);
		expect(stderr).toContain(`${pipe} could not be written: it is a device, a pipe or a socket`);
		expect(lstatSync(pipe).isFIFO()).toBe(true);
	});

	test('without a token has the base URI of the option', async () => {
		const {run, store} = await finishedProfile();
		await store.update(({token: _, ...settings}) => settings);
		const {stdout, stderr} = await run(['export', 'json', '--base-uri', 'us2']);
		expect(JSON.parse(stdout)).toMatchObject({baseUri: 'https://us2.api.concursolutions.com', refreshToken: ''});
		expect(stderr).toBe('');
	});

	test('on a terminal a warning comes first', async () => {
		const {home} = await finishedProfile();
		const terminal = openedTerminal({home, arguments: ['export', 'env']});
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		await terminal.see('Warning: these are secrets in clear');
	});

	test('a format that does not exist ends with 2', async () => {
		expect(await ranProgram(['export', 'xml'], {home: openedHome()})).toMatchObject({code: 2, stdout: ''});
	});
});

describe('profiles and forget', () => {
	test('sandbox and production stand side by side', async () => {
		const {home, run, store} = await finishedProfile('sandbox');
		await ranProgram(['forget', '--yes'], {home});
		writeFileSync(
			path.join(home.configFolder, 'production.json'),
			JSON.stringify({...store.read(), token: undefined}),
		);
		const {stdout} = await run(['profiles']);
		expect(stdout).toMatch(/production\s+\d of 7 done\s+no refresh token/);
		expect(stdout).toMatch(/sandbox\s+\d of 7 done\s+refresh token until 20[\d-]{8} \d\d:\d\d UTC, in 18\d days/);
		expect(jsonShapes.profiles.parse(JSON.parse((await run(['profiles', '--json'])).stdout)).map(({name}) => name))
			.toEqual(['production', 'sandbox']);
	});

	test('a profile that cannot be read is named with the command that says why', async () => {
		const home = openedHome();
		mkdirSync(home.configFolder);
		for (const name of ['default', 'sandbox']) {
			symlinkSync(path.join(home.folder, 'elsewhere.json'), path.join(home.configFolder, `${name}.json`));
		}

		writeFileSync(path.join(home.folder, 'elsewhere.json'), 'broken');
		expect((await ranProgram(['profiles'], {home})).stdout.split('\n').map(line => line.trim())).toEqual([
			expect.stringMatching(/^default .* to see why, run: concur-tokens status$/),
			expect.stringMatching(/^sandbox .* to see why, run: concur-tokens status --profile sandbox$/),
			'',
		]);
		expect((await ranProgram(['profiles'], {home, environment: {CONCUR_PROFILE: 'sandbox'}})).stdout)
			.toMatch(/to see why, run: concur-tokens status --profile default$/m);
	});

	test('a broken profile is renamed by the guided session, which the list and status say', async () => {
		const home = openedHome();
		mkdirSync(home.configFolder);
		writeFileSync(path.join(home.configFolder, 'default.json'), 'broken');
		expect((await ranProgram(['profiles'], {home})).stdout)
			.toContain('the guided session renames it and starts over');
		expect((await ranProgram(['status'], {home})).stderr)
			.toContain('To rename the broken file and start over, open the guided session: concur-tokens\n');
	});

	test('forget asks, and without a terminal to ask on deletes nothing', async () => {
		const {run, paths} = await finishedProfile();
		expect(await run(['forget'])).toMatchObject({code: 2, stdout: ''});
		expect(existsSync(paths.settingsFile)).toBe(true);
	});

	test('forget deletes after a yes on the terminal, and only after a yes', async () => {
		const {home, paths} = await finishedProfile();
		const first = openedTerminal({home, arguments: ['forget']});
		await first.see('Delete the profile default?');
		first.press(keys.enter);
		expect(await first.ended).toMatchObject({exitCode: 1});
		expect(existsSync(paths.settingsFile)).toBe(true);
		const second = openedTerminal({home, arguments: ['forget']});
		await second.see('Delete the profile default?');
		second.press('y', keys.enter);
		expect(await second.ended).toMatchObject({exitCode: 0});
		expect(readdirSync(home.configFolder)).toEqual([]);
	});

	test('forget says that a refresh token lives on at SAP Concur without --revoke, before and after', async () => {
		const {home, run} = await finishedProfile('sandbox');
		const terminal = openedTerminal({home, arguments: ['forget', '--profile', 'sandbox'], columns: 120});
		await terminal.see('Delete the profile sandbox?');
		expect(terminal.screen())
			.toMatch(/will keep working at SAP Concur until 20[\d-]{8} \d\d:\d\d UTC, in 18\d days\./);
		expect(terminal.screen()).toContain('concur-tokens forget --revoke --profile sandbox');
		terminal.press(keys.enter);
		await terminal.ended;
		const {stdout} = await run(['forget', '--yes', '--profile', 'sandbox']);
		expect(stdout).toMatch(/^Deleted: the profile sandbox\.\nNot revoked: .*, until 20.* in 18\d days\.\n/);
		expect(stdout).toMatch(/\n.*forget --revoke --profile sandbox\n/);
	});

	test('forget names the exports that stay in the folder with the secrets in them', async () => {
		const {home, run, store} = await finishedProfile();
		await store.update(current => ({...current, folder: home.folder}));
		expect(await run(['export', 'env', '--shell', 'fish', '--out', home.folder])).toMatchObject({code: 0});
		const {stdout} = await run(['forget', '--yes']);
		expect(stdout).toContain(path.join(home.folder, 'concur.fish'));
	});

	test('forget names the settings that a symbolic link leads to: they stay, with the secrets in them', async () => {
		const {home, run, paths} = await finishedProfile();
		const linked = path.join(home.folder, 'linked.json');
		renameSync(paths.settingsFile, linked);
		symlinkSync(linked, paths.settingsFile);
		const {stdout} = await run(['forget', '--yes']);
		expect(existsSync(linked)).toBe(true);
		expect(stdout).toContain(`These files were kept. They still contain secrets:\n  ${linked}\n`);
	});

	test('forget says of a practice profile that it is one', async () => {
		const home = openedHome();
		const session = openedTerminal({home, arguments: ['--practice']});
		await session.see('PRACTICE');
		session.press(keys.ctrl('C'));
		await session.ended;
		const terminal = openedTerminal({home, arguments: ['forget', '--practice']});
		await terminal.see('Delete the practice profile default?');
		expect(terminal.screen()).toContain('It is a practice profile: SAP Concur knows nothing about it.');
		expect(terminal.screen()).not.toContain('--revoke');
		terminal.press('y', keys.enter);
		await terminal.see('Deleted: the practice profile default.');
	});

	test('forget waits for a refresh under way, whose token is handed out, and the profile stays deleted', async () => {
		const profile = await apiProfile((_incoming, outgoing) => {
			outgoing.end();
		}, {grantTime: 4000});
		await letBearerAge(profile);
		const token = profile.run(['token']);
		await expect.poll(() => profile.granted.length, {timeout: 60_000}).toBe(1);
		const forgotten = await profile.run(['forget', '--yes']);
		expect(forgotten).toMatchObject({code: 0, stdout: expect.stringMatching(/^Deleted/) as string});
		expect(await token).toMatchObject({code: 0, stdout: `${profile.granted[0]}\n`});
		expect(readdirSync(profilePaths('default', profile.home.environment).configFolder)).toEqual([]);
	});

	test('forget --revoke ends the connection first; where that fails nothing is deleted', async () => {
		const profile = await finishedProfile();
		const {token} = profile.store.read();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'error', code: 59, path: 'token', calls: 1});
		expect(await profile.run(['forget', '--yes', '--revoke'])).toMatchObject({code: 1});
		expect(existsSync(profile.paths.settingsFile)).toBe(true);
		expect(await profile.run(['forget', '--yes', '--revoke'])).toMatchObject({code: 0, stderr: ''});
		expect(readdirSync(profile.home.configFolder)).toEqual([]);
		const refused = await fetch(`${profile.server.origin}/oauth2/v0/token`, {
			method: 'POST',
			body: new URLSearchParams({
				client_id: profile.values.appID,
				client_secret: profile.values.clientSecret,
				grant_type: 'refresh_token',
				refresh_token: token!.object.refresh_token,
			}),
		});
		expect(await refused.json()).toMatchObject({code: 108});
	});

	test('a profile that is not there ends with 2', async () => {
		expect(await ranProgram(['forget', '--yes'], {home: openedHome()})).toMatchObject({code: 2});
	});
});
