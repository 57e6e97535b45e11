import {type Buffer} from 'node:buffer';
import {spawn, type ChildProcess} from 'node:child_process';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {keys, openedTerminal, program} from '../sessions/opened-terminal.js';
import {finishedProfile, letBearerAge, type FinishedProfile} from './finished-profile.js';

type Ended = {code: number | null; signal: string | null; stdout: string; stderr: string};

type Running = {readonly child: ChildProcess; readonly ended: Promise<Ended>};

function startCommand({home: {environment, workFolder}}: FinishedProfile, given: readonly string[]): Running {
	const child = spawn(process.execPath, [program, ...given], {env: environment, cwd: workFolder});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		stderr += chunk.toString();
	});
	const ended = new Promise<Awaited<Running['ended']>>(resolve => {
		child.once('close', (code, signal) => {
			resolve({code, signal, stdout, stderr});
		});
	});
	return {child, ended};
}

/** A command as a process that waits for the answer of a server which has already rotated the refresh token. */
async function commandInFlight(
	profile: FinishedProfile,
	milliseconds: number,
	given = ['token'],
): Promise<Running> {
	await letBearerAge(profile);
	await setFault(profile.server, {kind: 'rotate', calls: 1}, {kind: 'slow', milliseconds, calls: 1});
	const before = profile.issuedRefreshTokens();
	const running = startCommand(profile, given);
	await expect.poll(() => profile.issuedRefreshTokens(), {timeout: 30_000, interval: 5}).not.toBe(before);
	return running;
}

async function seeWaiting({child}: Running): Promise<void> {
	await new Promise<void>(resolve => {
		let told = '';
		child.stderr!.on('data', (chunk: Buffer) => {
			told += chunk.toString();
			if (told.includes('Waiting up to 60 seconds for SAP Concur')) {
				resolve();
			}
		});
	});
}

