import {expect, test} from 'vitest';
import {parseScopes} from '../../source/concur/parse-scopes.js';

test.each([
	['', []],
	['openid', ['openid']],
	['  user.read\tlist.read\n', ['user.read', 'list.read']],
	['user.read list.read user.read', ['user.read', 'list.read']],
])('the scope %j of a granted token names %j, each once and in its order', (scope, names) => {
	expect(parseScopes(scope)).toEqual(names);
});
