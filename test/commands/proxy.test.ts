import {Buffer} from 'node:buffer';
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {mountedDisk} from '../store/small-disk.js';
import {openedHome} from '../sessions/opened-terminal.js';
import {apiProfile, firstBearer, type ApiProfile, type Handler} from './api-profile.js';
import {letBearerAge, ranProgram} from './finished-profile.js';
import {asked, openedProxy} from './opened-proxy.js';

/** A server that repeats what it is asked, as a careless one does. */
const echo: Handler = ({url, method, headers}, outgoing) => {
	outgoing.writeHead(200, {
		'content-type': 'application/json', 'x-echo': headers.authorization, 'set-cookie': 'session=x',
	});
	outgoing.end(JSON.stringify({method, url, headers}));
};

function secretsOf({granted}: ApiProfile): readonly string[] {
	return [firstBearer, 'refresh-0', 'a-client-secret', ...granted];
}

test('curl works through it by changing the base address alone, and sees no token', async () => {
	const profile = await apiProfile(echo);
	const proxy = await openedProxy(profile.home);
	const body = await new Promise<string>(resolve => {
		execFile('curl', ['-s', '-i', `${proxy.address}/list/v4/lists?limit=2`], (_error, stdout) => {
			resolve(stdout);
		});
	});
	expect(body).toContain('"url":"/list/v4/lists?limit=2"');
	expect(profile.arrived[0]!.headers.authorization).toBe(`Bearer ${firstBearer}`);
	for (const secret of secretsOf(profile)) {
		expect(body).not.toContain(secret);
	}
});

describe('what passes', () => {
	test('the key in a header stands for the one in the address', async () => {
		const profile = await apiProfile(echo);
		const {port, key} = await openedProxy(profile.home);
		expect((await asked(port, '/x', {headers: {'concur-tokens-key': key}})).status).toBe(200);
		expect(profile.arrived[0]).toMatchObject({url: '/x'});
		expect(profile.arrived[0]!.headers['concur-tokens-key']).toBeUndefined();
	});

	test('neither hop-by-hop headers nor the caller\'s own token, cookies and referrer; '
		+ 'no cookie comes back', async () => {
		const profile = await apiProfile(echo);
		const {port, key} = await openedProxy(profile.home);
		const answer = await asked(port, `/${key}/x`, {headers: {
			authorization: 'Bearer of-the-caller', cookie: 'a=b', referer: `http://127.0.0.1:${port}/${key}/`,
			te: 'trailers',
			connection: 'x-mine', 'x-mine': '1', 'x-kept': '2', accept: 'application/xml',
		}});
		const [{headers}] = profile.arrived as [ApiProfile['arrived'][number]];
		expect(headers)
			.toMatchObject({authorization: `Bearer ${firstBearer}`, 'x-kept': '2', accept: 'application/xml'});
		expect(JSON.stringify(headers)).not.toMatch(new RegExp(`of-the-caller|cookie|referer|x-mine|trailers|${key}`));
		expect(answer.headers['set-cookie']).toBeUndefined();
		expect(answer.headers['x-echo']).toBe(`Bearer ${'*'.repeat(firstBearer.length)}`);
	});

	test('bodies, statuses, redirects and absolute links as they are', async () => {
		const bytes = Buffer.from(Array.from({length: 256}, (_, index) => index)).toString('latin1');
		const profile = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(307, {location: 'https://us.api.concursolutions.com/next'}).end(bytes, 'latin1');
		});
		const {port, key} = await openedProxy(profile.home);
		expect(await asked(port, `/${key}/x`, {method: 'PATCH', body: 'grüße', headers: {'content-type': 'text/x'}}))
			.toMatchObject({status: 307, headers: {location: 'https://us.api.concursolutions.com/next'}, body: bytes});
		expect(profile.arrived[0]).toMatchObject({
			method: 'PATCH', headers: {'content-type': 'text/x'}, body: Buffer.from('grüße').toString('latin1'),
		});
	});

	test('connections are kept: two requests over one', async () => {
		const profile = await apiProfile(echo);
		const {port, key} = await openedProxy(profile.home);
		const agent = new http.Agent({keepAlive: true, maxSockets: 1});
		const ports = new Set<number | undefined>();
		for (let count = 0; count < 2; count++) {
			await new Promise<void>(resolve => {
				http.get({port, path: `/${key}/x`, agent}, incoming => {
					ports.add(incoming.socket.localPort);
					incoming.resume().once('end', resolve);
				});
			});
		}

		agent.destroy();
		expect(ports.size).toBe(1);
	});

	test('a download of 200 MB streams through in constant memory', async () => {
		const block = Buffer.alloc(64 * 1024, 'concur');
		const blocks = (200 * 1024 * 1024) / block.length;
		const profile = await apiProfile(async (_incoming, outgoing) => {
			for (let sent = 0; sent < blocks; sent++) {
				if (!outgoing.write(block)) {
					await new Promise(resolve => {
						outgoing.once('drain', resolve);
					});
				}
			}

			outgoing.end();
		}, {isStreaming: true});
		const proxy = await openedProxy(profile.home);
		const status = `/proc/${proxy.child.pid}/status`;
		const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))![1]) / 1024;
		const length = await new Promise<number>((resolve, reject) => {
			http.get(`${proxy.address}/large`, incoming => {
				let got = 0;
				incoming.on('data', (chunk: Buffer) => {
					got += chunk.length;
				});
				incoming.once('error', reject);
				incoming.once('end', () => {
					resolve(got);
				});
			});
		});
		expect(length).toBe(blocks * block.length);
		console.warn(`peak memory of the proxy: ${Math.round(peak())} MiB for 200 MiB`);
		expect(peak()).toBeLessThan(220);
	});
});

