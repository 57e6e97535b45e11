import {Buffer} from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import net, {type AddressInfo, type Server} from 'node:net';
import tls from 'node:tls';
import fc from 'fast-check';
import {generate} from 'selfsigned';
import {describe, expect, onTestFinished, test} from 'vitest';
import {checkNetwork} from '../../source/commands/doctor/network-findings.js';
import {openedHome} from '../sessions/opened-terminal.js';
import {ranProgram} from './finished-profile.js';

async function listening(server: Server): Promise<number> {
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.close();
	});
	return (server.address() as AddressInfo).port;
}

async function findings(baseUri: string, environment: Readonly<Record<string, string>> = {}) {
	return checkNetwork(baseUri, {now: () => Date.now(), environment});
}

const us2 = 'https://us2.api.concursolutions.com';
const day = 24 * 60 * 60 * 1000;

async function certificateFor(name: string, from: number, to: number) {
	const {private: key, cert} = await generate([{name: 'commonName', value: name}], {
		algorithm: 'sha256',
		notBeforeDate: new Date(Date.now() + from),
		notAfterDate: new Date(Date.now() + to),
		extensions: [
			{name: 'basicConstraints', cA: true},
			{name: 'subjectAltName', altNames: [{type: 2, value: name}]},
		],
	});
	return {key, cert};
}

describe('the proxy', () => {
	test('may have any login: the doctor looks at it, and tells nothing of the password', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(fc.string(), fc.constantFrom('pu%ser', '%', '%C3', '\u0000', '@:/')),
				async login => {
					const proxy = `http://${login}:hunter2@127.0.0.1:1`;
					const told = JSON.stringify(await findings(us2, {HTTPS_PROXY: proxy}));
					expect(told).toMatch(/"level":"problem"/);
					expect(told).not.toContain('hunter2');
				},
			),
			{numRuns: 50},
		);
	});

	test.each([
		'pu%ser:pa%ss@127.0.0.1:1',
		'http://%',
		'http://',
		'%',
		'http://[',
		'socks5://127.0.0.1:1',
		'::::',
		'http://127.0.0.1:99999',
	])('HTTPS_PROXY=%j never makes it crash', async proxy => {
		expect((await findings(us2, {HTTPS_PROXY: proxy})).at(-1)).toMatchObject({
			level: 'problem',
			isNetwork: true,
			remedy: expect.stringContaining('HTTPS_PROXY') as string,
		});
	});

	test('that is no address is named by its variable', async () => {
		expect(await findings(us2, {ALL_PROXY: 'socks5://user:hunter2@proxy.example'})).toEqual([
			{
				check: 'Proxy',
				level: 'problem',
				isNetwork: true,
				detail: 'ALL_PROXY is not the address of an HTTP proxy',
				remedy: 'Correct it, for example ALL_PROXY=http://proxy.example.com:8080, or unset it.',
			},
		]);
	});

	test('whose name nobody knows is to be corrected where it is named', async () => {
		expect((await findings(us2, {ALL_PROXY: 'http://proxy.invalid:8080'})).at(-1)).toMatchObject({
			check: 'Proxy host name',
			remedy: 'Check the proxy\'s name in ALL_PROXY, the network and its DNS server.',
		});
	});

	test('is asked with the very login that was written', async () => {
		const logins: unknown[] = [];
		const proxy = http.createServer();
		proxy.on('connect', (incoming, socket) => {
			logins.push(incoming.headers['proxy-authorization']);
			socket.end('HTTP/1.1 407 No\r\n\r\n');
		});
		const port = await listening(proxy);
		const found = await findings(us2, {HTTPS_PROXY: `http://pu%ser:100%@127.0.0.1:${port}`});
		expect(logins).toEqual([`Basic ${Buffer.from('pu%ser:100%').toString('base64')}`]);
		expect(found[0]).toMatchObject({check: 'Proxy', level: 'ok', detail: `127.0.0.1:${port}, with a login`});
		expect(found.at(-1)).toMatchObject({
			check: 'Connection',
			detail: `to us2.api.concursolutions.com port 443 through 127.0.0.1:${port}: the proxy answered 407`,
		});
	});

	test('that answers with something other than TLS is the likely cause, not the port of the base URI', async () => {
		const proxy = http.createServer();
		proxy.on('connect', (_incoming, socket) => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			socket.once('data', () => {
				socket.end('nothing that anybody knows');
			});
		});
		const port = await listening(proxy);
		expect((await findings(us2, {ALL_PROXY: `http://127.0.0.1:${port}`})).find(({check}) => check === 'TLS'))
			.toMatchObject({
				detail: expect.stringContaining('failed at the proxy: what came back is not TLS.') as string,
				remedy: 'Check the address and port in ALL_PROXY, and the port of the base URI.',
			});
	});

	test('is not used for local addresses', async () => {
		const port = await listening(http.createServer((_incoming, outgoing) => {
				outgoing.end();
			}));
		const found = await findings(`http://127.0.0.1:${port}`, {
			HTTP_PROXY: 'nonsense://',
			HTTPS_PROXY: 'nonsense://',
		});
		expect(found.every(({level}) => level === 'ok')).toBe(true);
		expect(found[0]).toMatchObject({check: 'Proxy', detail: 'not used for local addresses'});
	});
});

