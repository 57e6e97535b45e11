import {describe, expect, test} from 'vitest';
import {type ChosenApi} from '../../source/concur/catalogue/advise.js';
import {obtainCompanyToken} from '../../source/concur/token-calls.js';
import {composeCredentials} from '../../source/concur/credentials.js';
import {settingsAfterOutcome} from '../../source/store/profile/settings-after-outcome.js';
import {setFault} from '../practice/opened-practice.js';
import {createdApp} from '../practice/panel-visitor.js';
import {openedHome} from '../sessions/opened-terminal.js';
import {finishedProfile, letBearerAge, ranProgram, type FinishedProfile} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

/** A profile whose token lacks these scopes. */
async function profileWithout(...scopes: readonly string[]): Promise<FinishedProfile> {
	const profile = await finishedProfile();
	const {server, store, values} = profile;
	await setFault(server, ...scopes.map(scope => ({kind: 'without-scope', scope, path: 'token', calls: 1} as const)));
	const outcome = await obtainCompanyToken({baseUri: server.origin, credentials: composeCredentials(values)});
	await store.update(settings => settingsAfterOutcome(settings, outcome, values));
	return profile;
}

async function choose({store}: FinishedProfile, ...chosenApis: readonly ChosenApi[]): Promise<void> {
	await store.update(settings => ({...settings, chosenApis: [...chosenApis]}));
}

const called = (profile: FinishedProfile, path: string) => profile.log.filter(line => line.includes(path)).length;

