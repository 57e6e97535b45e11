import {describe, expect, test} from 'vitest';
import {
	getUsers, issuedForm, openedPractice, pendingFaults, postToken, refreshForm, setFault, temporaryFolder,
} from './opened-practice.js';
import {signedInVisitor, visitor} from './panel-visitor.js';

describe('faults through the small interface', () => {
	test.each([
		[{kind: 'error', code: 14}, 400, '"code":14'],
		[{kind: 'error', code: 64}, 401, '"code":64'],
		[{kind: 'error', code: 59}, 403, '"code":59'],
		[{kind: 'status', status: 429, retryAfter: 3}, 429, ''],
		[{kind: 'status', status: 503}, 503, ''], [{kind: 'html'}, 502, '<h1>'], [{kind: 'empty'}, 200, ''],
	] as const)('%j is answered for one call, the next one works', async (fault, status, words) => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		await setFault(server, {...fault, calls: 1});
		const answer = await fetch(
			`${server.origin}/oauth2/v0/token`,
			{method: 'POST', body: new URLSearchParams(form)},
		);
		expect(answer.status).toBe(status);
		expect(await answer.text()).toContain(words);
		expect(answer.headers.get('retry-after')).toBe('retryAfter' in fault ? '3' : null);
		expect(await pendingFaults(server)).toBe(0);
		expect((await postToken(server, form)).status).toBe(200);
	});

	test.each(['drop', 'cut-off'] as const)('%s breaks the connection', async kind => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		await setFault(server, {kind, calls: 1});
		await expect(postToken(server, form)).rejects.toThrow();
		expect((await postToken(server, form)).status).toBe(200);
	});

	test('no answer never comes, and the server goes on answering others', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		await setFault(server, {kind: 'no-answer', calls: 1});
		const end = new AbortController();
		const body = new URLSearchParams(form);
		const unanswered = fetch(`${server.origin}/oauth2/v0/token`, {method: 'POST', body, signal: end.signal});
		const isOver = unanswered.then(() => true, () => false);
		expect((await postToken(server, form)).status).toBe(200);
		end.abort();
		expect(await isOver).toBe(false);
	});

	test('a token without refresh_token, with string numbers, with another geolocation', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		await setFault(
			server,
			{kind: 'no-refresh-token', calls: 1},
{kind: 'string-numbers', calls: 1},
{kind: 'moved-geolocation', calls: 1},
		);
		const {body} = await postToken(server, form);
		expect(body).not.toHaveProperty('refresh_token');
		expect(body['expires_in']).toBe('3600');
		expect(body['geolocation']).toBe(server.origin.replace('127.0.0.1', 'localhost'));
	});

	test('a rotated refresh token makes the old one useless', async () => {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const first = await postToken(server, form);
		await setFault(server, {kind: 'rotate', calls: 1});
		const second = await postToken(server, refreshForm(form, first.body));
		expect(second.body['refresh_token']).not.toBe(first.body['refresh_token']);
		expect(await postToken(server, refreshForm(form, first.body))).toMatchObject({body: {code: 108}});
		expect((await postToken(server, refreshForm(form, second.body))).status).toBe(200);
	});

	test('the proof call has faults of its own', async () => {
		const server = await openedPractice();
		const {body} = await postToken(server, await issuedForm(server));
		await setFault(server, {kind: 'status', status: 403, path: 'users', calls: 1});
		expect((await getUsers(server, body['access_token'])).status).toBe(403);
		expect((await getUsers(server, body['access_token'])).status).toBe(200);
	});

	test.each([
		[{kind: 'earthquake'}, 'kind must be one of'],
		[{kind: 'error', code: 9999}, 'code must be one of'],
		[{kind: 'status', status: 99}, 'status must be 400 to 599'],
		[{kind: 'slow', milliseconds: -1}, 'milliseconds'],
		[{kind: 'empty', calls: 0}, 'calls must be a whole number'],
		[{kind: 'empty', colour: 'red'}, 'empty has no'],
		['text', 'A fault must be a JSON object'],
	])('%j is refused with what would be right', async (command, words) => {
		const server = await openedPractice();
		const answer = await setFault(server, command as never);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain(words);
		expect(await pendingFaults(server)).toBe(0);
	});
});

describe('faults and time on the control page', () => {
	test('a fault is set for one call, listed, and cleared', async () => {
		const server = await openedPractice();
		const person = visitor(server);
		const fault = {kind: 'error', code: '14', path: 'token', calls: '2', status: '503'};
		const set = await person.submit('/practice/control', {action: 'set', ...fault});
		expect(set.text).toContain('error (code 14) on the token endpoint, 2 more calls');
		expect(await postToken(server, await issuedForm(server))).toMatchObject({body: {code: 14}});
		expect((await person.open('/practice/control')).text).toContain('1 more call');
		expect((await person.submit('/practice/control', {action: 'clear', id: ''})).text)
			.toContain('No faults are set');
		const wrong = {kind: 'status', status: '42', path: 'token'};
		expect((await person.submit('/practice/control', {action: 'set', ...wrong})).status).toBe(400);
	});

	test('a day later the request token is too old, and back in time it is not', async () => {
		const server = await openedPractice();
		const person = await signedInVisitor(server);
		const form = await issuedForm(server);
		await person.submit('/practice/control', {action: 'advance', milliseconds: String(25 * 3_600_000)});
		expect(await postToken(server, form)).toMatchObject({body: {code: 19}});
		await person.submit('/practice/control', {action: 'advance', milliseconds: 'reset'});
		expect((await postToken(server, form)).status).toBe(200);
	});
});

