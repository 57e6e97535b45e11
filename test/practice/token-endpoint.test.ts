import {createHash} from 'node:crypto';
import {createRemoteJWKSet, decodeJwt, jwtVerify} from 'jose';
import {describe, expect, test} from 'vitest';
import {advanceClock, getUsers, issuedForm, openedPractice, postToken, refreshForm} from './opened-practice.js';
import {createdApp} from './panel-visitor.js';

describe('a company obtains its token', () => {
	test('with the four issued values it gets everything the documentation lists', async () => {
		const server = await openedPractice();
		const {status, headers, body} = await postToken(server, await issuedForm(server));
		expect(status).toBe(200);
		expect(Object.keys(body)).toEqual([
			'expires_in', 'scope', 'token_type', 'access_token',
			'refresh_token', 'refresh_expires_in', 'geolocation', 'id_token',
		]);
		expect(body).toMatchObject({expires_in: 3600, token_type: 'Bearer', geolocation: server.origin});
		expect(String(body['scope']).split(' ').length).toBeGreaterThan(60);
		expect(String(body['access_token']).length).toBeGreaterThan(2048);
		expect(Number(body['refresh_expires_in']) - (Date.now() / 1000)).toBeGreaterThan(180 * 24 * 3600);
		expect(headers.get('concur-correlationid')).toMatch(/^[\da-f-]{36}$/);
	});

	test('the id_token verifies against the published key and names the company', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		const keys = createRemoteJWKSet(new URL(`${server.origin}/oauth2/v0/jwks`));
		const {payload, protectedHeader} =
			await jwtVerify(String(body['id_token']), keys, {issuer: server.origin, audience: form['client_id']!});
		expect(payload.sub).toBe(form['username']);
		expect(protectedHeader.alg).toBe('RS256');
	});

	test('the company UUID may be written in capitals', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		expect(await postToken(server, {...form, username: form['username']!.toUpperCase()})).toMatchObject({
			status: 200,
		});
	});

	test('the request token may be used again within its day, not after it', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		await advanceClock(server, 23.9);
		expect(await postToken(server, form)).toMatchObject({status: 200});
		await advanceClock(server, 0.2);
		expect(await postToken(server, form)).toMatchObject({status: 400, body: {code: 19, error: 'invalid_grant'}});
	});

	test.each([
		['no client ID', {client_id: ''}, 400, 62],
		['no client secret', {client_secret: ''}, 400, 63],
		['no grant type', {grant_type: ''}, 400, 65],
		['an App ID that nobody issued', {client_id: '00000000-0000-4000-8000-000000000000'}, 401, 61],
		['a wrong secret', {client_secret: 'wrong'}, 401, 64],
		['a grant that the app does not have', {grant_type: 'authorization_code'}, 400, 60],
		['no company UUID', {username: ''}, 400, 51],
		['no request token', {password: ''}, 400, 52],
		['an empty credential type, which means password', {credtype: ''}, 400, 5],
		['the credential type password, as nobody has one here', {credtype: 'password'}, 400, 5],
		['a grant that exists but is not the app\'s', {grant_type: 'client_credentials'}, 400, 60],
		['a credential type that does not exist', {credtype: 'token'}, 400, 120],
		['another company', {username: '00000000-0000-4000-8000-000000000000'}, 400, 5],
		['a wrong request token', {password: 'at-wrong'}, 400, 5],
		['a scope that the app does not have', {scope: 'openid nothing.read'}, 400, 54],
	])('with %s it is refused', async (_what, change, status, code) => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const refused = await postToken(server, {...form, ...change});
		expect(refused).toMatchObject({status, body: {code}});
		expect(Object.keys(refused.body)).toEqual(['code', 'error', 'error_description']);
	});

	test('without a credential type its request token is taken for a password, and refused', async () => {
		const server = await openedPractice();
		const {credtype: _left, ...form} = await issuedForm(server);
		expect(await postToken(server, form)).toMatchObject({status: 400, body: {code: 5, error: 'invalid_grant'}});
	});

	test('the id_token says whose it is, and which access token it came with', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		const claims = decodeJwt(String(body['id_token']));
		// The left half of the hash (OpenID Connect Core, 3.1.3.6).
		const hash = createHash('sha256').update(String(body['access_token'])).digest();
		expect(claims).toMatchObject({
			aud: form['client_id'], sub: form['username'], iss: server.origin, 'concur.type': 'company',
			'concur.version': 2,
			'concur.profile': `${server.origin}/profile/v1/principals/${form['username']}`,
			at_hash: hash.subarray(0, 16).toString('base64url'),
		});
	});

	test('without the scope openid no id_token comes along, and everything else does', async () => {
		const server = await openedPractice();
		const {status, body} = await postToken(server, {...await issuedForm(server), scope: 'spend.list.read'});
		expect(status).toBe(200);
		expect(Object.keys(body)).toEqual([
			'expires_in', 'scope', 'token_type', 'access_token', 'refresh_token', 'refresh_expires_in', 'geolocation',
		]);
	});

	test('with another app\'s request token it is told to make one for this app', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const other = await issuedForm(server);
		expect(await postToken(server, {...form, password: other['password']!})).toMatchObject({
			status: 400, body: {code: 136},
		});
	});
});

