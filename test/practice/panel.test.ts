import {type Buffer} from 'node:buffer';
import {request} from 'node:http';
import {describe, expect, test} from 'vitest';
import {parsePaste} from '../../source/wizard/paste/smart-paste.js';
import {openedPractice, postToken} from './opened-practice.js';
import {copiedText, createdApp, goodApp, signedInVisitor, visitor, type Visited} from './panel-visitor.js';

function valuesIn({text}: Visited): readonly string[] {
	return [...text.matchAll(/id="value-\d">([^<]+)</g)].map(match => match[1]!);
}

/** A grant of an app's own with no company's values: what it is refused with tells whether the secret was taken. */
function wrongGrant(appID: string, clientSecret: string): Record<string, string> {
	return {
		client_id: appID, client_secret: clientSecret, grant_type: 'password',
		username: 'x', password: 'y', credtype: 'authtoken',
	};
}

describe('a person rehearses the tutorial', () => {
	test('from the sign-in to values that the token endpoint takes', async () => {
		const server = await openedPractice();
		const person = visitor(server);
		expect((await person.open('/nui/ocstool')).text).toContain('User ID');
		expect((await person.submit('/nui/ocstool', {step: 'user', user: 'ada'})).text)
			.toContain('Signing in as <strong>ada</strong>');
		expect((await person.submit('/nui/ocstool', {step: 'password', user: 'ada', password: 'x'})).text)
			.toContain('There are no apps yet.');
		const credentials = await person.submit('/nui/ocstool/new', goodApp);
		const [appID, clientSecret] = valuesIn(credentials);
		const [companyUUID, companyRequestToken] =
			valuesIn(await person.submit('/nui/authadmin/companytokens', {appID: appID!}));
		expect(parsePaste(copiedText(credentials))).toEqual({kind: 'named', values: {appID, clientSecret}});
		const granted = await postToken(server, {
			client_id: appID!, client_secret: clientSecret!, grant_type: 'password',
			username: companyUUID!, password: companyRequestToken!, credtype: 'authtoken',
		});
		expect(granted)
			.toMatchObject({status: 200, body: {scope: 'identity.user.core.read identity.user.ids.read openid'}});
	});

	test('the whole page of the request token is understood when it is pasted', async () => {
		const server = await openedPractice();
		const person = await signedInVisitor(server);
		const {appID} = await server.issueAppCredentials();
		const page = await person.submit('/nui/authadmin/companytokens', {appID});
		const [companyUUID, companyRequestToken] = valuesIn(page);
		expect(parsePaste(copiedText(page))).toEqual({kind: 'named', values: {companyUUID, companyRequestToken}});
	});

	test('the secret is shown once; after that a new one can be made, and the old one stops working', async () => {
		const server = await openedPractice();
		const person = await signedInVisitor(server);
		const first = await person.submit('/nui/ocstool/new', goodApp);
		const [appID, secret] = valuesIn(first);
		const again = await person.open(first.path);
		expect(again.text).toContain('was shown once and cannot be shown again');
		expect(again.text).not.toContain(secret);
		expect((await person.open(`/nui/ocstool/apps/${appID}`)).text).not.toContain(secret);
		expect((await person.submit(`/nui/ocstool/apps/${appID}`, {action: 'renew-secret'})).status).toBe(400);
		const answer = await person.submit(`/nui/ocstool/apps/${appID}`, {action: 'renew-secret', sure: 'yes'});
		const [, renewed] = valuesIn(answer);
		expect(renewed).not.toBe(secret);
		const ask = async (clientSecret: string) => postToken(server, wrongGrant(appID!, clientSecret));
		expect(await ask(secret!)).toMatchObject({body: {code: 64}});
		expect(await ask(renewed!)).toMatchObject({body: {code: 5}});
	});

	test('an app that is disabled gets no tokens until it is enabled', async () => {
		const server = await openedPractice();
		const person = await signedInVisitor(server);
		const [appID, secret] = valuesIn(await person.submit('/nui/ocstool/new', goodApp));
		const ask = async () => postToken(server, wrongGrant(appID!, secret!));
		await person.submit(`/nui/ocstool/apps/${appID}`, {action: 'disable'});
		expect(await ask()).toMatchObject({body: {code: 59}});
		await person.submit(`/nui/ocstool/apps/${appID}`, {action: 'enable'});
		expect(await ask()).toMatchObject({body: {code: 5}});
	});
});

