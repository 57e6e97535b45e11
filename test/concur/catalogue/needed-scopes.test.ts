import {describe, expect, test} from 'vitest';
import {findApi} from '../../../source/concur/catalogue/apis.js';
import {scopesLackedByCall, scopesNeededForProof} from '../../../source/concur/catalogue/needed-scopes.js';

describe('the scopes that a refused proof names', () => {
	const api = findApi('identity-v4')!;
	const needed = (...granted: readonly string[]) => scopesNeededForProof({api, access: 'read'}, api.proof!, granted);

	test('are everything that the API still needs, so that the app is changed once', () => {
		expect(needed('openid')).toEqual(['identity.user.core.read', 'identity.user.ids.read']);
		expect(scopesNeededForProof({api, access: 'write'}, api.proof!, ['openid']))
			.toEqual(['identity.user.core.read', 'identity.user.coreenterprise.writeonly', 'identity.user.ids.read']);
	});

	test('are none where the granted ones open the call', () => {
		expect(needed('identity.user.ids.read')).toEqual([]);
	});
});

describe('the scopes that a call lacks', () => {
	test.each([
		['GET', '/list/v4/lists', 'budgetitem.read', ['spend.list.read']],
		['HEAD', '/list/v4/lists?page=2', 'budgetitem.read', ['spend.list.read']],
		['GET', '/list/v4/lists/27', 'budgetitem.read', ['spend.list.read']],
		['GET', '/list/v4/lists', 'spend.list.write', []],
		['POST', '/list/v4/lists', 'spend.list.read', ['spend.list.write']],
		['POST', '/list/v4/lists', 'spend.list.write', []],
		['GET', '/profile/identity/v4.1/Users?count=9', '', ['identity.user.core.read', 'identity.user.ids.read']],
	])('%s %s with %s: %j', (method, path, granted, lacked) => {
		expect(scopesLackedByCall(method, path, [granted])).toEqual(lacked);
	});

	test.each([
		['of another API below the same path', 'GET', '/list/v4/lists/27/children'],
		['that the catalogue does not know', 'GET', '/some/v4/path'],
		['whose name only begins like one', 'GET', '/list/v4/listsome'],
		['that deletes, which may need a scope of its own', 'DELETE', '/list/v4/lists/27'],
	])('are not guessed for a path %s', (_what, method, path) => {
		expect(scopesLackedByCall(method, path, ['budgetitem.read'])).toEqual([]);
	});

	test('are not guessed for a change that another scope of the API may allow', () => {
		expect(scopesLackedByCall('PATCH', '/profile/identity/v4/Users/1', ['identity.user.sap.writeonly']))
			.toEqual([]);
	});
});
