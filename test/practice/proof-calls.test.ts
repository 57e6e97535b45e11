import {decodeJwt} from 'jose';
import {describe, expect, test} from 'vitest';
import {type PracticeServer} from '../../source/practice/serving/practice-instance.js';
import {openedPractice, postToken, refreshForm, setFault, temporaryFolder, type TokenReply} from './opened-practice.js';
import {createdApp} from './panel-visitor.js';

type Kind = 'company' | 'user' | 'app';

const grants = ['password', 'refresh_token', 'client_credentials'];

/** A token of each kind, for an app with these scopes alone. */
async function granted(server: PracticeServer, kind: Kind, scopes: readonly string[]): Promise<TokenReply> {
	const app = await createdApp(server, {grants, scopes});
	if (kind === 'app') {
		return postToken(server, {...app, grant_type: 'client_credentials'});
	}

	const {companyUUID, companyRequestToken} = (await server.issueRequestToken(app.client_id))!;
	const subject = kind === 'company'
		? {credtype: 'authtoken', username: companyUUID, password: companyRequestToken}
		: {credtype: 'password', username: 'ada.rechnung@practice.example', password: 'practice-only'};
	return postToken(server, {...app, grant_type: 'password', ...subject});
}

async function call(server: PracticeServer, path: string, {body}: TokenReply): Promise<Response> {
	return fetch(`${server.origin}${path}`, {headers: {authorization: `Bearer ${String(body['access_token'])}`}});
}

type Body = Record<string, unknown[]> & {readonly totalResults: number};

type Row = readonly [
	path: string, scope: string, kinds: readonly Kind[], count: (body: Body) => number, expected: number,
];

const company = ['company'] as const;
const companyOrUser = ['company', 'user'] as const;
const resources = (body: Body) => body['Resources']!.length;

/** Read from the documentation, not from the server: what each call needs, and where its answer holds the list. */
const calls: readonly Row[] = [
	['/profile/identity/v4/Users?count=1', 'identity.user.ids.read', company, resources, 1],
	['/profile/identity/v4.1/Users?count=1', 'identity.user.core.read', company, resources, 1],
	['/profile/spend/v4.1/Users?count=1', 'spend.user.general.read', company, body => body.totalResults, 7],
	['/profile/spend/v4.1/FormFields', 'spend.user.general.read', company, resources, 3],
	['/profile/travel/v4/Users?count=2', 'travel.user.general.read', company, resources, 2],
	['/list/v4/lists', 'spend.list.read', companyOrUser, body => body['content']!.length, 3],
	['/budget/v4/budgetItemHeader', 'budgetitem.read', companyOrUser, body => body['budgetItemHeaders']!.length, 5],
	['/budget/v4/fiscalYear', 'fiscalcalendar.read', companyOrUser, body => (body as unknown as unknown[]).length, 2],
	['/budget/v4/budgetCategory', 'budgetitem.read', companyOrUser, body => (body as unknown as unknown[]).length, 3],
	['/budget/v4/budgetTrackingField', 'budgetitem.read', companyOrUser, body =>
		(body as unknown as unknown[]).length, 2],
	['/localities/v5/countries', 'locality.read', companyOrUser, body => body['countries']!.length, 8],
	['/v4/attendees?limit=1', 'attendee.read', companyOrUser, body => body['items']!.length, 1],
	['/v4/attendeetypes', 'attendee.admin.read', company, body => (body as unknown as unknown[]).length, 3],
	['/api/v3.1/invoice/vendors?limit=1', 'INVVEN', companyOrUser, body => body['Items']!.length, 1],
	['/travel/v4/trips', 'travel.itinerary.read', company, body => body['data']!.length, 10],
	['/travelallowance/v4/configurationsummaries', 'travelallowance.configuration.read', companyOrUser, body =>
		body['content']!.length, 2],
	['/travelrequest/v4/requests?limit=1', 'travelrequest.write', companyOrUser, body => body['data']!.length, 1],
	['/api/v3.0/expense/reports?limit=1&user=ALL', 'EXPRPT', companyOrUser, body => body['Items']!.length, 1],
	['/events/v4/topics', 'events.topic.read', ['app'], body => (body as unknown as unknown[]).length, 0],
	['/events/v4/subscriptions', 'events.topic.read', ['app'], body => (body as unknown as unknown[]).length, 0],
];