describe('forms', () => {
	test.each([
		['name', '', 'Enter an App Name.'],
		['name', 'x'.repeat(101), 'at most 100'],
		['description', '', 'Enter an App Description.'],
		['stage', '', 'Select an App Stage.'],
		['type', 'Spaceship', 'Select an Application Type.'],
		['grants', [], 'Allowed Grants'],
		['scopes', ['everything'], 'Allowed Scopes'],
	] as const)('without a usable %s (%j) the app is not created, '
		+ 'and what was typed is kept', async (field, value, words) => {
		const server = await openedPractice();
		const person = await signedInVisitor(server);
		const page = await person.submit('/nui/ocstool/new', {...goodApp, [field]: value});
		expect(page.status).toBe(400);
		expect(page.text).toContain(words);
		expect(page.text).toContain(`href="#${field}"`);
		expect(page.text).toContain(field === 'description' ? 'value="Reports"' : 'Owned by Ada');
		expect((await person.open('/nui/ocstool')).text).toContain('There are no apps yet.');
	});

	test.each([
		['', 'Enter an App ID'],
		['00000000-0000-4000-8000-000000000000', 'No app has this App ID'],
	])('the App ID %j gets no request token', async (appID, words) => {
		const person = await signedInVisitor(await openedPractice());
		const page = await person.submit('/nui/authadmin/companytokens', {appID});
		expect(page.status).toBe(400);
		expect(page.text).toContain(words);
	});

	test('hostile names are shown as what they are: text', async () => {
		const person = await signedInVisitor(await openedPractice());
		const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
		await person.submit('/nui/ocstool/new', {...goodApp, name: hostile, description: hostile});
		const list = await person.open('/nui/ocstool');
		expect(list.text).not.toContain('<script>alert');
		expect(list.text).toContain('&quot;&gt;&lt;script&gt;alert(1)');
		const refused = await person.submit('/nui/authadmin/companytokens', {appID: hostile});
		expect(refused.text).not.toContain('<img');
	});

	test('a form that this visit was not given is refused', async () => {
		const server = await openedPractice();
		const person = await signedInVisitor(server);
		const other = await signedInVisitor(server);
		const stolen = /name="form" value="([^"]+)"/.exec((await other.open('/nui/ocstool/new')).text)![1]!;
		const post = async (form: string) => fetch(`${server.origin}/nui/authadmin/companytokens`, {
			method: 'POST', headers: {cookie: person.cookie()}, body: new URLSearchParams({form, appID: 'x'}),
		});
		expect((await post(stolen)).status).toBe(403);
		expect((await post('')).status).toBe(403);
	});

	test('another content type, a huge body and another method get a page that says so', async () => {
		const server = await openedPractice();
		const post = async (init: RequestInit) => fetch(`${server.origin}/nui/ocstool`, init);
		const requests: ReadonlyArray<readonly [number, RequestInit]> = [
			[415, {method: 'POST', body: '{}', headers: {'content-type': 'application/json'}}],
			[413, {method: 'POST', body: 'x'.repeat(70_000)}],
			[405, {method: 'PUT', body: 'x'}],
		];
		for (const [status, init] of requests) {
			const answer = await post(init);
			expect(answer.status).toBe(status);
			expect(await answer.text()).toContain('<h1>');
		}

		expect((await fetch(`${server.origin}/nui/nowhere`)).status).toBe(404);
		expect((await post({})).status).toBe(200);
	});
});

describe('scopes', () => {
	test('the form offers every documented scope once, in the order of the documentation, '
		+ 'with the APIs that it opens', async () => {
		const person = await signedInVisitor(await openedPractice());
		const {text} = await person.open('/nui/ocstool/new');
		const names = [...text.matchAll(/name="scopes" value="([^"]+)"/g)].map(match => match[1]!);
		expect(names).toHaveLength(122);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(names.toSorted((one, other) => one.toLowerCase() < other.toLowerCase() ? -1 : 1));
		expect(names)
			.toEqual(expect.arrayContaining(['EXPRPT', 'cashadvance.read', 'user.profile.search.read', 'openid']));
		expect(text).toMatch(/value="spend\.list\.read">\s*<span><span>spend\.list\.read<\/span> <small>[^<]*List v4/);
		expect(text).toContain('Attendees v1 to v3 (deprecated)');
	});

	test.each([
		'spend.list.read identity.user.ids.read', 'spend.list.read,identity.user.ids.read',
		'identity.user.ids.read\r\nspend.list.read\r\n', '["spend.list.read", "identity.user.ids.read"]',
	])('a list that is pasted as %j is taken as if it had been ticked, without script too', async pasted => {
		const server = await openedPractice();
		const app = await createdApp(server, {...goodApp, scopes: ['openid'], pasted});
		const issued = (await server.issueRequestToken(app.client_id))!;
		const {body} = await postToken(server, {
			...app, grant_type: 'password', credtype: 'authtoken', username: issued.companyUUID,
			password: issued.companyRequestToken,
		});
		expect(body['scope']).toBe('identity.user.ids.read openid spend.list.read');
	});

	test('what is no scope in a list is named, and the app is not created', async () => {
		const person = await signedInVisitor(await openedPractice());
		const page =
			await person.submit('/nui/ocstool/new', {...goodApp, pasted: 'spend.list.read spend.lists.read <b>'});
		expect(page.status).toBe(400);
		const names = 'spend.lists.read, &lt;b&gt;';
		expect(page.text).toContain(`Remove or correct names that are not documented scopes: ${names}.`);
		expect(page.text).toContain('value="spend.list.read" checked');
		expect((await person.open('/nui/ocstool')).text).toContain('There are no apps yet.');
	});

	test('a scope that is added to an app comes with a new request token, not with the one from before', async () => {
		const server = await openedPractice();
		const app = await createdApp(server, {...goodApp, scopes: ['openid']});
		const obtain = async (issued: Awaited<ReturnType<typeof server.issueRequestToken>>) => {
			const {body} = await postToken(server, {
				...app, grant_type: 'password', credtype: 'authtoken', username: issued!.companyUUID,
				password: issued!.companyRequestToken,
			});
			return body['scope'];
		};

		const before = await server.issueRequestToken(app.client_id);
		const person = await signedInVisitor(server);
		const edit = `/nui/ocstool/apps/${app.client_id}/edit`;
		expect((await person.open(edit)).text).toContain('value="openid" checked');
		expect((await person.submit(edit, {...goodApp, scopes: []})).status).toBe(400);
		const saved = await person.submit(edit, {...goodApp, name: 'Lists', scopes: ['openid', 'spend.list.read']});
		expect(saved.text).toContain('<h1>Lists</h1>');
		expect(await obtain(before)).toBe('openid');
		expect(await obtain(await server.issueRequestToken(app.client_id))).toBe('openid spend.list.read');
		expect((await person.open('/nui/ocstool/apps/nobody/edit')).status).toBe(404);
	});
});

