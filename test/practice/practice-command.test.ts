import {readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import {networkInterfaces} from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {ranProgram} from '../commands/finished-profile.js';
import {openedHome} from '../sessions/opened-terminal.js';
import {runningPractice} from './running-practice.js';

test('it prints its addresses, logs each request, and stops on Ctrl+C with 130', async () => {
	const running = await runningPractice(openedHome());
	expect(running.output()).toContain(`Admin panel          ${running.origin}/nui/ocstool`);
	const body = new URLSearchParams({
		client_id: 'my-client-id', client_secret: 'top-secret', grant_type: 'password', password: 'at-secret',
	});
	await fetch(`${running.origin}/oauth2/v0/token`, {method: 'POST', body});
	running.child.kill('SIGINT');
	expect(await running.ended).toBe(130);
	expect(running.output()).toMatch(/POST \/oauth2\/v0\/token 401 code 61 \d+ ms grant_type=password client_id=…t-id/);
	expect(running.output()).not.toMatch(/top-secret|at-secret|my-client-id/);
});

test('it listens on loopback alone', async () => {
	const {origin} = await runningPractice(openedHome());
	const outward = Object.values(networkInterfaces()).flat()
		.find(address => address?.family === 'IPv4' && !address.internal);
	if (!outward) {
		expect(new URL(origin).hostname).toBe('127.0.0.1');
		return;
	}

	await expect(fetch(`http://${outward.address}:${new URL(origin).port}/`)).rejects.toThrow();
});

test('a port that is in use says what to do, and ends with 2', async () => {
	const holder = http.createServer();
	await new Promise<void>(resolve => {
		holder.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		holder.close();
	});
	const {port} = holder.address() as {port: number};
	const ran = await ranProgram(['practice', '--port', String(port)], {home: openedHome()});
	expect(ran).toMatchObject({code: 2, stdout: ''});
	expect(ran.stderr).toContain(`Port ${port} is already in use`);
	expect(ran.stderr).toContain('--port N');
});

test('a second one in the same folder is told where the first one runs', async () => {
	const home = openedHome();
	const {origin} = await runningPractice(home);
	const ran = await ranProgram(['practice'], {home});
	expect(ran.code).toBe(2);
	expect(ran.stderr).toContain(origin);
});

test('with --tls it serves https with a certificate made on the spot, and prints how to trust it', async () => {
	const home = openedHome();
	const {origin, output} = await runningPractice(home, '--tls');
	expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:/);
	const certificate = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(output())![1]!;
	expect(path.dirname(certificate).startsWith(home.folder)).toBe(true);
	const status = await new Promise<number | undefined>((resolve, reject) => {
		https.get(`${origin}/oauth2/v0/jwks`, {ca: readFileSync(certificate)}, incoming => {
			incoming.resume();
			resolve(incoming.statusCode);
		}).on('error', reject);
	});
	expect(status).toBe(200);
	await expect(fetch(`${origin}/oauth2/v0/jwks`)).rejects.toThrow();
	// This very program trusts it by the variable that it printed.
	const doctor =
		await ranProgram(['doctor', '--base-uri', origin], {home, environment: {NODE_EXTRA_CA_CERTS: certificate}});
	expect(doctor.stdout).toContain('certificate issued by');
	expect(doctor.code).toBe(0);
	const stranger = await ranProgram(['doctor', '--base-uri', origin], {home});
	expect(stranger.stdout).toContain('not trusted on this machine');
});
