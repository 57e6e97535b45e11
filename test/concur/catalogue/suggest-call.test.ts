import {expect, test} from 'vitest';
import {suggestedPath} from '../../../source/concur/catalogue/suggest-call.js';

const lists = '/list/v4/lists';
const users = '/profile/identity/v4/Users?count=1';
const budget = '/budget/v4/budgetItemHeader';

test.each([
	['its scope is granted', {granted: ['budgetitem.read']}, budget],
	['it was proven', {granted: ['budgetitem.read', 'identity.user.ids.read'], proven: ['budget-v4']}, budget],
	['every company has it', {granted: ['budgetitem.read', 'identity.user.ids.read']}, users],
	['it is allowed', {granted: ['spend.list.read', 'identity.user.ids.read'], allowed: ['/list/v4', '/b']}, lists],
	['it is allowed, where the scopes are not known', {granted: undefined, allowed: ['/budget/v4']}, budget],
])('a call is suggested because %s', (_why, options, path) => {
	expect(suggestedPath(options)).toBe(path);
});

test.each([
	['no scope is granted', {granted: ['openid']}],
	['what is granted is not allowed', {granted: ['spend.list.read'], allowed: ['/budget/v4']}],
	['what is proven takes the app\'s own token', {granted: ['events.topic.read'], proven: ['event-subscription-v4']}],
])('none is suggested where %s', (_why, options) => {
	expect(suggestedPath(options)).toBeUndefined();
});
