import {describe, expect, test} from 'vitest';
import {openedHome} from '../sessions/opened-terminal.js';
import {finishedProfile, ranProgram, type FinishedProfile} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

/** `scopes` on a machine where nothing was set up, without a network. */
async function asked(...given: readonly string[]) {
	return ranProgram(['scopes', ...given], {home: openedHome()});
}

/** Lets the profile's token have been granted these scopes. */
async function letGrantedBe({store}: FinishedProfile, scope: string): Promise<void> {
	await store.update(settings => ({
		...settings, token: {...settings.token!, object: {...settings.token!.object, scope}},
	}));
}

describe('scopes', () => {
	test('tells the grants and the fewest scopes of the named APIs, with their pages', async () => {
		const {code, stdout, stderr} = await asked('list-v4', 'identity-v4');
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout).toBe(`Grants  password, refresh_token
Scopes  identity.user.core.read
        identity.user.ids.read
        spend.list.read

API          access  token          scopes
list-v4      read    company, user  spend.list.read
identity-v4  read    company        identity.user.core.read
                                    identity.user.ids.read

List v4: https://developer.concur.com/api-reference/common/lists/v4.list.html
  Optional scopes:
    spend.list.delete  to delete lists

Identity v4: https://developer.concur.com/api-reference/profile/v4.identity.html
  Optional scopes:
    identity.user.enterprise.read            employee number, cost centre, manager
    identity.user.coresensitive.read         addresses, e-mail, phone numbers, dates of birth
    identity.user.sap.read                   SAP Global ID
    identity.user.sap.writeonly              to assign an SAP Global ID
    identity.user.externalID.writeonly       to write the external ID
    identity.user.emails.verified.writeonly  to mark an e-mail address as verified
    identity.user.delete                     to delete users for good
`);
	});

	test('--write tells those of reading and writing', async () => {
		const {stdout} = await asked('list-v4', '--write');
		expect(stdout).toMatch(/list-v4 +read, write +company, user +spend\.list\.write/);
	});

	test('--names prints nothing but the scopes, one a line, each once', async () => {
		expect(await asked('--names', 'reports-v4', 'expenses-v4', 'BUDGET-V4'))
			.toMatchObject({code: 0, stdout: 'budgetitem.read\nexpense.report.read\n', stderr: ''});
	});

	test('names client_credentials and the command of an app token where an API takes one', async () => {
		const {stdout} = await asked('event-subscription-v4');
		expect(stdout).toContain('Grants  password, refresh_token, client_credentials');
		expect(stdout).toMatch(/: concur-tokens token --app$/m);
		expect((await asked('event-subscription-v4', '--profile', 'sandbox')).stdout)
			.toMatch(/: concur-tokens token --app --profile sandbox$/m);
	});

	test('as JSON has the shape that is documented', async () => {
		const told = jsonShapes.scopes.parse(JSON.parse((await asked('list-v4', '--json')).stdout));
		expect(told).toEqual({
			scopes: ['spend.list.read'],
			grants: ['password', 'refresh_token'],
			apis: [{
				id: 'list-v4', name: 'List', version: 'v4', token: ['company', 'user'], scopes: ['spend.list.read'],
				page: 'https://developer.concur.com/api-reference/common/lists/v4.list.html',
			}],
		});
	});

	test('without an API lists the catalogue by product area, nothing deprecated among it', async () => {
		const {code, stdout} = await asked();
		expect(code).toBe(0);
		expect(stdout).toMatch(/^Lists and places\n {2}list-v4 +read, write +company, user +yes$/m);
		expect(stdout).not.toContain('lists-v3');
		const {apis} = jsonShapes.scopes.parse(JSON.parse((await asked('--json')).stdout));
		expect(apis.length).toBeGreaterThan(75);
		expect(stdout.split('\n').every(line => line.length <= 80)).toBe(true);
	});

	test.each([
		[['listv4'], 'No API has this name. Did you mean list-v4'],
		[['list-v4', 'identity'], 'No API has this name, number 2 of those named. Did you mean identity-v4'],
		[['request-v3'], 'SAP Concur shut down Request v3 on 2026-11-03.\nUse travel-request-v4 instead.'],
	])('%j ends with 2 and says which API is meant', async (given, words) => {
		const {code, stdout, stderr} = await asked(...given);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(words);
	});

	test('does not repeat what was given: it may be a secret', async () => {
		const {stderr} = await asked('9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d');
		expect(stderr).not.toContain('9b8a7c6d');
	});

	test('says of a deprecated API what its successor is, and answers all the same', async () => {
		expect(await asked('--names', 'lists-v3')).toMatchObject({
			code: 0, stdout: 'LIST\n', stderr: 'Lists v3 is deprecated. Its successor is list-v4.\n',
		});
	});
});

describe('scopes --granted', () => {
	test('tells what is missing and what is beyond need, and ends with 1', async () => {
		const profile = await finishedProfile();
		await letGrantedBe(profile, 'openid spend.list.read identity.user.core.read');
		const {code, stdout} = await profile.run(['scopes', '--granted', 'list-v4', 'budget-v4']);
		expect(code).toBe(1);
		expect(stdout).toBe(`3 granted, 2 needed.

✘ Missing, needed by budget-v4:
  budgetitem.read

Add it to the app, then generate a new company request token: a token's scopes are fixed when it is issued.
To do this in the guided session (stage 3): concur-tokens

! Granted, but not needed by these APIs:
  identity.user.core.read
`);
		const {stdout: json} = await profile.run(['scopes', '--granted', 'list-v4', 'budget-v4', '--json']);
		expect(jsonShapes.grantedScopes.parse(JSON.parse(json))).toEqual({
			granted: ['openid', 'spend.list.read', 'identity.user.core.read'],
			missing: ['budgetitem.read'],
			beyond: ['identity.user.core.read'],
			apis: [{id: 'budget-v4', missing: ['budgetitem.read']}],
		});
	});

	test('takes the APIs that the profile has chosen, and ends with 0 when all scopes are there', async () => {
		const profile = await finishedProfile();
		await letGrantedBe(profile, 'spend.list.read');
		await profile.store.update(settings => ({...settings, chosenApis: [{id: 'list-v4', access: 'read'}]}));
		expect(await profile.run(['scopes', '--granted'])).toMatchObject({
			code: 0, stderr: '', stdout: '1 granted, 1 needed.\n\n✔ All required scopes are granted.\n',
		});
		await profile.store.update(settings => ({...settings, chosenApis: [{id: 'list-v4', access: 'write'}]}));
		expect(await profile.run(['scopes', '--granted'])).toMatchObject({code: 1});
	});

	test('without a choice ends with 2, without a token with 3', async () => {
		const profile = await finishedProfile();
		expect(await profile.run(['scopes', '--granted'])).toMatchObject({code: 2, stdout: ''});
		expect(await asked('--granted', 'list-v4')).toMatchObject({code: 3, stdout: ''});
	});
});