describe('between the server\'s rotation and its answer', () => {
	const commands = [['token'], ['renew', '--within', '52w']];
	const signals = [['SIGINT'], ['SIGTERM'], ['SIGHUP'], ['SIGINT', 'SIGINT'], ['SIGHUP', 'SIGTERM']] as const;

	test.each(commands.flatMap(given => signals.map(sent => [sent.join(' and at once '), given, sent] as const)))(
		'%s ends %j once the new refresh token is stored',
		async (_name, given, sent) => {
			const profile = await finishedProfile();
			const old = profile.store.read().token!.object.refresh_token;
			const running = await commandInFlight(profile, 1500, given);
			for (const signal of sent) {
				running.child.kill(signal);
			}

			await seeWaiting(running);
			expect(await running.ended).toMatchObject({code: 130, stdout: ''});
			expect(profile.store.read().token!.object.refresh_token).not.toBe(old);
			expect(profile.store.read().unansweredGrant).toBeUndefined();
			await letBearerAge(profile);
			expect(await profile.run(['token'])).toMatchObject({code: 0});
		},
	);

	test('on a terminal, what is waited for is told in rows that end between words', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'slow', milliseconds: 2500, calls: 1});
		await letBearerAge(profile);
		const terminal = openedTerminal({home: profile.home, arguments: ['token'], columns: 80});
		await expect.poll(() => profile.store.read().unansweredGrant, {timeout: 30_000, interval: 5}).toBeDefined();
		terminal.press(keys.ctrl('C'));
		await terminal.see(/Waiting up to 60 seconds for SAP Concur's answer, *\nso that .* is not lost\. Press Ctrl/);
		expect(await terminal.ended).toMatchObject({exitCode: 130});
	});

	test('a second signal gives up, and says what that means', async () => {
		const profile = await finishedProfile();
		const running = await commandInFlight(profile, 45_000);
		running.child.kill('SIGINT');
		await seeWaiting(running);
		const again = setInterval(() => {
			running.child.kill('SIGINT');
		}, 100);
		const ran = await running.ended;
		clearInterval(again);
		expect(ran).toMatchObject({code: 130, stdout: ''});
		expect(ran.stderr).toContain('Gave up waiting');
		expect(readdirSync(path.dirname(profile.paths.settingsFile))).toEqual(['default.json']);
	});

	test('a signal and then an answer that is cut off: nothing is said to be saved', async () => {
		const profile = await finishedProfile();
		const old = profile.store.read().token!.object.refresh_token;
		await setFault(profile.server, {kind: 'cut-off', calls: 1});
		const running = await commandInFlight(profile, 1500);
		running.child.kill('SIGINT');
		const ran = await running.ended;
		expect(ran).toMatchObject({code: 130, stdout: ''});
		expect(ran.stderr).toContain('Interrupted. SAP Concur\'s answer was lost, and SAP Concur was not asked again.');
		expect(ran.stderr).not.toContain('saved');
		expect(profile.store.read().token!.object.refresh_token).toBe(old);
	});

	test('a signal and then a refusal: the refusal and its remedy are told', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'error', code: 108, calls: 1});
		await setFault(profile.server, {kind: 'slow', milliseconds: 1500, calls: 1});
		await letBearerAge(profile);
		const running = startCommand(profile, ['token']);
		await expect.poll(() => profile.store.read().unansweredGrant, {timeout: 30_000, interval: 5}).toBeDefined();
		running.child.kill('SIGINT');
		const ran = await running.ended;
		expect(ran).toMatchObject({code: 130, stdout: ''});
		expect(ran.stderr).toContain('Interrupted. The refresh token has expired, was revoked, or is unknown.');
		expect(ran.stderr).not.toContain('saved');
	});

	test('a process that is stopped keeps others waiting, who say for whom, and what to do', async () => {
		const profile = await finishedProfile();
		const holder = await commandInFlight(profile, 1500);
		holder.child.kill('SIGSTOP');
		const terminal = openedTerminal({home: profile.home, arguments: ['token'], columns: 200});
		await terminal.see(`concur-tokens: Waiting up to a minute for process ${holder.child.pid}, which is `
			+ `refreshing the token of profile default. If it was stopped, resume it: kill -CONT ${holder.child.pid}`);
		holder.child.kill('SIGCONT');
		expect(await holder.ended).toMatchObject({code: 0, stderr: ''});
		expect(await terminal.ended).toMatchObject({exitCode: 0});
	});

	test('kill -9 loses the token, and the next refusal says that the answer was lost, '
		+ 'not that somebody revoked it', async () => {
		const profile = await finishedProfile();
		const running = await commandInFlight(profile, 45_000);
		// While the process waits, nothing is lost.
		expect((await profile.run(['status'])).stdout).not.toContain('lost');
		running.child.kill('SIGKILL');
		await running.ended;
		const status = await profile.run(['status']);
		expect(status.stdout).toContain('SAP Concur was asked to refresh the token, and its answer was lost.');
		expect(status.stdout).toMatch(/Connection {2}refresh requested .* ago; the answer was lost/);
		expect((await profile.run(['check'])).stdout).toContain('and its answer was lost');
		expect((await profile.run(['profiles'])).stdout).toContain('last answer lost');
		const ran = await profile.run(['token']);
		expect(ran).toMatchObject({code: 1, stdout: ''});
		expect(ran.stderr).toContain('An earlier answer was lost');
		expect(ran.stderr).not.toContain('revoked');
	});

	test('kill -9 before the server has rotated: the next renewal asks again, and all is well', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'slow', milliseconds: 5000, calls: 1});
		const running = startCommand(profile, ['token']);
		await expect.poll(() => profile.store.read().unansweredGrant, {timeout: 30_000, interval: 5}).toBeDefined();
		running.child.kill('SIGKILL');
		await running.ended;
		expect((await profile.run(['status'])).stdout).toContain('the answer was lost');
		expect(await profile.run(['renew', '--within', '1d'])).toMatchObject({code: 0});
		expect((await profile.run(['status'])).stdout).not.toContain('lost');
	});

	test('a connection that breaks is told as a lost answer too, within the same call', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'rotate', calls: 1}, {kind: 'cut-off', calls: 1});
		const ran = await profile.run(['token']);
		expect(ran).toMatchObject({code: 1, stdout: ''});
		expect(ran.stderr).toContain('An earlier answer was lost');
		// SAP Concur has been asked again: nothing is left to find out.
		expect((await profile.run(['check'])).stdout).not.toContain('Call the API again');
		expect((await profile.run(['status'])).stdout).not.toContain('Call the API again');
	});
});
