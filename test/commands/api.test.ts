import {Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {createReadStream, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {openedHome, openedTerminal, program} from '../sessions/opened-terminal.js';
import {apiProfile, firstBearer, type Handler} from './api-profile.js';
import {finishedProfile, letBearerAge, ranFile, ranProgram} from './finished-profile.js';

const users = '/profile/identity/v4/Users?count=1';

const ok: Handler = (_incoming, outgoing) => {
	outgoing.end('ok');
};

describe('one authorized call', () => {
	test('prints the body as it came, with nothing on standard error', async () => {
		const {run, server} = await finishedProfile();
		const ran = await run(['api', users]);
		expect({...ran, stdout: ''}).toEqual({code: 0, signal: null, stdout: '', stderr: ''});
		expect(JSON.parse(ran.stdout)).toMatchObject({totalResults: 7});
		expect(ran.stdout).not.toMatch(/\n$/);
		expect((await run(['api', `${server.origin}${users}`])).stdout).toBe(ran.stdout);
		expect((await run(['api', users.slice(1)])).stdout, 'a path without its slash').toBe(ran.stdout);
	});

	test('sends the bearer token, a correlation ID, and what was given', async () => {
		const {run, arrived} = await apiProfile(ok);
		await run(['api', '/x', '-H', 'Accept: application/xml', '--header', 'concur-correlationid: mine']);
		await run(['api', 'https://us.api.concursolutions.com/next?page=2']);
		expect(arrived[0]).toMatchObject({
			method: 'GET', url: '/x',
			headers: {
				authorization: `Bearer ${firstBearer}`, accept: 'application/xml', 'concur-correlationid': 'mine',
				'accept-encoding': 'identity',
			},
		});
		expect(arrived[0]!.headers['content-type']).toBeUndefined();
		expect(arrived[1]).toMatchObject({url: '/next?page=2'});
		expect(arrived[1]!.headers['concur-correlationid']).toMatch(/^[\da-f-]{36}$/);
	});

	test('--include prints status and headers first', async () => {
		const {run} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(201, {'x-page': 'one'}).end('{}');
		});
		expect((await run(['api', '--include', '/x'])).stdout)
			.toMatch(/^HTTP\/1\.1 201\n(?:[\w-]+: .*\n)*x-page: one\n(?:[\w-]+: .*\n)*\n\{\}$/);
	});

	test('on a machine without storage the environment is enough', async () => {
		const {origin, arrived} = await apiProfile(ok);
		const home = openedHome({
			CONCUR_CLIENT_ID: 'an-app', CONCUR_CLIENT_SECRET: 'a-client-secret',
			CONCUR_REFRESH_TOKEN: 'refresh-0', CONCUR_BASE_URI: origin,
		});
		expect(await ranProgram(['api', '/x'], {home})).toMatchObject({code: 0, stdout: 'ok'});
		expect(arrived[0]!.headers.authorization).toMatch(/^Bearer bearer-1/);
	});
});

