import {Buffer} from 'node:buffer';
import {writeFileSync} from 'node:fs';
import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import net, {type AddressInfo, type Server} from 'node:net';
import path from 'node:path';
import {type Duplex} from 'node:stream';
import {generate} from 'selfsigned';
import {expect, onTestFinished, test} from 'vitest';
import {openedHome} from '../sessions/opened-terminal.js';
import {ranProgram} from './finished-profile.js';

const host = 'us2.api.concursolutions.com';
const answer = {
	expires_in: 3600,
	scope: 'openid',
	token_type: 'Bearer',
	access_token: 'a-bearer-token',
	refresh_token: 'a-refresh-token',
	geolocation: `https://${host}`,
};

async function listening(server: Server): Promise<number> {
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.close();
	});
	return (server.address() as AddressInfo).port;
}

/** A company's network: the only way out is a proxy, which reads along with a certificate of its own. */
async function companyNetwork({isSecure = false} = {}) {
	const {private: key, cert} = await generate(
		[
			{name: 'organizationName', value: 'Example Inspection'},
			{name: 'commonName', value: 'Example Root'},
		],
		{
			algorithm: 'sha256',
			extensions: [
				{name: 'basicConstraints', cA: true},
				{name: 'subjectAltName', altNames: [{type: 2, value: host}, {type: 7, ip: '127.0.0.1'}]},
			],
		},
	);
	const forms: string[] = [];
	const inspecting = await listening(https.createServer({key, cert}, (incoming, outgoing) => {
			let body = '';
			incoming.on('data', (chunk: Buffer) => {
				body += chunk.toString();
			});
			incoming.on('end', () => {
				forms.push(body);
				outgoing.end(JSON.stringify(answer));
			});
		}));
	const tunnels: string[] = [];
	const proxy = isSecure ? https.createServer({key, cert}) : http.createServer();
	proxy.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
		tunnels.push(`${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim());
		const onward = net.connect(inspecting, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			onward.pipe(socket);
			socket.pipe(onward);
		});
		onward.on('error', () => {
			socket.destroy();
		});
		socket.on('error', () => {
			onward.destroy();
		});
	});
	const port = await listening(proxy);
	const scheme = isSecure ? 'https' : 'http';
	return {certificate: cert, forms, tunnels, proxy: `${scheme}://ada:pass%20word@127.0.0.1:${port}`};
}

const credentials = {
	CONCUR_CLIENT_ID: 'app',
	CONCUR_CLIENT_SECRET: 'top-secret',
	CONCUR_REFRESH_TOKEN: 'old-refresh-token',
	CONCUR_BASE_URI: 'us2',
};

test('HTTPS_PROXY and NODE_EXTRA_CA_CERTS are all it takes', async () => {
	const network = await companyNetwork();
	const home = openedHome();
	const file = path.join(home.folder, 'root.pem');
	writeFileSync(file, network.certificate);
	const ran = await ranProgram(['token'], {
		home,
		environment: {...credentials, HTTPS_PROXY: network.proxy, NODE_EXTRA_CA_CERTS: file},
	});
	expect(ran).toMatchObject({code: 0, signal: null, stdout: 'a-bearer-token\n'});
	expect(network.tunnels).toEqual([`${host}:443 Basic ${Buffer.from('ada:pass word').toString('base64')}`]);
	expect(network.forms).toEqual([
		'client_id=app&client_secret=top-secret&grant_type=refresh_token&refresh_token=old-refresh-token',
	]);
});

test('a proxy that is reached over TLS by its IP address is used without a word', async () => {
	const network = await companyNetwork({isSecure: true});
	const home = openedHome();
	const file = path.join(home.folder, 'root.pem');
	writeFileSync(file, network.certificate);
	const ran = await ranProgram(['token'], {
		home,
		environment: {...credentials, HTTPS_PROXY: network.proxy, NODE_EXTRA_CA_CERTS: file},
	});
	expect(ran).toMatchObject({code: 0, stdout: 'a-bearer-token\n'});
	expect(ran.stderr).not.toContain('Warning');
	expect(network.tunnels).toHaveLength(1);
});

test('a proxy whose certificate is not trusted gets no secret, and the remedy is named', async () => {
	const network = await companyNetwork();
	const ran = await ranProgram(['token'], {
		home: openedHome(),
		environment: {...credentials, HTTPS_PROXY: network.proxy},
	});
	expect(ran).toMatchObject({code: 4, stdout: ''});
	expect(ran.stderr).toContain('NODE_EXTRA_CA_CERTS');
	expect(ran.stderr).not.toMatch(/top-secret|old-refresh-token|pass/);
	expect(network.forms).toEqual([]);
});

test('the doctor names who issued the certificate, so that the inspecting proxy shows', async () => {
	const network = await companyNetwork();
	const ran = await ranProgram(['doctor', '--base-uri', 'us2'], {
		home: openedHome(),
		environment: {HTTPS_PROXY: network.proxy},
	});
	expect(ran.code).toBe(4);
	expect(ran.stdout).toContain('certificate issued by Example Inspection, Example Root, not trusted on this machine');
	expect(ran.stdout).not.toContain('pass');
});