describe('a hundred callers at once', () => {
	test('make one grant, and each gets its answer', async () => {
		const profile = await apiProfile(echo, {grantTime: 300});
		await letBearerAge(profile);
		const {port, key, lines} = await openedProxy(profile.home);
		const asking = Array.from({length: 100}, async (_, index) => asked(port, `/${key}/x/${index}`));
		const answers = await Promise.all(asking);
		expect(new Set(answers.map(({status}) => status))).toEqual(new Set([200]));
		expect(answers.map(({body}) => (JSON.parse(body) as {url: string}).url))
			.toEqual(Array.from({length: 100}, (_, index) => `/x/${index}`));
		expect(profile.granted).toHaveLength(1);
		await expect.poll(() => lines().length).toBe(100);
	});

	test('whose token was revoked make one grant too', async () => {
		const profile = await apiProfile(({headers}, outgoing) => {
			outgoing.writeHead(headers.authorization === `Bearer ${firstBearer}` ? 401 : 200).end();
		}, {grantTime: 300});
		const {port, key} = await openedProxy(profile.home);
		const answers = await Promise.all(Array.from({length: 100}, async () => asked(port, `/${key}/x`)));
		expect(new Set(answers.map(({status}) => status))).toEqual(new Set([200]));
		expect(profile.granted).toHaveLength(1);
	});

	test('whom no token helps do not make one each', async () => {
		const profile = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(403).end('no');
		});
		const {port, key} = await openedProxy(profile.home);
		for (let count = 0; count < 5; count++) {
			expect(await asked(port, `/${key}/x`)).toMatchObject({status: 403, body: 'no'});
		}

		expect(profile.granted).toHaveLength(1);
	});
});

/** What a caller is told to do instead of what is never called. */
const remedies: Readonly<Record<string, RegExp>> = {
	oauth2: /^To get a bearer token: concur-tokens token$/,
	'app-mgmt': /^To revoke the connection: concur-tokens forget --revoke$/,
};