describe('bodies of any kind and size', () => {
	test('bytes pass unchanged, both ways', async () => {
		const bytes = Buffer.from(Array.from({length: 256}, (_, index) => index));
		const {run, home, arrived, store} = await apiProfile((_incoming, outgoing) => {
			outgoing.end(bytes);
		});
		expect(store.read().baseUri).toContain('127.0.0.1');
		const input = path.join(home.folder, 'in');
		const output = path.join(home.folder, 'out');
		writeFileSync(input, bytes);
		const shell = `'${process.execPath}' '${program}' api PUT /receipts --input '${input}' > '${output}'`;
		const child = spawn('/bin/sh', ['-c', shell], {env: home.environment});
		await new Promise(resolve => {
			child.once('close', resolve);
		});
		expect(readFileSync(output).equals(bytes)).toBe(true);
		expect(arrived[0]).toMatchObject({method: 'PUT', body: bytes.toString('latin1')});
		expect(arrived[0]!.headers).toMatchObject({'content-type': 'application/json', 'content-length': '256'});
		await run(['api', '/receipts', '--input', '-', '-H', 'content-type: text/plain'], {}, 'grüße\u0000');
		expect(arrived[1]).toMatchObject({
			method: 'POST', headers: {'content-type': 'text/plain'},
			body: Buffer.from('grüße\u0000').toString('latin1'),
		});
	});

	const size = 200 * 1024 * 1024;
	const block = Buffer.alloc(64 * 1024, 'concur');

	/** Runs a command line in a shell and tells its peak of memory, in MiB. */
	async function peakMemory(given: string, environment: Record<string, string>): Promise<number> {
		const record = path.join(environment['HOME']!, 'peak');
		const preload = path.join(environment['HOME']!, 'preload.mjs');
		writeFileSync(preload, `import {writeFileSync} from 'node:fs';
			process.on('exit', () => writeFileSync('${record}', String(process.resourceUsage().maxRSS)));`);
		const line = `'${process.execPath}' --import '${preload}' '${program}' ${given}`;
		const child = spawn('/bin/sh', ['-c', line], {env: environment, stdio: ['ignore', 'ignore', 'inherit']});
		const code = await new Promise(resolve => {
			child.once('close', resolve);
		});
		expect(code).toBe(0);
		return Number(readFileSync(record, 'utf8')) / 1024;
	}

	test('a download of 200 MB needs no more memory than one of a few bytes', async () => {
		const digest = createHash('sha256');
		const {home} = await apiProfile(async ({url}, outgoing) => {
			const blocks = url === '/large' ? size / block.length : 1;
			for (let sent = 0; sent < blocks; sent++) {
				digest.update(block);
				if (!outgoing.write(block)) {
					await new Promise(resolve => {
						outgoing.once('drain', resolve);
					});
				}
			}

			outgoing.end();
		}, {isStreaming: true});
		const output = path.join(home.folder, 'download');
		const small = await peakMemory(`api /small > '${output}'`, home.environment);
		const whole = createHash('sha256');
		const large = await peakMemory(`api /large | tee '${output}' | wc -c`, home.environment);
		for await (const chunk of createReadStream(output)) {
			whole.update(chunk as Buffer);
		}

		const expected = createHash('sha256');
		for (let sent = 0; sent < size / block.length; sent++) {
			expected.update(block);
		}

		expect(whole.digest('hex')).toBe(expected.digest('hex'));
		console.warn(`peak memory: ${Math.round(small)} MiB for 64 KiB, ${Math.round(large)} MiB for 200 MiB`);
		// Held as a whole it would take 200 more; what the collector has not yet freed takes some.
		expect(large - small).toBeLessThan(130);
	});

	test('an upload of 200 MB too, and after a 401 a file is sent again from its beginning', async () => {
		let refusals = 0;
		const lengths: number[] = [];
		const {home, granted} = await apiProfile(async (incoming, outgoing) => {
			let length = 0;
			for await (const chunk of incoming as AsyncIterable<Buffer>) {
				length += chunk.length;
			}

			lengths.push(length);
			outgoing.writeHead(refusals++ === 0 ? 401 : 200).end();
		}, {isStreaming: true});
		const input = path.join(home.folder, 'upload');
		writeFileSync(input, '');
		truncateSync(input, size);
		const large = await peakMemory(`api POST /receipts --input '${input}'`, home.environment);
		expect(lengths).toEqual([size, size]);
		expect(granted).toHaveLength(1);
		expect(large).toBeLessThan(200);
	});

	test('standard input that is too long to keep is sent once: a 401 is the answer then', async () => {
		const {run, granted, arrived} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(401).end('no');
		});
		const ran = await run(['api', 'POST', '/x', '--input', '-'], {}, 'x'.repeat(1024 * 1024 + 1));
		expect(ran).toMatchObject({code: 1, stdout: 'no'});
		expect(granted).toHaveLength(0);
		expect(arrived).toHaveLength(1);
		expect((await run(['api', 'POST', '/x', '--input', '-'], {}, 'short')).code).toBe(1);
		expect(granted, 'a short one is sent again').toHaveLength(1);
		expect(arrived.map(({body}) => body.length)).toEqual([1024 * 1024 + 1, 5, 5]);
	});

	test('a reader who leaves, as head does, is no failure', async () => {
		const {home} = await apiProfile((_incoming, outgoing) => {
			outgoing.end('line\n'.repeat(1_000_000));
		});
		const shell = `'${process.execPath}' '${program}' api /x | head -n 1; echo "\${PIPESTATUS[0]}"`;
		const {stdout, stderr} = await ranFile('/bin/bash', ['-c', shell], {env: home.environment});
		expect({stdout, stderr}).toEqual({stdout: 'line\n0\n', stderr: ''});
	});

	test('on a terminal the explanation of a refusal begins a line of its own', async () => {
		const {home} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(405).end('{"problem":"GET only"}');
		});
		const terminal = openedTerminal({home, arguments: ['api', 'POST', '/x']});
		expect((await terminal.ended).exitCode).toBe(1);
		expect(terminal.output()).toContain('{"problem":"GET only"}\r\nconcur-tokens: This path');
	});

	test('a terminal is not steered by what an answer holds', async () => {
		const {home} = await apiProfile((_incoming, outgoing) => {
			outgoing.end('before\u001B[31m\u001B]0;title\u0007 grüße\u009B after');
		});
		const terminal = openedTerminal({home, arguments: ['api', '/x']});
		await terminal.ended;
		expect(terminal.output()).toBe('before[31m]0;title grüße after\r\n');
	});
});

