import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {pendingFaults, setFault} from '../practice/opened-practice.js';
import {createdApp} from '../practice/panel-visitor.js';
import {program} from '../sessions/opened-terminal.js';
import {mountedDisk} from '../store/small-disk.js';
import {finishedProfile, ranFile, ranProgram, type FinishedProfile, type Ran} from './finished-profile.js';

/** A profile whose app may ask for a token of its own. */
async function profileOfApp(): Promise<FinishedProfile> {
	return finishedProfile('default', async server => {
		const {client_id: appID, client_secret: clientSecret} = await createdApp(server, {
			grants: ['password', 'refresh_token', 'client_credentials'],
			scopes: ['spend.list.read', 'events.topic.read'],
		});
		return {appID, clientSecret};
	});
}

const appGrants = ({log}: FinishedProfile) => log.filter(line => line.includes('client_credentials')).length;

type Running = {
	readonly send: (signal: NodeJS.Signals) => void;
	/** Waits until standard error tells a text. */
	readonly told: (text: string) => Promise<void>;
	readonly ended: Promise<Pick<Ran, 'code' | 'stdout' | 'stderr'>>;
};

/** `token --app` as a process that waits for a slow answer. */
async function waitingForAnswer({server, home}: FinishedProfile, milliseconds: number): Promise<Running> {
	await setFault(server, {kind: 'slow', milliseconds, path: 'token', calls: 1});
	const child = spawn(process.execPath, [program, 'token', '--app'], {env: home.environment, cwd: home.workFolder});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	const said = {stdout: '', stderr: ''};
	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream].setEncoding('utf8').on('data', (text: string) => {
			said[stream] += text;
		});
	}

	const ended = new Promise<Awaited<Running['ended']>>(resolve => {
		child.once('close', code => {
			resolve({code: code ?? -1, ...said});
		});
	});
	await vi.waitFor(async () => {
		expect(await pendingFaults(server)).toBe(0);
	}, {timeout: 30_000, interval: 5});
	return {
		send(signal) {
			child.kill(signal);
		},
		async told(text) {
			await vi.waitFor(() => {
				expect(said.stderr).toContain(text);
			}, {timeout: 30_000, interval: 5});
		},
		ended,
	};
}

describe('`token --app` that is interrupted', () => {
	test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s stores the answer, which the '
		+ 'next call prints without another grant', async signal => {
		const profile = await profileOfApp();
		const running = await waitingForAnswer(profile, 1500);
		running.send(signal);
		await running.told('Waiting up to 60 seconds for SAP Concur\'s answer.');
		const {code, stdout, stderr} = await running.ended;
		expect({code, stdout}).toEqual({code: 130, stdout: ''});
		// There is none in this answer.
		expect(stderr).not.toContain('refresh token');
		const {accessToken} = profile.store.read().appBearer!;
		expect(await profile.run(['token', '--app'])).toMatchObject({code: 0, stdout: `${accessToken}\n`});
		expect(appGrants(profile)).toBe(1);
	});

	test('twice gives up, and says that nothing is lost by it', async () => {
		const profile = await profileOfApp();
		const running = await waitingForAnswer(profile, 45_000);
		running.send('SIGINT');
		await running.told('Waiting up to 60 seconds for SAP Concur');
		const again = setInterval(() => {
			running.send('SIGINT');
		}, 100);
		const {code, stdout, stderr} = await running.ended;
		clearInterval(again);
		expect({code, stdout}).toEqual({code: 130, stdout: ''});
		expect(stderr).toContain('Nothing was lost.');
		expect(await profile.run(['token', '--app'])).toMatchObject({code: 0});
	});

	test('by kill -9 leaves the settings as they were, and whoever waits behind it takes its turn', async () => {
		const profile = await profileOfApp();
		const before = readFileSync(profile.paths.settingsFile, 'utf8');
		const running = await waitingForAnswer(profile, 45_000);
		const second = profile.run(['token', '--app']);
		running.send('SIGKILL');
		await running.ended;
		expect(readFileSync(profile.paths.settingsFile, 'utf8')).toBe(before);
		expect(await second).toMatchObject({code: 0});
		expect(profile.store.read().token).toEqual((JSON.parse(before) as {token: unknown}).token);
	});
});

/** `token --app` of a profile in a folder of one's choice, after a line of shell. */
async function ranIn(folder: string, {home}: FinishedProfile, before = ''): Promise<Ran> {
	return ranFile('bash', ['-c', `${before} exec "$0" "$@"`, process.execPath, program, 'token', '--app'], {
		env: {...home.environment, CONCUR_TOKENS_CONFIG_DIR: folder}, cwd: home.workFolder,
	});
}