describe('who is turned away', () => {
	test('by key, Host, Origin, Sec-Fetch-Site, path and prefix, one by one, and nothing is called', async () => {
		const profile = await apiProfile(echo);
		const {port, key, printed, lines} =
			await openedProxy(profile.home, ['--read-only', '--allow', '/list/v4', '--allow', '/budget']);
		const own = `/${key}/list/v4/x`;
		const cases: ReadonlyArray<readonly [string, string, Parameters<typeof asked>[2], string]> = [
			['no key', '/list/v4/x', {}, 'key'],
			['another key', `/${key.slice(1)}/list/v4/x`, {}, 'key'],
			['another key in the header', '/list/v4/x', {headers: {'concur-tokens-key': 'x'}}, 'key'],
			['another name of this machine', own, {headers: {host: 'evil.example'}}, 'Host'],
			['another port', own, {headers: {host: '127.0.0.1:1'}}, 'Host'],
			['a web page', own, {headers: {origin: 'https://evil.example'}}, 'Web pages'],
			['a web page of this machine', own, {headers: {origin: `http://127.0.0.1:${port}`}}, 'Web pages'],
			['a page\'s picture', own, {headers: {'sec-fetch-site': 'cross-site'}}, 'Web pages'],
			['a preflight', own, {method: 'OPTIONS', headers: {origin: 'https://evil.example'}}, 'Web pages'],
			['POST', own, {method: 'POST', body: 'x'}, 'read-only'],
			['DELETE', own, {method: 'DELETE'}, 'read-only'],
			['another path', `/${key}/list/v3`, {}, 'does not allow this path'],
			['a longer name', `/${key}/list/v4x`, {}, 'does not allow this path'],
			['dots', `/${key}/list/v4/../v3`, {}, 'does not allow this path'],
			['encoded dots', `/${key}/list/v4/%2e%2e/v3`, {}, 'does not allow this path'],
			['an encoded slash', `/${key}/list/v4/..%2f..%2fprofile`, {}, 'does not allow this path'],
			['the token endpoint', `/${key}/oauth2/v0/token`, {}, 'oauth2'],
			['the token endpoint in disguise', `/${key}/list/v4/..%2f..%2f%4fauth2/v0/token`, {}, 'oauth2'],
			['connections', `/${key}/app-mgmt/v0/connections`, {}, 'app-mgmt'],
			['an address of a proxy', `http://us2.api.concursolutions.com/${key}/list/v4/x`, {}, 'key'],
		];
		for (const [name, target, sent, words] of cases) {
			const answer = await asked(port, target, sent);
			expect(answer.status, name).toBe(403);
			expect(answer.headers['concur-tokens-proxy'], name).toBe('refused');
			const told = JSON.parse(answer.body) as {error: string; remedy: string};
			expect(told.error, name).toContain(words);
			expect(told.remedy, name).toMatch(remedies[words] ?? /./);
			expect(answer.body, name).not.toContain(key);
		}

		expect(profile.arrived).toEqual([]);
		expect(profile.granted).toEqual([]);
		expect(await asked(port, own)).toMatchObject({status: 200});
		expect(await asked(port, `/${key}/budget`, {method: 'HEAD'})).toMatchObject({status: 200});
		await expect.poll(() => lines().length).toBe(cases.length + 2);
		// The first lines tell the address; no line of a request does.
		expect(lines().join('\n')).not.toContain(key.slice(1));
		expect(printed()).toContain('Allowed: GET and HEAD only; paths under /list/v4, /budget only.');
		expect(printed(), 'an example that is allowed, and granted').toMatch(/: curl http\S+\/list\/v4\/lists\n/);
	});

	test('a read-only GET stays one, whatever its headers say', async () => {
		const profile = await apiProfile(echo);
		const {port, key} = await openedProxy(profile.home, ['--read-only']);
		await asked(port, `/${key}/x`, {headers: {'x-http-method-override': 'DELETE'}});
		expect(profile.arrived[0]!.headers['x-http-method-override']).toBeUndefined();
	});

	test('other machines: it listens on loopback alone', async () => {
		const {home} = await apiProfile(echo);
		const {port} = await openedProxy(home);
		const hex = port.toString(16).toUpperCase().padStart(4, '0');
		const listening = readFileSync('/proc/net/tcp', 'utf8').split('\n')
			.map(line => line.trim().split(/\s+/))
			.filter(columns => columns[3] === '0A' && columns[1]!.endsWith(`:${hex}`));
		expect(listening.map(columns => columns[1])).toEqual([`0100007F:${hex}`]);
	});
});

test('a line a request, with secrets masked and without the key', async () => {
	const profile = await apiProfile(echo);
	const {port, key, lines} = await openedProxy(profile.home);
	await asked(port, `/${key}/x?limit=10&refreshToken=abc&user=${'u'.repeat(40)}`);
	await asked(port, `/${key}/x/${firstBearer}/${key}?next=refresh-0`);
	await expect.poll(() => lines().length).toBe(2);
	expect(lines()[0]).toMatch(/^\d\d:\d\d:\d\d GET \/x\?limit=10&refreshToken=…&user=… 200 \d+ ms$/);
	expect(lines()[1]).toMatch(/GET \/x\/\[redacted\]\/\[redacted\]\?next=\[redacted\] 200/);
});

test('as JSON the address and each request are objects', async () => {
	const profile = await apiProfile(echo);
	const proxy = await openedProxy(profile.home, ['--json']);
	const first = JSON.parse(proxy.printed().split('\n')[0]!) as {base_url: string; key: string; port: number};
	expect(first.base_url).toBe(`http://127.0.0.1:${first.port}/${first.key}`);
	await asked(first.port, `/${first.key}/x`);
	await expect.poll(() => proxy.printed().trim().split('\n').length).toBe(2);
	expect(JSON.parse(proxy.printed().trim().split('\n')[1]!)).toMatchObject({
		method: 'GET', path: '/x', status: 200, reason: null,
	});
});