describe('prove', () => {
	test('calls each named API once and says in words what came back', async () => {
		const profile = await finishedProfile();
		const {code, stdout, stderr} =
			await profile.run(['prove', 'identity-v4', 'list-v4', 'attendees-v4', 'itinerary-v4']);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout.split('\n').map(line => line.replaceAll(/ +\d+ ms +/g, ' … '))).toEqual([
			expect.stringMatching(/^✔ identity-v4 +200 … \d+ users$/),
			expect.stringMatching(/^✔ list-v4 +200 … 3 lists$/),
			expect.stringMatching(/^✔ attendees-v4 +200 … 1 attendee or more$/),
			expect.stringMatching(/^✔ itinerary-v4 +200 … 10 trips or more$/),
			'',
		]);
		expect(called(profile, '/list/v4/lists')).toBe(1);
	});

	test('proves every API of the catalogue that has a suitable read-only call, '
		+ 'and the app\'s own with the app\'s token', async () => {
		const profile = await finishedProfile();
		const ids = [
			'identity-v4', 'identity-v4.1', 'spend-extension-v4.1', 'travel-extension-v4', 'list-v4', 'budget-v4',
			'localities-v5', 'attendees-v4', 'attendee-types-v4', 'vendor-v3.1', 'itinerary-v4', 'travel-allowance-v4',
			'travel-request-v4', 'reports-v3',
		];
		const {code, stdout} = await profile.run(['prove', '--json', ...ids]);
		const told = jsonShapes.prove.parse(JSON.parse(stdout));
		expect(told.map(({api, verdict}) => [api, verdict])).toEqual(ids.map(id => [id, 'proven']));
		expect(code).toBe(0);
		expect(told.find(({api}) => api === 'vendor-v3.1')?.detail).toBe('4 vendors');
		expect(told.find(({api}) => api === 'budget-v4')?.detail).toBe('5 budgets');
		expect(told.find(({api}) => api === 'localities-v5')?.detail).toBe('8 countries');
	});

	test('calls what the profile has chosen; what has no suitable read-only call '
		+ 'is said to be unproven and is not called', async () => {
		const profile = await finishedProfile();
		await choose(profile, {id: 'financial-integration-v4', access: 'write'}, {id: 'list-v4', access: 'read'});
		const {code, stdout} = await profile.run(['prove', '--json']);
		expect(code).toBe(0);
		expect(jsonShapes.prove.parse(JSON.parse(stdout))).toEqual([
			{
				api: 'financial-integration-v4', status: null, verdict: 'unproven', latency_ms: null, remedy: null,
				detail: 'It has no suitable read-only call, so it was not called.',
			},
			expect.objectContaining({api: 'list-v4', status: 200, verdict: 'proven', detail: '3 lists'}),
		]);
		expect(called(profile, 'financialintegration')).toBe(0);
		const {stdout: rows} = await profile.run(['prove']);
		expect(rows).toMatch(/^○ financial-integration-v4 {2}unproven +It has no suitable read-only call, so it was/);
		expect(rows).toMatch(/not called\.\n✔ list/);
	});

	test('where none of the chosen APIs can be called, proves the token as the session does', async () => {
		const profile = await finishedProfile();
		await choose(profile, {id: 'financial-integration-v4', access: 'write'});
		const {code, stdout} = await profile.run(['prove']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^✔ identity-v4 +200 +\d+ ms +\d+ users\n○ financial-integration-v4 +unproven/);
		// An API that is named is asked for itself.
		const named = await profile.run(['prove', 'financial-integration-v4']);
		expect(named.stdout).toMatch(/^○ financial-integration-v4/);
	});

	test('without identity scopes proves what the granted scopes allow', async () => {
		const scopes = ['identity.user.core.read', 'identity.user.ids.read', 'identity.user.coresensitive.read'];
		const profile = await profileWithout(...scopes);
		const {code, stdout} = await profile.run(['prove']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^✔ list-v4 +200 +\d+ ms +3 lists\n$/);
		expect(called(profile, 'identity')).toBe(0);
	});

	test('a 403 names the scope that was not granted; the token stays proven by the API that accepted it', async () => {
		const profile = await profileWithout('budgetitem.read', 'budgetitem.write');
		await profile.store.update(settings => ({
			...settings, chosenApis: [{id: 'list-v4', access: 'read'}, {id: 'budget-v4', access: 'read'}],
		}));
		const {code, stdout} = await profile.run(['prove', 'list-v4', 'budget-v4']);
		expect(code).toBe(1);
		expect(stdout).toMatch(/^✘ budget-v4 +403 .*without the scope budgetitem\.read/m);
		expect(stdout)
			.toContain('What to do: Add the scope budgetitem.read to the app, generate a new company request token');
		expect(stdout).toMatch(/\nTo do this in the guided session \(stage 2\): concur-tokens\n$/);
		expect(profile.store.read())
			.toMatchObject({connection: {kind: 'accepted'}, proofs: [{verdict: 'proven'}, {verdict: 'refused'}]});
		expect(profile.store.read().proof).toBeUndefined();
		expect(await profile.run(['token'])).toMatchObject({code: 0});
	});

	test('a 403 names every scope that the API needs at once, as scopes --granted does', async () => {
		const scopes = ['identity.user.ids.read', 'identity.user.core.read'] as const;
		const profile = await profileWithout(...scopes, 'identity.user.coresensitive.read');
		const {stdout} = await profile.run(['prove', 'identity-v4']);
		for (const scope of scopes) {
			expect(stdout).toContain(scope);
		}

		expect((await profile.run(['scopes', '--granted', 'identity-v4', '--json'])).stdout)
			.toContain(JSON.stringify({missing: ['identity.user.core.read', 'identity.user.ids.read']}).slice(1, -1));
	});

	test('of one chosen API leaves what came of the others, and '
		+ 'status tells which scope a chosen one lacks', async () => {
		const profile = await profileWithout('budgetitem.read', 'budgetitem.write');
		await choose(profile, {id: 'list-v4', access: 'read'}, {id: 'localities-v5', access: 'read'});
		expect(await profile.run(['prove'])).toMatchObject({code: 0});
		expect(await profile.run(['prove', 'list-v4'])).toMatchObject({code: 0});
		expect(profile.store.read().proofs).toHaveLength(2);
		expect((await profile.run(['status'])).stdout).toMatch(/✔ 6 [\S\s]*✔ 7 /);
		await choose(profile, {id: 'list-v4', access: 'read'}, {id: 'budget-v4', access: 'read'});
		const {stdout} = await profile.run(['status']);
		expect(stdout).toContain('! 6 Generate your refresh token (needs attention)');
		expect(stdout)
			.toContain('The token lacks budgetitem.read, needed by Budget v4. Add it to the app, then generate a new');
	});

	test('an API that the set-up does not need is refused for itself alone: the set-up stays as it was', async () => {
		const profile = await profileWithout('budgetitem.read', 'budgetitem.write');
		const before = profile.store.read();
		expect(await profile.run(['prove', 'budget-v4'])).toMatchObject({code: 1});
		expect(profile.store.read()).toEqual(before);
		expect(await profile.run(['token'])).toMatchObject({code: 0});
	});

	test('a 403 with every scope granted blames none, nor the token that another API accepted', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'status', status: 403, path: '/budget/v4/budgetItemHeader'});
		const {code, stdout} = await profile.run(['prove', 'budget-v4', 'list-v4']);
		expect(code).toBe(1);
		expect(stdout).toContain('forbids this call although the token works');
		expect(stdout).not.toContain('without the scope');
	});

	test('a token that is not accepted undoes what was proven, everywhere', async () => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'status', status: 401, path: 'apis'});
		expect(await profile.run(['prove', 'list-v4'])).toMatchObject({code: 1});
		expect(profile.store.read().connection).toMatchObject({kind: 'refused', status: 401});
		expect(await profile.run(['status'])).toMatchObject({code: 1});
	});

	test('ends with 4 when nothing answers, with 3 without a token, with 2 for an unknown API', async () => {
		const profile = await finishedProfile();
		await profile.server.close();
		expect(await profile.run(['prove', 'list-v4'])).toMatchObject({code: 4});
		expect(await ranProgram(['prove', 'list-v4'], {home: openedHome()})).toMatchObject({code: 3, stdout: ''});
		expect(await ranProgram(['prove', 'lits-v4'], {home: openedHome()})).toMatchObject({code: 2, stdout: ''});
	});

	test('with no scope that opens anything takes a refresh grant whose id_token verifies', async () => {
		const profile = await finishedProfile();
		await profile.store.update(settings => ({...settings, bearer: {...settings.bearer!, scope: 'FISVC'}}));
		const {code, stdout} = await profile.run(['prove']);
		expect(stdout).toMatch(/^✔ refresh grant +200 +\d+ ms +accepted, id_token verified\n$/);
		expect(code).toBe(0);
		expect(profile.refreshGrants()).toBe(1);
		expect(profile.store.read()).toMatchObject({proof: {by: 'grant'}, connection: {kind: 'accepted'}});
	});

	test('holds neither a token nor a secret in what it prints', async () => {
		const profile = await finishedProfile();
		const {stdout} = await profile.run(['prove', 'list-v4', '--json']);
		expect(stdout).not.toContain(profile.store.read().bearer!.accessToken);
	});
});