describe('a bearer token that no longer works', () => {
	test('is renewed beforehand when it has less than five minutes left', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile, 4 * 60_000);
		expect((await profile.run(['api', users])).code).toBe(0);
		expect(profile.refreshGrants()).toBe(1);
	});

	test.each([401, 403])('after a %i there is one refresh and one more try', async status => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'status', status, path: 'users', calls: 1});
		expect(await profile.run(['api', users])).toMatchObject({code: 0, stderr: ''});
		expect(profile.refreshGrants()).toBe(1);
	});

	test('a 403 with one that was just issued is the answer', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'status', status: 403, path: 'users'});
		expect(await profile.run(['api', users])).toMatchObject({code: 1});
		expect(profile.refreshGrants()).toBe(1);
	});

	test('a refused renewal is told as token tells it', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'error', code: 108, path: 'token'});
		const ran = await profile.run(['api', users]);
		expect(ran).toMatchObject({code: 1, stdout: ''});
		expect(ran.stderr).toContain('expired, was revoked, or is unknown');
	});

	test('six calls at once make one grant', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		const ran = await Promise.all(Array.from({length: 6}, async () => profile.run(['api', users])));
		expect(new Set(ran.map(({code, stderr}) => `${code}${stderr}`))).toEqual(new Set(['0']));
		expect(profile.refreshGrants()).toBe(1);
	});
});

describe('a refusal', () => {
	test.each([
		[400, 'does not accept this request'],
		[404, 'nothing at this path'],
		[500, 'having problems'],
		[302, 'another address'],
	])('%i: the body to standard output, the explanation to standard error, exit code 1', async (status, words) => {
		const {run} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(status, {location: '/elsewhere', 'concur-correlationid': 'theirs'}).end('{"error":"x"}');
		});
		const ran = await run(['api', '/x']);
		expect(ran).toMatchObject({code: 1, stdout: '{"error":"x"}'});
		expect(ran.stderr).toContain(words);
		expect(ran.stderr).toContain(`(status ${status}, correlation ID theirs)`);
		expect(ran.stderr.trim().split('\n')).toHaveLength(2);
	});

	test('429 is tried again as Retry-After asks', async () => {
		let calls = 0;
		const {run, arrived} = await apiProfile((_incoming, outgoing) => {
			if (calls++ === 0) {
				outgoing.writeHead(429, {'retry-after': '1'}).end('slow down');
			} else {
				outgoing.end('ok');
			}
		});
		expect(await run(['api', 'POST', '/x', '--input', '-'], {}, '{}')).toMatchObject({code: 0, stdout: 'ok'});
		expect(arrived).toHaveLength(2);
	});

	test('429 that asks for more than a minute is the answer, with the time', async () => {
		const {run} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(429, {'retry-after': '300'}).end();
		});
		const ran = await run(['api', '/x']);
		expect(ran.code).toBe(1);
		expect(ran.stderr).toContain('Try again in 5 minutes.');
	});

	test('for a scope that the token lacks names it, as prove does: a new token alone would not help', async () => {
		const profile = await finishedProfile();
		await profile.store.update(settings => ({...settings, bearer: undefined}));
		const lists = ['spend.list.read', 'spend.list.write'];
		await setFault(profile.server, ...lists.map(scope => ({kind: 'without-scope', scope, path: 'token'} as const)));
		const cause = 'The token was granted without the scope spend.list.read, which this API needs.';
		const remedy = 'Add the scope spend.list.read to the app, generate a new company request token, '
			+ 'then get a new refresh token.';
		const {code, stderr} = await profile.run(['api', '/list/v4/lists?page=1']);
		expect(code).toBe(1);
		expect(stderr).toContain(`concur-tokens: ${cause} (status 403`);
		expect(stderr).toContain(`${remedy}\nTo do this in the guided session (stage 2): concur-tokens`);
		expect(stderr).not.toContain('expired');
		const {stdout} = await profile.run(['prove', 'list-v4']);
		expect(stdout).toContain(cause);
		expect(stdout).toContain(remedy);
	});

	test('with a token that was renewed for it is not blamed on the token', async () => {
		const {run} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(403).end();
		});
		const {stderr} = await run(['api', '/some/v4/path']);
		expect(stderr).toContain('SAP Concur forbids this call although the token works: your company does not have');
		expect(stderr).toContain('Check that the app has the scopes that the API\'s page');
		expect(stderr).not.toContain('new refresh token');
	});

	test('its explanation begins a line of its own where the output is no terminal either', async () => {
		const {run} = await apiProfile(({url}, outgoing) => {
			outgoing.writeHead(400).end(url === '/open' ? '{}' : '{}\n');
		});
		const open = await run(['api', '/open']);
		expect(open.stdout).toBe('{}');
		expect(open.stderr).toMatch(/^\nconcur-tokens: /);
		const ended = await run(['api', '/ended']);
		expect(ended.stdout).toBe('{}\n');
		expect(ended.stderr).toMatch(/^concur-tokens: /);
	});

	test('a bearer token that comes back is not in the explanation', async () => {
		const {run} = await apiProfile(({headers}, outgoing) => {
			outgoing.writeHead(400, {'concur-correlationid': headers.authorization}).end();
		});
		expect((await run(['api', '/x'])).stderr).not.toContain(firstBearer);
	});
});

