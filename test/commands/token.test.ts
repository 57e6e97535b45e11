import {type Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, utimesSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import process from 'node:process';
import {describe, expect, test, vi} from 'vitest';
import {advanceClock, pendingFaults, setFault} from '../practice/opened-practice.js';
import {openedHome, program} from '../sessions/opened-terminal.js';
import {finishedProfile, letBearerAge, ranProgram} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

const minute = 60_000;

describe('a script asks for a bearer token', () => {
	test('the cached one is printed to the byte, with a newline and nothing else', async () => {
		const {run, store, refreshGrants} = await finishedProfile();
		const ran = await run(['token']);
		expect(ran).toEqual({code: 0, signal: null, stdout: `${store.read().bearer!.accessToken}\n`, stderr: ''});
		expect(refreshGrants()).toBe(0);
	});

	test('while five minutes of it are left it stays, after that it is renewed once', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile, 6 * minute);
		const before = profile.store.read().bearer!.accessToken;
		expect((await profile.run(['token'])).stdout).toBe(`${before}\n`);
		await letBearerAge(profile, 4 * minute);
		const renewed = await profile.run(['token']);
		expect(renewed.stdout).not.toBe(`${before}\n`);
		expect(renewed.stdout).toBe(`${profile.store.read().bearer!.accessToken}\n`);
		expect((await profile.run(['token'])).stdout).toBe(renewed.stdout);
		expect(profile.refreshGrants()).toBe(1);
	});

	test('more than a token\'s whole life is left by a wrong clock alone: another one is asked for', async () => {
		const profile = await finishedProfile();
		const hour = 60 * 60 * 1000;
		await letBearerAge(profile, hour + 30_000);
		await profile.run(['token']);
		expect(profile.refreshGrants()).toBe(0);
		await letBearerAge(profile, 3 * hour);
		const told = JSON.parse((await profile.run(['token', '--json'])).stdout) as {expires_in: number};
		expect(told.expires_in).toBeLessThanOrEqual(3600);
		expect(profile.refreshGrants()).toBe(1);
	});

	test('as JSON it tells type, expiry and where to call', async () => {
		const {run, server} = await finishedProfile();
		const {stdout} = await run(['token', '--json']);
		const told = jsonShapes.token.parse(JSON.parse(stdout));
		expect(told.geolocation).toBe(server.origin);
		expect(told.expires_in).toBeGreaterThan(3500);
	});

	test('the token works', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		const {stdout} = await profile.run(['token']);
		const answer = await fetch(`${profile.server.origin}/profile/identity/v4/Users`, {
			headers: {authorization: `Bearer ${stdout.trim()}`},
		});
		expect(answer.status).toBe(200);
	});
});

describe('many scripts ask at once', () => {
	test('fifty make exactly one refresh grant and print the same token', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'rotate', path: 'token'});
		await letBearerAge(profile);
		const ran = await Promise.all(Array.from({length: 50}, async () => profile.run(['token'])));
		expect(ran.map(({code, stderr}) => `${code}${stderr}`)).toEqual(Array.from({length: 50}, () => '0'));
		expect(new Set(ran.map(({stdout}) => stdout)).size).toBe(1);
		expect(profile.refreshGrants()).toBe(1);
	});

	test('a lock whose owner died is taken over, by one of ten', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		const gone = spawn(process.execPath, ['-e', '0']);
		await new Promise(resolve => {
			gone.once('exit', resolve);
		});
		mkdirSync(profile.paths.refreshLock);
		writeFileSync(
			`${profile.paths.refreshLock}.owner`,
			JSON.stringify({pid: gone.pid, host: hostname(), since: Date.now() - minute}),
		);
		const past = (Date.now() - 5000) / 1000;
		utimesSync(profile.paths.refreshLock, past, past);
		const ran = await Promise.all(Array.from({length: 10}, async () => profile.run(['token'])));
		expect(ran.map(({code}) => code)).toEqual(Array.from({length: 10}, () => 0));
		expect(profile.refreshGrants()).toBe(1);
		expect(existsSync(profile.paths.refreshLock)).toBe(false);
	});
});

describe('a process is killed in the middle', () => {
	test('between answer and print: the new refresh token is on disk, and the next call works', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'rotate', path: 'token'});
		await letBearerAge(profile);
		const before = profile.store.read().token!.object.refresh_token;
		const child = spawn(process.execPath, [program, 'token'], {
			env: profile.home.environment,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		let printed = '';
		child.stdout.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
		});
		const ended = new Promise(resolve => {
			child.once('exit', resolve);
		});
		await vi.waitFor(
			() => {
				expect(profile.store.read().token!.object.refresh_token).not.toBe(before);
			},
			{timeout: 30_000, interval: 1},
		);
		child.kill('SIGKILL');
		await ended;
		// However early it was killed: what it had been given is kept.
		const next = await profile.run(['token']);
		expect(next.code).toBe(0);
		expect(printed === '' || printed === next.stdout).toBe(true);
	});

	test('while it waits for the answer: the old refresh token stays, and the next call works', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'no-answer', path: 'token', calls: 1});
		const child = spawn(process.execPath, [program, 'token'], {env: profile.home.environment, stdio: 'ignore'});
		const ended = new Promise(resolve => {
			child.once('exit', resolve);
		});
		await vi.waitFor(
			async () => {
				expect(await pendingFaults(profile.server)).toBe(0);
			},
			{timeout: 30_000, interval: 5},
		);
		child.kill('SIGKILL');
		await ended;
		expect(await profile.run(['token'])).toMatchObject({code: 0, stderr: ''});
	});
});