describe('rehearsals by name', () => {
	/** Starts one on the control page; the page then says what to do in the terminal. */
	async function rehearsed(rehearsal: string, fields: Record<string, string> = {}) {
		const server = await openedPractice();
		const form = await issuedForm(server);
		const {body} = await postToken(server, form);
		const person = visitor(server);
		const page = await person.submit('/practice/control', {action: 'rehearse', rehearsal, ...fields});
		return {server, form, body, person, page};
	}

	test.each([
		['wrong-secret', 'Set: Wrong secret. Go back to the terminal.', 64],
		['expired-request-token', 'Set: Expired request token.', 19],
		['company-elsewhere', 'Set: Company in another data centre.', 16],
	])('%s: the next token call is refused, the one after it works', async (rehearsal, words, code) => {
		const {server, form, page} = await rehearsed(rehearsal);
		expect(page.text).toContain(words);
		expect(await postToken(server, form)).toMatchObject({body: {code}});
		expect((await postToken(server, form)).status).toBe(200);
	});

	test('company elsewhere names the data centre to ask', async () => {
		const {server, form} = await rehearsed('company-elsewhere');
		expect(await postToken(server, form)).toMatchObject({body: {geolocation: server.origin}});
	});

	test('revoked connection: refresh and bearer tokens are void, a new request token mends it', async () => {
		const {server, form, body} = await rehearsed('revoked-connection');
		expect(await postToken(server, refreshForm(form, body))).toMatchObject({body: {code: 108}});
		expect((await getUsers(server, body['access_token'])).status).toBe(401);
		const issued = (await server.issueRequestToken(form['client_id']!))!;
		expect((await postToken(server, {...form, password: issued.companyRequestToken})).status).toBe(200);
	});

	test('a day later: the request token is too old, the refresh token lives; back to normal undoes it', async () => {
		const {server, form, body, person, page} = await rehearsed('a-day-later');
		expect(page.text).toContain('25 h ahead of the real time');
		expect(await postToken(server, form)).toMatchObject({body: {code: 19}});
		expect((await postToken(server, refreshForm(form, body))).status).toBe(200);
		const normal = await person.submit('/practice/control', {action: 'normal'});
		expect(normal.text).toContain('the real time');
		expect(normal.text).not.toContain('Back to normal');
		expect((await postToken(server, form)).status).toBe(200);
	});

	test('half a year later: the refresh token is over', async () => {
		const {server, form, body} = await rehearsed('half-a-year-later');
		expect(await postToken(server, refreshForm(form, body))).toMatchObject({body: {code: 108}});
	});

	test('a scope is missing: the chosen one', async () => {
		const {server, form} = await rehearsed('missing-scope', {scope: 'spend.list.read'});
		const {body} = await postToken(server, form);
		expect(String(body['scope']).split(' ')).not.toContain('spend.list.read');
	});

	test('lost answer: the refresh token has changed, and nobody was told', async () => {
		const {server, form, body} = await rehearsed('lost-answer');
		await expect(postToken(server, refreshForm(form, body))).rejects.toThrow();
		expect(await postToken(server, refreshForm(form, body))).toMatchObject({body: {code: 108}});
	});

	test.each([
		['rotated-token', 1], ['busy-server', 1], ['error-page', 1], ['slow-answer', 1],
	])('%s sets its fault', async (rehearsal, faults) => {
		const {server} = await rehearsed(rehearsal);
		expect(await pendingFaults(server)).toBe(faults);
	});

	test.each([
		[{rehearsal: 'earthquake'}], [{rehearsal: 'missing-scope', scope: 'nothing.read'}],
	])('%j is refused', async fields => {
		const {server, page} = await rehearsed(fields.rehearsal, fields);
		expect(page.status).toBe(400);
		expect(await pendingFaults(server)).toBe(0);
	});
});

test('what was issued is remembered by the next run of the same folder, on the same port', async () => {
	const folder = temporaryFolder();
	const first = await openedPractice({folder});
	const form = await issuedForm(first);
	const {body} = await postToken(first, form);
	await first.close();
	const second = await openedPractice({folder});
	expect(second.origin).toBe(first.origin);
	expect((await postToken(second, refreshForm(form, body))).status).toBe(200);
	expect((await getUsers(second, body['access_token'])).status).toBe(200);
});