/** A profile whose app may ask for a token of its own: Concur's panel allows the grant. */
async function profileOfApp(): Promise<FinishedProfile> {
	return finishedProfile('default', async server => {
		const {client_id: appID, client_secret: clientSecret} = await createdApp(server, {
			grants: ['password', 'refresh_token', 'client_credentials'],
			scopes: ['spend.list.read', 'events.topic.read'],
		});
		return {appID, clientSecret};
	});
}

const appGrants = ({log}: FinishedProfile) => log.filter(line => line.includes('client_credentials')).length;

describe('token --app', () => {
	test('prints the app\'s own token alone, and says on standard error what it can\'t do', async () => {
		const profile = await profileOfApp();
		const {code, stdout, stderr} = await profile.run(['token', '--app']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
		expect(stderr).toContain('Company and user APIs refuse it, often with status 500');
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	test('is cached apart: the company\'s token stays what it was, and a second call asks for nothing', async () => {
		const profile = await profileOfApp();
		const before = profile.store.read();
		const first = await profile.run(['token', '--app']);
		expect((await profile.run(['token', '--app'])).stdout).toBe(first.stdout);
		expect(appGrants(profile)).toBe(1);
		const {appBearer, updatedAt: _, ...rest} = profile.store.read();
		const {updatedAt: _before, ...restBefore} = before;
		expect(rest).toEqual(restBefore);
		expect(first.stdout.trim()).toBe(appBearer!.accessToken);
		expect((await profile.run(['token'])).stdout.trim()).toBe(before.bearer!.accessToken);
		const told = jsonShapes.token.parse(JSON.parse((await profile.run(['token', '--app', '--json'])).stdout));
		expect(told.access_token).toBe(appBearer!.accessToken);
	});

	test('many at once lead to one grant', async () => {
		const profile = await profileOfApp();
		const all = await Promise.all(Array.from({length: 4}, async () => profile.run(['token', '--app'])));
		expect(new Set(all.map(({stdout}) => stdout)).size).toBe(1);
		expect(appGrants(profile)).toBe(1);
	});

	test('proves the API that takes it, whose list may be empty', async () => {
		const profile = await profileOfApp();
		await letBearerAge(profile, 60 * 60 * 1000);
		const {code, stdout} = await profile.run(['prove', 'event-subscription-v4', '--json']);
		expect(jsonShapes.prove.parse(JSON.parse(stdout))[0]).toMatchObject({verdict: 'proven', status: 200});
		expect(stdout).toContain('0 topics');
		expect(code).toBe(0);
		expect(appGrants(profile)).toBe(1);
	});

	test('is refused with the grant to allow where the app is not allowed to ask for one', async () => {
		const profile = await finishedProfile();
		const {code, stdout, stderr} = await profile.run(['token', '--app']);
		expect({code, stdout}).toEqual({code: 1, stdout: ''});
		expect(stderr).toContain('allow the grant client_credentials');
		expect(profile.store.read().connection).not.toMatchObject({kind: 'refused'});
		const proven = await profile.run(['prove', 'event-subscription-v4']);
		expect(proven.code).toBe(1);
		expect(proven.stdout).toContain('allow the grant client_credentials');
	});

	test('without a Client ID ends with 3', async () => {
		const {code, stderr} = await ranProgram(['token', '--app'], {home: openedHome()});
		expect(code).toBe(3);
		expect(stderr).toContain('CONCUR_CLIENT_ID and CONCUR_CLIENT_SECRET');
	});

	test('of an app that the environment names writes nothing', async () => {
		const profile = await profileOfApp();
		const home = openedHome({
			CONCUR_CLIENT_ID: profile.values.appID, CONCUR_CLIENT_SECRET: profile.values.clientSecret,
			CONCUR_BASE_URI: profile.server.origin,
		});
		const {code, stdout} = await ranProgram(['token', '--app'], {home});
		expect(code).toBe(0);
		expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
		expect((await ranProgram(['profiles', '--names'], {home})).stdout).toBe('');
	});
});