describe('what goes wrong behind the proxy', () => {
	test('a refused renewal is told to the caller in words, with no secret', async () => {
		const profile = await apiProfile(echo);
		await letBearerAge(profile);
		profile.server.close();
		profile.server.closeAllConnections();
		const {port, key} = await openedProxy(profile.home);
		const answer = await asked(port, `/${key}/x`);
		expect(answer).toMatchObject({status: 502});
		expect(JSON.parse(answer.body))
			.toMatchObject({error: expect.stringContaining('does not accept connections') as string});
	});

	test('an answer that breaks off breaks off for the caller too', async () => {
		const profile = await apiProfile((_incoming, outgoing) => {
			outgoing.writeHead(200, {'content-length': 100});
			outgoing.write('half', () => {
				outgoing.destroy();
			});
		});
		const {port, key, lines} = await openedProxy(profile.home);
		await expect(asked(port, `/${key}/x`)).rejects.toThrow();
		await expect.poll(() => lines()[0]).toContain('was cut off');
	});
});

describe('a disk that is full', () => {
	test('ends nothing but the log: callers are answered, a grant is stored, and the loss is told', async context => {
		const {folder, leaveFree} = mountedDisk(context, 64 * 1024);
		const profile = await apiProfile(echo, {grantTime: 5000});
		await letBearerAge(profile);
		const {port, key, child, told, ended} = await openedProxy(profile.home, [], path.join(folder, 'log'));
		leaveFree(0);
		const answer = asked(port, `/${key}/x`);
		await expect.poll(() => profile.granted.length, {timeout: 30_000}).toBe(1);
		const tellAfterRefusal = async () => {
			await asked(port, '/wrong');
			return told();
		};

		await expect.poll(tellAfterRefusal, {timeout: 30_000, interval: 0}).toBe('The log cannot be written: '
			+ 'the disk is full. The proxy keeps running, but requests are missing from its log.\n');
		expect(await answer).toMatchObject({status: 200});
		expect(profile.store.read().token!.object.refresh_token).toBe('refresh-1');
		expect(await asked(port, `/${key}/y`)).toMatchObject({status: 200});
		child.kill('SIGTERM');
		expect(await ended).toBe(5);
		expect(told().split('\n')).toHaveLength(2);
	});
});

describe('the end', () => {
	test.each([['SIGINT', 130], ['SIGTERM', 0], ['SIGHUP', 0]] as const)(
		'on %s the request under way is finished first, and nobody new is let in',
		async (signal, code) => {
			let finish: () => void = () => {};
			const profile = await apiProfile((_incoming, outgoing) => {
				outgoing.write('first half, ');
				finish = () => {
					outgoing.end('second half');
				};
			});
			const {port, key, child, told, ended} = await openedProxy(profile.home);
			const answer = asked(port, `/${key}/x`);
			await expect.poll(() => profile.arrived.length).toBe(1);
			child.kill(signal);
			await expect.poll(told).toContain('Finishing 1 request');
			await expect(asked(port, `/${key}/y`)).rejects.toThrow('ECONNREFUSED');
			finish();
			expect(await answer).toMatchObject({status: 200, body: 'first half, second half'});
			expect(await ended).toBe(code);
		},
	);

	test('a second signal cuts off', async () => {
		const profile = await apiProfile((_incoming, outgoing) => {
			outgoing.write('never ending');
		});
		const {port, key, child, told, ended} = await openedProxy(profile.home);
		const answer = asked(port, `/${key}/x`);
		const cut = expect(answer).rejects.toThrow();
		await expect.poll(() => profile.arrived.length).toBe(1);
		child.kill('SIGINT');
		await expect.poll(told).toContain('Finishing');
		const again = setInterval(() => {
			child.kill('SIGINT');
		}, 100);
		await cut;
		clearInterval(again);
		expect(await ended).toBe(130);
	});
});

describe('wrong usage', () => {
	test.each([
		[['--port', '99999'], 2, 'A port is a number'],
		[['--allow', 'list'], 2, 'must begin with a slash'],
	])('%j', async (given, code, words) => {
		const {home} = await apiProfile(echo);
		const ran = await ranProgram(['proxy', ...given], {home});
		expect(ran).toMatchObject({code, stdout: ''});
		expect(ran.stderr).toContain(words);
	});

	test('a port that is taken is told, and a profile without a token', async () => {
		const {home} = await apiProfile(echo);
		const {port} = await openedProxy(home);
		expect(await ranProgram(['proxy', '--port', String(port)], {home}))
			.toMatchObject({code: 2, stderr: expect.stringContaining('is already in use') as string});
		expect(await ranProgram(['proxy'], {home: openedHome()})).toMatchObject({code: 3});
	});
});