describe('the encrypted connection', () => {
	const tlsFinding = async (server: Server) =>
		(await findings(`https://localhost:${await listening(server)}`)).find(({check}) => check === 'TLS');

	test.each<readonly [string, () => Server | Promise<Server>, RegExp]>([
		[
			'plain http',
			() =>
				http.createServer((_incoming, outgoing) => {
					outgoing.end();
				}),
			/plain http or another program.*ERR_SSL/,
		],
		[
			'only old versions of TLS',
			async () =>
				tls.createServer({
					...(await certificateFor('localhost', -day, day)),
					minVersion: 'TLSv1',
					maxVersion: 'TLSv1.1',
					ciphers: 'DEFAULT@SECLEVEL=0',
				}),
			/outdated TLS/,
		],
		[
			'an expired certificate',
			async () => https.createServer(await certificateFor('localhost', -3 * day, -day)),
			/has expired\. It was issued by localhost.*CERT_HAS_EXPIRED/,
		],
		[
			'a certificate of tomorrow',
			async () => https.createServer(await certificateFor('localhost', day, 3 * day)),
			/not valid yet/,
		],
	])('with %s is told by its cause, and NODE_EXTRA_CA_CERTS is no remedy', async (_what, open, words) => {
		const found = await tlsFinding(await open());
		expect(found).toMatchObject({
			level: 'problem',
			isNetwork: true,
			detail: expect.stringMatching(words) as string,
		});
		expect(found!.remedy).not.toContain('NODE_EXTRA_CA_CERTS');
		expect(found!.remedy).toMatch(/^[A-Z].*\.$/);
		expect(found!.remedy).not.toContain('run: concur-tokens doctor');
	});

	test('with a certificate that nobody vouches for names NODE_EXTRA_CA_CERTS', async () => {
		expect(await tlsFinding(https.createServer(await certificateFor('localhost', -day, day)))).toMatchObject({
			detail: 'certificate issued by localhost, not trusted on this machine (DEPTH_ZERO_SELF_SIGNED_CERT)',
			remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS') as string,
		});
	});

	test('that the server ends is told as no encrypted connection', async () => {
		const server = net.createServer(socket => {
			socket.on('error', () => {
				socket.destroy();
			});
			socket.once('data', () => {
				socket.end();
			});
		});
		expect(await tlsFinding(server)).toMatchObject({
			level: 'problem',
			detail: expect.stringContaining('ECONNRESET') as string,
		});
	});
});

describe('the doctor command', () => {
	test('ends with 4, not with a crash, where the proxy\'s login has a stray percent sign', async () => {
		const ran = await ranProgram(['doctor'], {
			home: openedHome({HTTPS_PROXY: 'http://pu%ser:hunter2%@127.0.0.1:1'}),
		});
		expect(ran).toMatchObject({code: 4, stderr: ''});
		expect(ran.stdout).toContain('127.0.0.1:1, with a login');
		expect(ran.stdout).not.toContain('hunter2');
	});

	test('says whose host the base URI is', async () => {
		const environment = {HTTPS_PROXY: 'http://127.0.0.1:1'};
		const detail = async (baseUri: string) => {
			const ran = await ranProgram(['doctor', '--json', '--base-uri', baseUri], {
				home: openedHome(environment),
			});
			const told = JSON.parse(ran.stdout) as ReadonlyArray<{check: string; level: string; detail: string}>;
			return told.find(({check}) => check === 'Base URI');
		};

		expect(await detail('https://us2.concursolutions.com/nui/ocstool')).toMatchObject({
			level: 'ok',
			detail: 'us2.api.concursolutions.com belongs to SAP Concur',
		});
		expect(await detail('https://gateway.example')).toMatchObject({
			level: 'warning',
			detail: 'gateway.example does not belong to SAP Concur, but your secrets are sent there',
		});
		expect(await detail('http://127.0.0.1:1')).toMatchObject({
			level: 'ok',
			detail: '127.0.0.1:1 is this machine, not SAP Concur',
		});
	});

	test('repeats no password of a base URI', async () => {
		const asOption = await ranProgram(
			['doctor', '--base-uri', 'https://user:hunter2@us2.api.concursolutions.com'],
			{home: openedHome()},
		);
		expect(asOption).toMatchObject({code: 2, stdout: ''});
		expect(asOption.stderr).toContain('must not contain a user name or password');
		const home = openedHome({CONCUR_BASE_URI: 'https://user:hunter2@us2.api.concursolutions.com'});
		for (const verb of ['doctor', 'status']) {
			const ran = await ranProgram([verb], {home});
			expect(`${asOption.stderr}${ran.stdout}${ran.stderr}`).not.toContain('hunter2');
		}
	});
});

describe('the data centre', () => {
	/** What the doctor says of a data centre, whether or not it can be reached from here. */
	async function said(...given: readonly string[]): Promise<string> {
		const {stdout} =
			await ranProgram(['doctor', ...given], {home: openedHome({HTTPS_PROXY: 'http://127.0.0.1:1'})});
		return stdout.slice(stdout.indexOf('Data centre'));
	}

	test.each([
		['glz', 'glz obtains company tokens for every data centre'],
		['us2', 'To obtain a company token, use the base URI for all of them: --base-uri glz'],
		['us-impl', 'us-impl is for test companies that were moved from Implementation'],
		['us-impl', 'Ask SAP Concur\'s Client Web Services to create the app'],
		['usg', 'Ask SAP Concur\'s Client Web Services to create the app for you'],
	])('%s is told what it is for', async (id, words) => {
		expect(await said('--base-uri', id)).toContain(words);
	});

	test('the tool for App Management is said to be in three of them', async () => {
		expect(await said()).toContain('The app is created in the admin panel of us2, eu2 or apj1');
	});
});