describe('a company keeps its token alive', () => {
	test('a refresh returns the same refresh token with six more months', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const first = await postToken(server, form);
		await advanceClock(server, 48);
		const second = await postToken(server, refreshForm(form, first.body));
		expect(second.status).toBe(200);
		expect(second.body['refresh_token']).toBe(first.body['refresh_token']);
		expect(Number(second.body['refresh_expires_in']) - Number(first.body['refresh_expires_in']))
			.toBeGreaterThanOrEqual(48 * 3600);
		expect(second.body['access_token']).not.toBe(first.body['access_token']);
	});

	test('after six months without a refresh it is over', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		await advanceClock(server, 184 * 24);
		expect(await postToken(server, refreshForm(form, body))).toMatchObject({status: 400, body: {code: 108}});
	});

	test.each([
		['no refresh token', {refresh_token: ''}, 106],
		['a wrong refresh token', {refresh_token: 'wrong'}, 108],
		['a scope that was not granted', {scope: 'nothing.read'}, 54],
	])('with %s it is refused', async (_what, change, code) => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		const reply = await postToken(server, {...refreshForm(form, body), ...change});
		expect(reply).toMatchObject({status: 400, body: {code}});
	});

	test('another app cannot use the token', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		const reply = await postToken(server, refreshForm(await issuedForm(server), body));
		expect(reply).toMatchObject({status: 400, body: {code: 105}});
	});

	test('a refresh may ask for fewer scopes, and the next one for all again', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const first = await postToken(server, form);
		const narrow = await postToken(server, {...refreshForm(form, first.body), scope: 'company.read'});
		expect(narrow.body).toMatchObject({scope: 'company.read'});
		expect(decodeJwt(String(narrow.body['access_token'])).sub).toBe(form['username']);
		expect((await getUsers(server, narrow.body['access_token'])).status).toBe(403);
		expect((await postToken(server, refreshForm(form, narrow.body))).body['scope']).toBe(first.body['scope']);
	});
});

describe('the token proves itself', () => {
	test('one user is listed, and how many there are', async () => {
		const server = await openedPractice();
		const {body} = await postToken(server, await issuedForm(server));
		const response = await getUsers(server, body['access_token']);
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({
			schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
			totalResults: 7, itemsPerPage: 1, Resources: [{userName: 'ada.rechnung@practice.example'}],
		});
	});

	test('without a bearer token, or after its hour, it does not', async () => {
		const server = await openedPractice();
		const {body} = await postToken(server, await issuedForm(server));
		expect((await getUsers(server, 'nonsense')).status).toBe(401);
		await advanceClock(server, 1.01);
		expect((await getUsers(server, body['access_token'])).status).toBe(401);
	});

	test('revoking the connection ends its bearer and refresh tokens, and a new one can be obtained', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		const authorization = `Bearer ${String(body['access_token'])}`;
		const revoke = async () =>
			fetch(`${server.origin}/app-mgmt/v0/connections`, {method: 'DELETE', headers: {authorization}});
		expect((await revoke()).status).toBe(200);
		expect((await revoke()).status).toBe(401);
		expect((await getUsers(server, body['access_token'])).status).toBe(401);
		expect(await postToken(server, refreshForm(form, body))).toMatchObject({body: {code: 108}});
		expect(await postToken(server, form)).toMatchObject({status: 200});
	});
});

describe('an app asks for itself, by client credentials', () => {
	test('it gets an access token with its scopes, and nothing that outlives it', async () => {
		const server = await openedPractice();
		const app = await createdApp(server, {
			grants: ['client_credentials'], scopes: ['company.read', 'identity.user.ids.read'],
		});
		const {status, body} = await postToken(server, {...app, grant_type: 'client_credentials'});
		expect(status).toBe(200);
		expect(Object.keys(body)).toEqual(['expires_in', 'scope', 'token_type', 'access_token', 'geolocation']);
		expect(body).toMatchObject({scope: 'company.read identity.user.ids.read', geolocation: server.origin});
		expect(decodeJwt(String(body['access_token']))).toMatchObject({'concur.type': 'app', sub: app.client_id});
	});

	test('it may ask for fewer scopes, not for more', async () => {
		const server = await openedPractice();
		const app = {grants: ['client_credentials'], scopes: ['company.read', 'identity.user.ids.read']};
		const form = {...await createdApp(server, app), grant_type: 'client_credentials'};
		expect(await postToken(server, {...form, scope: 'company.read'})).toMatchObject({
			status: 200, body: {scope: 'company.read'},
		});
		expect(await postToken(server, {...form, scope: 'company.write'})).toMatchObject({
			status: 400, body: {code: 54},
		});
	});

	test('taken for a company token it fails as at Concur: 500, not 403', async () => {
		const server = await openedPractice();
		const app = await createdApp(server, {grants: ['client_credentials'], scopes: ['identity.user.ids.read']});
		const {body} = await postToken(server, {...app, grant_type: 'client_credentials'});
		const users = await getUsers(server, body['access_token']);
		expect({status: users.status, type: users.headers.get('content-type')})
			.toEqual({status: 500, type: 'text/plain;charset=utf-8'});
	});

	test('it revokes no connection, and a company\'s end does not end it', async () => {
		const server = await openedPractice();
		const app =
			await createdApp(server, {grants: ['client_credentials', 'password'], scopes: ['identity.user.ids.read']});
		const own = await postToken(server, {...app, grant_type: 'client_credentials'});
		const issued = (await server.issueRequestToken(app.client_id))!;
		const company = await postToken(server, {
			...app, grant_type: 'password', credtype: 'authtoken',
			username: issued.companyUUID, password: issued.companyRequestToken,
		});
		const revoke = async (token: unknown) => {
			const headers = {authorization: `Bearer ${String(token)}`};
			return fetch(`${server.origin}/app-mgmt/v0/connections`, {method: 'DELETE', headers});
		};

		expect((await revoke(own.body['access_token'])).status).toBe(403);
		expect((await getUsers(server, company.body['access_token'])).status).toBe(200);
		expect((await revoke(company.body['access_token'])).status).toBe(200);
		expect((await getUsers(server, own.body['access_token'])).status).toBe(500);
	});
});