describe('the environment alone', () => {
	test('with a refresh token and its app it works, and no file is written', async () => {
		const {server, values, store} = await finishedProfile();
		const home = openedHome({
			CONCUR_CLIENT_ID: values.appID,
			CONCUR_CLIENT_SECRET: values.clientSecret,
			CONCUR_REFRESH_TOKEN: store.read().token!.object.refresh_token,
			CONCUR_BASE_URI: server.origin,
		});
		const ran = await ranProgram(['token'], {home});
		expect(ran).toMatchObject({code: 0, stderr: ''});
		expect(ran.stdout).toMatch(/^eyJ[\w.-]+\n$/);
		const status = await ranProgram(['status'], {home});
		expect(status).toMatchObject({code: 0, stderr: ''});
		expect(status.stdout).toMatch(/^Profile \w+: the environment provides everything that scripts need\n/);
		expect(status.stdout).toContain('Nothing is left to do here. For a bearer token: concur-tokens token');
		expect(status.stdout).not.toMatch(/of 7|○|Next is/);
		const renewed = await ranProgram(['renew'], {home});
		expect(renewed).toMatchObject({code: 3, stdout: ''});
		expect(renewed.stderr).toContain('The refresh token comes from CONCUR_REFRESH_TOKEN, where a new one');
		expect(renewed.stderr).toContain('CONCUR_TOKENS_CONFIG_DIR');
		expect(existsSync(home.configFolder)).toBe(false);
	});

	test('with all four credentials it works, and no file is written', async () => {
		const {server, values} = await finishedProfile();
		const home = openedHome({
			CONCUR_CLIENT_ID: values.appID,
			CONCUR_CLIENT_SECRET: values.clientSecret,
			CONCUR_COMPANY_UUID: values.companyUUID,
			CONCUR_REQUEST_TOKEN: values.companyRequestToken,
			// The other name of CONCUR_BASE_URI.
			CONCUR_BASE_URL: server.origin,
		});
		expect(await ranProgram(['token'], {home})).toMatchObject({code: 0, stderr: ''});
		expect(existsSync(home.configFolder)).toBe(false);
	});

	test('that lacks the secret leaves the set-up as what is next', async () => {
		const home = openedHome({CONCUR_CLIENT_ID: 'an-app', CONCUR_REFRESH_TOKEN: 'some-refresh-token'});
		const {code, stdout} = await ranProgram(['status'], {home});
		expect(code).toBe(3);
		expect(stdout).toContain('Next is stage');
	});

	test('a refresh token without its app is told which variables are missing', async () => {
		const ran = await ranProgram(['token'], {
			home: openedHome({CONCUR_REFRESH_TOKEN: 'some-refresh-token-4711'}),
		});
		expect(ran).toMatchObject({code: 3, stdout: ''});
		expect(ran.stderr).toContain('CONCUR_CLIENT_ID and CONCUR_CLIENT_SECRET');
		expect(ran.stderr).not.toContain('4711');
	});
});

describe('Concur says no, or nothing', () => {
	test.each([
		[108, 'expired, was revoked, or is unknown', 'stage 3'],
		[59, 'The app is disabled', 'stage 2'],
		[61, 'does not know this Client ID', 'stage 2'],
		[64, 'The Client Secret does not belong', 'stage 2'],
		[107, 'not allowed to refresh', 'stage 2'],
	])('error %i says what happened and which command mends it', async (code, cause, stage) => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'error', code, path: 'token'});
		const ran = await profile.run(['token']);
		expect(ran).toMatchObject({code: 1, stdout: ''});
		expect(ran.stderr).toContain(cause);
		expect(ran.stderr.endsWith(`(${stage}): concur-tokens\n`)).toBe(true);
		const {clientSecret, companyRequestToken} = profile.values;
		for (const secret of [
			clientSecret,
			companyRequestToken,
			profile.store.read().token!.object.refresh_token,
		]) {
			expect(ran.stderr).not.toContain(secret);
		}
	});

	test('an expired refresh token is refused by the server itself, and the profile keeps what it has', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await advanceClock(profile.server, 24 * 200);
		const {values, token} = profile.store.read();
		expect(await profile.run(['token'])).toMatchObject({code: 1, stdout: ''});
		expect(profile.store.read()).toMatchObject({values, token, connection: {kind: 'refused', code: 108}});
	});

	test('without a network it ends with 4 and the doctor\'s advice', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await profile.server.close();
		const ran = await profile.run(['token']);
		expect(ran).toMatchObject({code: 4, stdout: ''});
		expect(ran.stderr).toContain('concur-tokens doctor');
	});

	test('before the set-up is finished it ends with 3 and names the next step', async () => {
		const ran = await ranProgram(['token', '--profile', 'sandbox'], {home: openedHome()});
		expect(ran).toEqual({
			code: 3,
			signal: null,
			stdout: '',
			stderr: 'concur-tokens: The profile sandbox has no refresh token yet.\nFinish the set-up: '
				+ 'concur-tokens --profile sandbox\n',
		});
	});
});