describe('nobody else gets in', () => {
	test('every page carries a policy that allows nothing from elsewhere, and is kept by nobody', async () => {
		const person = await signedInVisitor(await openedPractice());
		for (const path of ['/nui/ocstool', '/nui/ocstool/new', '/nui/authadmin/companytokens', '/practice/control']) {
			const {headers, text} = await person.open(path);
			const policy = headers.get('content-security-policy')!;
			expect(policy).toContain('default-src \'none\'');
			expect(policy).not.toContain('unsafe');
			expect(headers.get('cache-control')).toBe('no-store');
			expect(text).not.toMatch(/ on[a-z]+="|style="|https?:\/\//);
			expect(text).toContain('PRACTICE');
		}
	});

	test('without a sign-in no page shows anything', async () => {
		const server = await openedPractice();
		const {appID} = await server.issueAppCredentials();
		for (const path of [
			'/nui/ocstool', '/nui/ocstool/new', `/nui/ocstool/apps/${appID}`, '/nui/authadmin/companytokens',
		]) {
			const {text} = await visitor(server).open(path);
			expect(text).toContain('User ID');
			expect(text).not.toContain(appID);
		}
	});

	test('signing out ends it', async () => {
		const person = await signedInVisitor(await openedPractice());
		expect((await person.open('/nui/ocstool')).text).toContain('Sign out');
		expect((await person.submit('/nui/sign-out', {}, '/nui/ocstool')).text).toContain('User ID');
		expect((await person.open('/nui/ocstool')).text).toContain('User ID');
	});

	test.each([
		['another site\'s page', {origin: 'https://evil.example'}],
		['a page without an origin', {origin: 'null'}],
		['a name that was made to point here', {host: 'evil.example'}],
		['another port of this machine', {origin: 'http://127.0.0.1:1'}],
		['a link from another site', {'sec-fetch-site': 'cross-site'}],
	])('%s is answered with nothing', async (_what, headers: Record<string, string>) => {
		const server = await openedPractice();
		const {hostname, port} = new URL(server.origin);
		type Reply = {readonly status: number | undefined; readonly body: string; readonly headers: object};
		const answer = await new Promise<Reply>((resolve, reject) => {
			request({hostname, port, path: '/nui/ocstool', headers}, incoming => {
				let body = '';
				incoming.on('data', (chunk: Buffer) => {
					body += chunk.toString();
				});
				incoming.on('end', () => {
					resolve({status: incoming.statusCode, body, headers: incoming.headers});
				});
			}).on('error', reject).end();
		});
		expect(answer).toMatchObject({status: 403, body: ''});
		expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
	});

	test('two panels on one machine keep their visitors apart', async () => {
		const [one, other] = [await openedPractice(), await openedPractice()];
		const [first, second] = [await signedInVisitor(one), await signedInVisitor(other)];
		expect(first.cookie().split('=')[0]).not.toBe(second.cookie().split('=')[0]);
		const cookie = `${second.cookie()}; ${first.cookie()}`;
		const mixed = await fetch(`${one.origin}/nui/ocstool`, {headers: {cookie}});
		expect(await mixed.text()).toContain('There are no apps yet.');
	});

	test('the log tells of each request, and nothing of passwords, secrets or tokens', async () => {
		const log: string[] = [];
		const server = await openedPractice({log(line) {
			log.push(line);
		}});
		const person = await signedInVisitor(server);
		const [appID, secret] = valuesIn(await person.submit('/nui/ocstool/new', goodApp));
		const [, token] = valuesIn(await person.submit('/nui/authadmin/companytokens', {appID: appID!}));
		expect(log.length).toBeGreaterThan(6);
		for (const hidden of ['a password of no worth', secret!, token!, 'ada']) {
			expect(log.join('\n')).not.toContain(hidden);
		}
	});
});
