import net from 'node:net';
import {describe, expect, test} from 'vitest';
import {readInstance} from '../../source/practice/serving/practice-instance.js';
import {getUsers, issuedForm, openedPractice, postToken, temporaryFolder} from './opened-practice.js';

/** What the server says to bytes that no client library would send. */
async function sentBytes(origin: string, request: string): Promise<string> {
	const {hostname, port} = new URL(origin);
	return new Promise((resolve, reject) => {
		const socket = net.connect(Number(port), hostname, () => {
			socket.write(request);
		});
		let received = '';
		socket.on('data', chunk => {
			received += chunk.toString();
		});
		socket.on('close', () => {
			resolve(received);
		});
		socket.on('error', reject);
	});
}

function getRequest(target: string, origin: string): string {
	return `GET ${target} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nConnection: close\r\n\r\n`;
}

describe('an address that makes no sense is not found, and nothing breaks', () => {
	test.each([
		'//', '///', '//evil.example/oauth2/v0/jwks', '/\\', '/%', '/%00%ff', '/nui/ocstool//', '/?%', '*',
		'http://evil.example/oauth2/v0/jwks', 'http://', 'mailto:ada', '/nui/../../..',
	])('GET %s', async target => {
		const lines: string[] = [];
		const server = await openedPractice({log(line) {
			lines.push(line);
		}});
		const answer = await sentBytes(server.origin, getRequest(target, server.origin));
		// A way round to the first page leads there; a request line that is none may end the connection.
		expect(answer).toMatch(/^(?:HTTP\/1\.1 (?:404|303|400) |$)/);
		expect(lines.join('\n')).not.toMatch(/ 500 |failed/);
	});

	test.each([
		'//', '///', '//evil.example/oauth2/v0/jwks', 'http://evil.example/oauth2/v0/jwks',
	])('%s is 404', async target => {
		const server = await openedPractice();
		expect(await sentBytes(server.origin, getRequest(target, server.origin))).toMatch(/^HTTP\/1\.1 404 /);
	});

	test('the whole address in the request line is understood (RFC 9112, 3.2.2)', async () => {
		const server = await openedPractice();
		const request = getRequest(`${server.origin}/oauth2/v0/jwks`, server.origin);
		expect(await sentBytes(server.origin, request)).toMatch(/^HTTP\/1\.1 200 /);
	});
});

describe('values are issued only to who can read the practice folder', () => {
	test.each([
		'/practice/issue/app', '/practice/issue/request-token?appID=APP',
	])('%s needs the key that is kept there', async path => {
		const folder = temporaryFolder();
		const server = await openedPractice({folder});
		const {appID} = await server.issueAppCredentials();
		const issue = async (headers: Record<string, string>) =>
			fetch(`${server.origin}${path.replace('APP', appID)}`, {method: 'POST', headers});
		const wrong: ReadonlyArray<Record<string, string>> = [
			{}, {'practice-key': ''}, {'practice-key': 'a guess'}, {'practice-key': 'undefined'},
		];
		for (const headers of wrong) {
			const refused = await issue(headers);
			expect(refused.status).toBe(403);
			expect(await refused.text()).not.toMatch(/clientSecret|companyUUID|companyRequestToken/);
		}

		expect((await issue({'practice-key': readInstance(folder)!.controlKey})).status).toBe(201);
	});
});

describe('the log', () => {
	test('tells calls apart and gives no value away: neither the company UUID, the app\'s ID and secret, '
		+ 'nor a token', async () => {
		const lines: string[] = [];
		const server = await openedPractice({log(line) {
			lines.push(line);
		}});
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		await postToken(server, {...form, grant_type: 'refresh_token', refresh_token: String(body['refresh_token'])});
		await getUsers(server, body['access_token']);
		await fetch(`${server.origin}/nui/ocstool/apps/${form['client_id']}`);
		expect(lines).toHaveLength(4);
		expect(lines[0]).toContain(`grant_type=password credtype=authtoken client_id=…${form['client_id']!.slice(-4)}`);
		expect(lines[3]).toContain(`/nui/ocstool/apps/…${form['client_id']!.slice(-4)} 200`);
		const given = [
			form['username'], form['password'], form['client_id'], form['client_secret'],
			body['access_token'], body['refresh_token'], body['id_token'],
		].map(String);
		expect(given.filter(value => lines.join('\n').includes(value))).toEqual([]);
	});

	test('says why a request from elsewhere was refused, in printable characters', async () => {
		const lines: string[] = [];
		const server = await openedPractice({log(line) {
			lines.push(line);
		}});
		const request =
			'GET /oauth2/v0/jwks?at-secret HTTP/1.1\r\nHost: evil\u009B31m.example\r\nConnection: close\r\n\r\n';
		const answer = await sentBytes(server.origin, request);
		expect(answer).toMatch(/^HTTP\/1\.1 403 /);
		expect(answer.split('\r\n\r\n')[1]).toBe('');
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d GET \/oauth2\/v0\/jwks 403 refused: [ -~]+$/);
		expect(lines[0]).toMatch(/the Host evil[ -~]+\.example is not one of this server's$/);
	});
});
