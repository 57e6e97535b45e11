import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import https from 'node:https';
import {createRemoteJWKSet, jwtVerify} from 'jose';
import {describe, expect, test} from 'vitest';
import {renderExport} from '../../source/store/files/render-export.js';
import {issuedForm, openedPractice, postToken} from './opened-practice.js';

type Options = {
	readonly hostname: string;
	readonly port: string;
	readonly path: string;
	readonly method: string;
	readonly headers: Record<string, string | number>;
	readonly ca: Buffer;
};

type SampleReply = {readonly status: number | undefined; readonly json: Record<string, unknown>};

/** A request as Node's oldest samples make it: https.request, a string of a body, chunks put together. */
async function sampleRequest(options: Options, body = ''): Promise<SampleReply> {
	return new Promise((resolve, reject) => {
		const call = https.request(options, incoming => {
			let text = '';
			incoming.setEncoding('utf8');
			incoming.on('data', (chunk: string) => {
				text += chunk;
			});
			incoming.on('end', () => {
				resolve({status: incoming.statusCode, json: JSON.parse(text) as Record<string, unknown>});
			});
		});
		call.on('error', reject);
		call.write(body);
		call.end();
	});
}

describe('clients that insist on https', () => {
	test('a script that posts the six values of credentials.json with Content-Length, '
		+ 'then lists users with a slash at the end', async () => {
		const server = await openedPractice({tls: true});
		const {hostname, port} = new URL(server.origin);
		const ca = readFileSync(server.authorityFile!);
		const form = await issuedForm(server);
		// SAP's sample keeps credentials.json's names and builds the form from them.
		const body = new URLSearchParams(form).toString();
		const token = await sampleRequest({
			hostname, port, ca, path: '/oauth2/v0/token', method: 'POST',
			headers: {'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body)},
		}, body);
		expect(token.status).toBe(200);
		const users = await sampleRequest({
			hostname, port, ca, path: '/profile/identity/v4/Users/', method: 'GET',
			headers: {Authorization: `Bearer ${String(token.json['access_token'])}`, Accept: 'application/json'},
		});
		expect(users).toMatchObject({status: 200, json: {totalResults: 7}});
	});

	test('Postman, from the environment file that export writes', async () => {
		const server = await openedPractice({tls: true});
		const form = await issuedForm(server);
		const [file] = renderExport('postman', {
			profile: 'default', repeatedOptions: '', geolocation: server.origin,
			values: {
				appID: form['client_id']!, clientSecret: form['client_secret']!, companyUUID: form['username']!,
				companyRequestToken: form['password']!, refreshToken: '', baseUri: server.origin,
			},
		});
		const {values} = JSON.parse(file!.text) as {values: Array<{key: string; value: string}>};
		const environment = Object.fromEntries(values.map(({key, value}) => [key, value]));
		const fill = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => environment[name] ?? '');
		// The collection's own templates: a bare host after https://, a form of these six.
		const url = new URL(fill('https://{{dataCenterURI}}/oauth2/v0/token'));
		const body = [
			'client_id={{clientId}}', 'client_secret={{clientSecret}}', 'grant_type=password',
			'username={{companyUUID}}', 'password={{requestToken}}', 'credtype=authtoken',
		].map(pair => fill(pair)).join('&');
		const answer = await sampleRequest({
			hostname: url.hostname, port: url.port, ca: readFileSync(server.authorityFile!), path: url.pathname,
			method: 'POST',
			headers: {
				'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'PostmanRuntime/7.43.0',
				Accept: '*/*', 'Cache-Control': 'no-cache', 'Content-Length': Buffer.byteLength(body),
			},
		}, body);
		expect(answer).toMatchObject({status: 200, json: {geolocation: server.origin}});
	});
});

test('an OpenID client finds the keys by discovery and verifies the id_token', async () => {
	const server = await openedPractice();
	const form = await issuedForm(server);
	const {body} = await postToken(server, form);
	const page = await fetch(`${server.origin}/.well-known/openid-configuration`);
	const discovery = await page.json() as Record<string, string>;
	expect(discovery).toMatchObject({issuer: server.origin, token_endpoint: `${server.origin}/oauth2/v0/token`});
	const keys = createRemoteJWKSet(new URL(discovery['jwks_uri']!));
	const expected = {issuer: discovery['issuer']!, audience: form['client_id']!};
	const {payload} = await jwtVerify(String(body['id_token']), keys, expected);
	expect(payload.sub).toBe(form['username']);
	const forged = String(body['id_token']).replace(/\.[^.]+$/, '.AAAA');
	await expect(jwtVerify(forged, keys)).rejects.toThrow();
});