describe.each(calls)('GET %s', (path, scope, kinds, count, expected) => {
	const taken = kinds.join(', ');
	test(`answers the tokens that it takes (${taken}) with ${scope}, refuses others, and an app's fails`, async () => {
		const server = await openedPractice();
		for (const kind of ['company', 'user', 'app'] as const) {
			const answer = await call(server, path, await granted(server, kind, [scope]));
			const isTaken = kinds.includes(kind);
			expect([kind, answer.status]).toEqual([kind, isTaken ? 200 : (kind === 'app' ? 500 : 403)]);
			if (isTaken) {
				expect(answer.headers.get('content-type')).toMatch(/^application\/(?:scim\+)?json/);
				expect(count(await answer.json() as Body)).toBe(expected);
			}
		}
	});

	test('without the scope it is forbidden in the words of its API, without a token 401', async () => {
		const server = await openedPractice();
		const refused = await call(server, path, await granted(server, kinds[0]!, ['company.read']));
		const text = await refused.text();
		const words = path.startsWith('/profile/')
			? {status: '403', detail: 'The token is not allowed to use this resource.'}
			: (path.startsWith('/api/v3')
				? {Error: {Message: 'The token is not allowed to use this resource.'}}
				: {httpStatus: '403 Forbidden', path: path.split('?')[0], error: {
					message: 'The token is not allowed to use this resource.',
				}});
		expect(refused.status).toBe(403);
		expect(JSON.parse(text)).toMatchObject(words);
		// As at Concur, a 403 does not give its cause away.
		expect(text).not.toContain(scope);
		const unknown = await fetch(`${server.origin}${path}`);
		expect(unknown.status).toBe(401);
		expect(unknown.headers.get('www-authenticate')).toContain('Bearer');
	});
});

describe('pages of an answer', () => {
	test('a limit is kept, and one beyond the documented greatest is a bad request', async () => {
		const server = await openedPractice();
		const token = await granted(server, 'company', [
			'attendee.read', 'travelrequest.write', 'INVVEN', 'EXPRPT', 'budgetitem.read',
		]);
		for (const path of [
			'/v4/attendees?limit=101', '/v4/attendees?limit=one', '/travelrequest/v4/requests?limit=101',
			'/api/v3.1/invoice/vendors?limit=1001', '/api/v3.0/expense/reports?limit=-1',
			'/budget/v4/budgetItemHeader?offset=x',
		]) {
			expect([path, (await call(server, path, token)).status]).toEqual([path, 400]);
		}

		const reports = await call(server, '/api/v3.0/expense/reports?limit=2&user=ALL', token);
		const {NextPage: next} = await reports.json() as {NextPage: string};
		const more = await call(server, next.replace(server.origin, ''), token);
		expect((await more.json() as Body)['Items']).toHaveLength(2);
	});

	test('ten trips come at once, and the link leads to the two that are left', async () => {
		const server = await openedPractice();
		const token = await granted(server, 'company', ['travel.itinerary.read']);
		const first = await call(server, '/travel/v4/trips', token);
		const {operations} = await first.json() as {operations: ReadonlyArray<{rel: string; href: string}>};
		expect(operations).toHaveLength(1);
		const rest = await call(server, operations[0]!.href.replace(server.origin, ''), token);
		expect(await rest.json()).toMatchObject({data: [{}, {}], operations: []});
	});

	test('the IDs of people need either scope, their names a core scope', async () => {
		const server = await openedPractice();
		const path = '/profile/identity/v4/Users?count=1';
		const ids =
			await (await call(server, path, await granted(server, 'company', ['identity.user.ids.read']))).text();
		const names =
			await (await call(server, path, await granted(server, 'company', ['identity.user.core.read']))).text();
		expect(ids).not.toContain('ada.rechnung');
		expect(names).toContain('ada.rechnung');
	});

	test('an app sees the topics that its other scopes open, and none with events.topic.read alone', async () => {
		const server = await openedPractice();
		const token = await granted(server, 'app', ['events.topic.read', 'expense.report.read']);
		expect(await (await call(server, '/events/v4/topics', token)).json()).toEqual(['public.concur.expense.report']);
	});
});