describe('no answer', () => {
	test('ends with 4 and the doctor', async () => {
		const {run, server} = await apiProfile(ok);
		server.close();
		const ran = await run(['api', '/x', '--profile', 'default']);
		expect(ran).toMatchObject({code: 4, stdout: ''});
		expect(ran.stderr).toContain('concur-tokens doctor');
	});

	test('one that breaks off in the middle ends with 4, after what came', async () => {
		const {run} = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(200, {'content-length': 1000});
			outgoing.write('half', () => {
				outgoing.destroy();
			});
		});
		const ran = await run(['api', '/x']);
		expect(ran).toMatchObject({code: 4, stdout: 'half'});
		expect(ran.stderr).toContain('The answer was cut off');
	});

	test('before the set-up is finished it ends with 3', async () => {
		expect(await ranProgram(['api', '/x'], {home: openedHome()})).toMatchObject({code: 3, stdout: ''});
	});
});

describe('wrong usage ends with 2, and nothing is called', () => {
	test.each([
		[['/oauth2/v0/token'], 'concur-tokens token'],
		[['/x/..%2fOAuth2/v0/token'], 'concur-tokens token'],
		[['DELETE', '/app-mgmt/v0/connections'], 'forget --revoke'],
		[['https://evil.example/x'], 'not at SAP Concur'],
		[['POST'], 'The path is missing'],
		[['FETCH', '/x'], 'The method must be one of'],
		[['GET', '/x', '/y'], 'one path'],
		[['/x', '-H', 'Authorization: Bearer mine'], 'The header Authorization cannot be set'],
		[['/x', '-H', 'no colon'], 'Write a header as NAME: VALUE'],
		[['/x', '--input', '/nowhere/at/all'], 'cannot be sent'],
		[['/x', '--input', '/'], 'it is a folder'],
		// The kernel lets it be opened, and fails the first read.
		[['/x', '--input', '/proc/self/mem'], '/proc/self/mem cannot be sent'],
		[[], 'The path is missing'],
	])('%j', async (given, words) => {
		const {run, arrived, granted} = await apiProfile(ok);
		const ran = await run(['api', ...given]);
		expect(ran).toMatchObject({code: 2, stdout: ''});
		expect(ran.stderr).toContain(words);
		expect(ran.stderr).not.toContain('mine');
		expect([...arrived, ...granted]).toEqual([]);
	});
});

test('a full disk is told, with 5', async () => {
	const {home} = await apiProfile((_incoming, outgoing) => {
		outgoing.end('x'.repeat(100_000));
	});
	const shell = `'${process.execPath}' '${program}' api /x > /dev/full`;
	const ran = await ranFile('/bin/sh', ['-c', shell], {env: home.environment});
	expect(ran).toMatchObject({code: 5, stderr: expect.stringContaining('the disk is full') as string});
});