/** Either nothing is asked, with a remedy, or the token is printed and stored; the company's token stays. */
function expectNothingHalf(ran: Ran, settingsFile: string, before: string): 'refused' | 'printed' {
	const now = readFileSync(settingsFile, 'utf8');
	if (ran.code !== 0) {
		expect({code: ran.code, stdout: ran.stdout, settings: now}).toEqual({code: 5, stdout: '', settings: before});
		expect(ran.stderr)
			.toMatch(/^concur-tokens: .*(?:the disk is full|it would exceed the file size limit).*\n[A-Z].*\n$/);
		return 'refused';
	}

	const stored = JSON.parse(now) as {appBearer: {accessToken: string}; token: unknown};
	expect(ran.stdout).toBe(`${stored.appBearer.accessToken}\n`);
	expect(stored.token).toEqual((JSON.parse(before) as typeof stored).token);
	return 'printed';
}

describe('`token --app` without room', () => {
	test('on a full disk asks for nothing and says what to do; with room it goes on', async context => {
		const {folder, leaveFree} = mountedDisk(context, 256 * 1024);
		const profile = await profileOfApp();
		const settingsFile = `${folder}/default.json`;
		await ranFile('cp', [profile.paths.settingsFile, settingsFile], {});
		const before = readFileSync(settingsFile, 'utf8');
		leaveFree(0);
		expect(expectNothingHalf(await ranIn(folder, profile), settingsFile, before)).toBe('refused');
		expect(appGrants(profile)).toBe(0);
		leaveFree(200 * 1024);
		expect(expectNothingHalf(await ranIn(folder, profile), settingsFile, before)).toBe('printed');
	});

	test('where a file may not grow beyond a limit, whatever that is, leaves nothing half', async () => {
		const profile = await profileOfApp();
		const {paths: {settingsFile, configFolder}} = profile;
		const before = readFileSync(settingsFile, 'utf8');
		const came: string[] = [];
		for (const limit of [0, 4, 16, 64, 128]) {
			// One after the other: they share the profile.
			const ran = await ranIn(configFolder, profile, `ulimit -f ${limit};`);
			came.push(expectNothingHalf(ran, settingsFile, before));
		}

		expect(came[0]).toBe('refused');
		expect(came.at(-1)).toBe('printed');
	});
});

describe('`token --app` that is refused', () => {
	test.each([
		['a wrong secret', {kind: 'error', code: 64}, 1, 'The Client Secret'],
		['an app that is not known', {kind: 'error', code: 61}, 1, 'Client ID'],
		['a Concur in trouble', {kind: 'status', status: 503}, 4, 'concur-tokens doctor'],
	] as const)('for %s ends with its cause and what to do, '
		+ 'and leaves the company\'s token as it is', async (_what, fault, code, words) => {
		const profile = await profileOfApp();
		const before = readFileSync(profile.paths.settingsFile, 'utf8');
		await setFault(profile.server, {...fault, path: 'token'});
		const ran = await profile.run(['token', '--app']);
		expect({code: ran.code, stdout: ran.stdout}).toEqual({code, stdout: ''});
		expect(ran.stderr).toContain(words);
		expect(readFileSync(profile.paths.settingsFile, 'utf8')).toBe(before);
		expect(await profile.run(['token'])).toMatchObject({code: 0});
	});

	test('because nothing answers ends with 4', async () => {
		const profile = await profileOfApp();
		await profile.server.close();
		expect(await profile.run(['token', '--app'])).toMatchObject({code: 4, stdout: ''});
	});
});

test('no other command prints the app\'s own token, nor calls a company\'s API with it', async () => {
	const profile = await profileOfApp();
	const {stdout} = await profile.run(['token', '--app']);
	const own = stdout.trim();
	for (const given of [
		['token'], ['token', '--json'], ['status', '--json'], ['export', 'json'], ['export', 'env'], ['export', 'curl'],
		['prove', 'list-v4', '--json'], ['run', '--', 'sh', '-c', 'echo "$CONCUR_ACCESS_TOKEN"'],
	]) {
		// One after the other: they share the profile.
		const ran = await ranProgram(given, {home: profile.home});
		expect(ran.stdout, given.join(' ')).not.toBe('');
		expect(`${ran.stdout}${ran.stderr}`).not.toContain(own);
	}
});