describe('a person of the company asks for a token', () => {
	test('it is theirs, and so are its refreshes', async () => {
		const server = await openedPractice();
		const app = await createdApp(server, {grants, scopes: ['openid', 'spend.list.read']});
		const form = {
			...app, grant_type: 'password', credtype: 'password', username: 'Ada.Rechnung@practice.example',
			password: 'practice-only',
		};
		const first = await postToken(server, form);
		expect(first.status).toBe(200);
		const user = {'concur.type': 'user', sub: '00000000-0000-4000-8000-000000000001'};
		expect(decodeJwt(String(first.body['id_token']))).toMatchObject(user);
		const second = await postToken(server, refreshForm(form, first.body));
		expect(decodeJwt(String(second.body['access_token']))).toMatchObject(user);
	});

	test.each([
		['a wrong password', {password: 'wrong'}],
		['a name that nobody has', {username: 'nobody@practice.example'}],
		['a person who has left', {username: 'farah.safar@practice.example'}],
	])('with %s it is refused with error 5', async (_what, change) => {
		const server = await openedPractice();
		const app = await createdApp(server, {grants, scopes: ['spend.list.read']});
		const form = {
			...app, grant_type: 'password', username: 'ada.rechnung@practice.example',
			password: 'practice-only', ...change,
		};
		expect(await postToken(server, form)).toMatchObject({status: 400, body: {code: 5}});
	});
});

describe('a scope that is taken away', () => {
	const scopes = ['identity.user.ids.read', 'spend.list.read'];

	test('is missing from the next token and from its refreshes; a new request token brings it back', async () => {
		const server = await openedPractice();
		const app = await createdApp(server, {grants, scopes});
		const obtain = async () => {
			const {companyUUID, companyRequestToken} = (await server.issueRequestToken(app.client_id))!;
			return postToken(server, {
				...app, grant_type: 'password', credtype: 'authtoken', username: companyUUID,
				password: companyRequestToken,
			});
		};

		await setFault(server, {kind: 'without-scope', scope: 'spend.list.read', calls: 1});
		const first = await obtain();
		expect(first.body['scope']).toBe('identity.user.ids.read');
		expect((await call(server, '/list/v4/lists', first)).status).toBe(403);
		const refreshed = await postToken(server, refreshForm(app, first.body));
		expect(refreshed.body['scope']).toBe('identity.user.ids.read');
		const second = await obtain();
		expect(second.body['scope']).toBe(scopes.join(' '));
		expect((await call(server, '/list/v4/lists', second)).status).toBe(200);
	});

	test('is a documented one', async () => {
		const server = await openedPractice();
		const answer = await setFault(server, {kind: 'without-scope', scope: 'nothing.read'});
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('scope must be a documented scope');
	});
});

test('an app that is issued without the form is allowed what was asked for, in another process too', async () => {
	const folder = temporaryFolder();
	const server = await openedPractice({folder});
	const attached = await openedPractice({folder});
	expect([server.isAttached, attached.isAttached]).toEqual([false, true]);
	for (const {issueAppCredentials} of [server, attached]) {
		// One after the other: they share the ledger.
		const app = await issueAppCredentials({
			grants: ['password', 'refresh_token', 'nonsense'], scopes: ['spend.list.read', 'nonsense'],
		});
		const {companyUUID, companyRequestToken} = (await server.issueRequestToken(app.appID))!;
		const {body} = await postToken(server, {
			client_id: app.appID, client_secret: app.clientSecret, grant_type: 'password',
			username: companyUUID, password: companyRequestToken, credtype: 'authtoken',
		});
		expect(body['scope']).toBe('spend.list.read');
		const {body: own} = await postToken(server, {
			client_id: app.appID, client_secret: app.clientSecret, grant_type: 'client_credentials',
		});
		expect(own['error']).toBeDefined();
	}
});

test('a fault strikes at one API, or at every one of them, and leaves the token endpoint alone', async () => {
	const server = await openedPractice();
	const token = await granted(server, 'company', ['spend.list.read', 'locality.read']);
	const statuses = async () => [
		(await call(server, '/list/v4/lists', token)).status,
		(await call(server, '/localities/v5/countries', token)).status,
	];
	await setFault(server, {kind: 'status', status: 429, path: '/list/v4/lists', calls: 1});
	expect(await statuses()).toEqual([429, 200]);
	await setFault(server, {kind: 'status', status: 503, path: 'apis', calls: 2});
	expect((await granted(server, 'company', ['spend.list.read'])).status).toBe(200);
	expect(await statuses()).toEqual([503, 503]);
	expect(await statuses()).toEqual([200, 200]);
	const unknown = await setFault(server, {kind: 'html', path: '/nowhere'});
	expect(await unknown.text()).toContain('path must be one of token, users, apis, /profile/identity/v4/Users');
});
