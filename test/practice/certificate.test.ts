import {Buffer} from 'node:buffer';
import {createPrivateKey, createPublicKey, X509Certificate} from 'node:crypto';
import {copyFileSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {certificatePaths, openCertificate} from '../../source/practice/serving/certificate.js';
import {concurHostNames} from '../../source/practice/serving/host-names.js';
import {issuedForm, openedPractice, temporaryFolder} from './opened-practice.js';

const allNames = [
	'localhost', 'us.api.concursolutions.com', 'www-us.api.concursolutions.com', 'us2.api.concursolutions.com',
	'glz.api.concursolutions.com', 'emea-impl.api.concursolutions.com',
];

describe('the certificate made on the spot', () => {
	test('holds for this machine and for Concur\'s API, and for nothing else', async () => {
		const {certificate, authority} = await openCertificate(temporaryFolder());
		const [own, signer] = [new X509Certificate(certificate), new X509Certificate(authority)];
		expect(own.checkIP('127.0.0.1')).toBeDefined();
		expect(allNames.filter(name => own.checkHost(name) === undefined)).toEqual([]);
		const strangers =
			['concursolutions.com', 'www.concursolutions.com', 'evil.api.concursolutions.com', 'example.com'];
		expect(strangers.filter(name => own.checkHost(name) !== undefined)).toEqual([]);
		const roles = {isSigned: own.verify(signer.publicKey), isAuthority: own.ca, signer: signer.ca};
		expect(roles).toEqual({isSigned: true, isAuthority: false, signer: true});
	});

	test('leaves nothing behind that could sign another one: the only '
		+ 'key in the folder is the server\'s own', async () => {
		const folder = temporaryFolder();
		const {certificate, authority} = await openCertificate(folder);
		const contents = readdirSync(folder).map(name => readFileSync(path.join(folder, name), 'utf8'));
		const keys = contents.filter(text => text.includes('PRIVATE KEY'));
		expect(keys).toHaveLength(1);
		const publicKey = createPublicKey(createPrivateKey(keys[0]!));
		expect(publicKey.equals(new X509Certificate(certificate).publicKey)).toBe(true);
		expect(publicKey.equals(new X509Certificate(authority).publicKey)).toBe(false);
	});

	test('is kept for the next run, and generated again where a part of it does not match', async () => {
		const folder = temporaryFolder();
		const first = await openCertificate(folder);
		expect(await openCertificate(folder)).toEqual(first);
		rmSync(certificatePaths(folder).authority);
		const second = await openCertificate(folder);
		expect(second.authority).not.toBe(first.authority);
		const {publicKey} = new X509Certificate(second.authority);
		expect(new X509Certificate(second.certificate).verify(publicKey)).toBe(true);
		const elsewhere = temporaryFolder();
		await openCertificate(elsewhere);
		copyFileSync(certificatePaths(elsewhere).authority, certificatePaths(folder).authority);
		expect((await openCertificate(folder)).certificate).not.toBe(second.certificate);
	});
});

test.each(['us.api.concursolutions.com', 'www-eu2.api.concursolutions.com', 'localhost'])('a client that knows the '
	+ 'server as %s gets tokens that lead back there', async name => {
	expect(['localhost', ...concurHostNames]).toContain(name);
	const server = await openedPractice({tls: true});
	const {port} = new URL(server.origin);
	const body = new URLSearchParams(await issuedForm(server)).toString();
	const answer = await new Promise<Record<string, string>>((resolve, reject) => {
		const call = https.request({
			host: name, port, path: '/oauth2/v0/token', method: 'POST', ca: readFileSync(server.authorityFile!),
			agent: false,
			headers: {'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length},
			lookup(_name, _options, found) {
				found(null, [{address: '127.0.0.1', family: 4}]);
			},
		}, incoming => {
			let text = '';
			incoming.on('data', (chunk: Buffer) => {
				text += chunk.toString();
			});
			incoming.on('end', () => {
				resolve(JSON.parse(text) as Record<string, string>);
			});
		});
		call.on('error', reject);
		call.end(body);
	});
	expect(answer['geolocation']).toBe(`https://${name}:${port}`);
	const claims =
		JSON.parse(Buffer.from(answer['id_token']!.split('.')[1]!, 'base64url').toString()) as Record<string, string>;
	const issuer = `https://${name}:${port}`;
	const profile = expect.stringContaining(`${issuer}/profile/v1/principals/`) as string;
	expect(claims).toMatchObject({iss: issuer, 'concur.profile': profile});
});
