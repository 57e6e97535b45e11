import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	advise, resolveChoices, compareScopes, minimalScopes, isGranted, needsOf, type Access, type ApiChoice,
} from '../../../source/concur/catalogue/advise.js';
import {parseScopes} from '../../../source/concur/parse-scopes.js';
import {apis, currentApis, findApi, usedTokenLevel} from '../../../source/concur/catalogue/apis.js';
import {isWriteScope, documentedScopes, type Scope} from '../../../source/concur/catalogue/documented-scopes.js';

function choices(access: Access, ...ids: readonly string[]): readonly ApiChoice[] {
	return ids.map(id => ({api: findApi(id)!, access}));
}

/** Every set that can be made of some scopes. */
function subsets<Item>(items: readonly Item[]): ReadonlyArray<readonly Item[]> {
	const isIn = (bits: number, index: number) => (bits & (2 ** index)) !== 0;
	return Array.from({length: 2 ** items.length}, (_, bits) => items.filter((_item, index) => isIn(bits, index)));
}

function meets(needs: ReadonlyArray<readonly string[]>, scopes: readonly string[]): boolean {
	return needs.every(need => need.some(scope => scopes.includes(scope)));
}

const writers = (scopes: readonly string[]) => scopes.filter(scope => isWriteScope(scope)).length;

/** Some choices of different APIs. */
const someChoices = (maxLength: number) => fc.uniqueArray(anyChoice, {maxLength, selector: ({api}) => api.id});

const anyChoice = fc.record({
	api: fc.constantFrom(...apis.filter(({end}) => end?.kind !== 'shut-down')),
	access: fc.constantFrom<Access>('read', 'write'),
});

describe('the fewest scopes', () => {
	test('are really the fewest: no smaller set meets the same needs without writing more', () => {
		const pool =
			['spend.list.read', 'FISVC', 'attendee.read', 'LIST', 'user.read', 'receipts.write', 'locality.read'];
		const need = fc.uniqueArray(fc.constantFrom(...pool), {minLength: 1, maxLength: 4});
		fc.assert(fc.property(fc.array(need, {maxLength: 8}), needs => {
			const found = minimalScopes(needs);
			expect(meets(needs, found)).toBe(true);
			for (const other of subsets(pool).filter(scopes => meets(needs, scopes))) {
				const isLess = writers(other) < writers(found)
					|| (writers(other) === writers(found) && other.length < found.length);
				expect(isLess, `${other.join(', ')} is less than ${found.join(', ')}`).toBe(false);
			}
		}), {numRuns: 300});
	});

	test('of any APIs open each of them, and none can be left out', () => {
		fc.assert(fc.property(someChoices(12), chosen => {
			const {scopes} = advise(chosen);
			const needs = chosen.flatMap(choice => needsOf(choice));
			expect(isGranted(needs, scopes)).toBe(true);
			for (const scope of scopes) {
				expect(meets(needs, scopes.filter(other => other !== scope)), scope).toBe(false);
			}
		}), {numRuns: 300});
	});

	test('of APIs in the catalogue are no more than any other set that opens them has', () => {
		fc.assert(fc.property(someChoices(3), chosen => {
			const needs = chosen.flatMap(choice => needsOf(choice));
			const pool = [...new Set(needs.flat())];
			fc.pre(pool.length <= 12);
			const {scopes} = advise(chosen);
			const smaller = subsets(pool).filter(other => other.length < scopes.length && meets(needs, other));
			expect(smaller.filter(other => writers(other) <= writers(scopes))).toEqual([]);
		}), {numRuns: 200});
	});

	test('are found at once for the whole catalogue', () => {
		const started = performance.now();
		expect(advise(currentApis.map(api => ({api, access: 'write'}))).scopes.length).toBeGreaterThan(40);
		expect(performance.now() - started).toBeLessThan(2000);
	});

	/** Whether one of these needs is met by nothing that only reads. */
	const isWritingWanted = (needs: ReadonlyArray<readonly Scope[]>) =>
		needs.some(need => need.every(name => isWriteScope(name)));

	test('of reading never write where a scope that only reads will do', () => {
		fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...currentApis), {maxLength: 10}), chosen => {
			const read = chosen.map(api => ({api, access: 'read'} as const));
			for (const scope of advise(read).scopes.filter(name => isWriteScope(name))) {
				const wanting = read.flatMap(choice => needsOf(choice)).filter(need => need.includes(scope));
				expect(wanting).toSatisfy(isWritingWanted);
			}
		}));
	});

	test.each([
		[['list-v4'], 'read', ['spend.list.read']],
		[['list-v4'], 'write', ['spend.list.write']],
		[['attendees-v4'], 'write', ['attendee.write']],
		[['meetings-v4'], 'write', ['meetings.read', 'meetings.write']],
		[['identity-v4', 'identity-v4.1'], 'read', ['identity.user.core.read', 'identity.user.ids.read']],
		[['reports-v4', 'expenses-v4', 'allocations-v4'], 'read', ['expense.report.read']],
		[['reports-v4', 'expense-tax-v4'], 'write', ['expense.report.readwrite', 'expense.report.tax.readwrite']],
		[['travel-request-v4'], 'read', ['travelrequest.write']],
		[['maestro-v4'], 'read', ['maestro.alerts.writeonly']],
	] as const)('for %j to %s are %j', (ids, access, scopes) => {
		expect(advise(choices(access, ...ids)).scopes).toEqual(scopes);
	});

	test('never hold openid', () => {
		expect(documentedScopes).not.toContain('openid');
		expect(advise(currentApis.map(api => ({api, access: 'write'}))).scopes).not.toContain('openid');
	});
});

describe('the grants', () => {
	test('are the two of a company token', () => {
		expect(advise(choices('write', 'list-v4', 'financial-integration-v4')).grants)
			.toEqual(['password', 'refresh_token']);
		expect(advise([]).grants).toEqual(['password', 'refresh_token']);
	});

	test('hold client_credentials where an API takes the app\'s own token', () => {
		expect(advise(choices('read', 'list-v4', 'event-subscription-v4')).grants)
			.toEqual(['password', 'refresh_token', 'client_credentials']);
	});
});

describe('what was granted beside what is needed', () => {
	test('all there', () => {
		const granted = ['openid', 'spend.list.read', 'budgetitem.read'];
		expect(compareScopes(choices('read', 'list-v4', 'budget-v4'), granted))
			.toEqual({used: ['budgetitem.read', 'spend.list.read'], missing: [], beyond: [], closed: []});
	});

	test('missing scopes are named with the APIs that they close', () => {
		const compared = compareScopes(choices('read', 'list-v4', 'budget-v4'), ['spend.list.read']);
		expect(compared.missing).toEqual(['budgetitem.read']);
		expect(compared.closed.map(({api, missing}) => [api.id, missing]))
			.toEqual([['budget-v4', ['budgetitem.read']]]);
	});

	test('a scope that writes opens reading too, and is not missed', () => {
		expect(compareScopes(choices('read', 'list-v4'), ['spend.list.write']))
			.toMatchObject({used: ['spend.list.write'], missing: [], beyond: []});
	});

	test('what none of the chosen APIs uses is beyond need, in the order of the documentation', () => {
		const granted = ['user.read', 'spend.list.write', 'spend.list.read', 'ATTEND', 'not.documented'];
		expect(compareScopes(choices('read', 'list-v4'), granted).beyond)
			.toEqual(['ATTEND', 'spend.list.write', 'user.read', 'not.documented']);
	});

	test('an API that takes the app\'s own token is not closed by what the company\'s token lacks, '
		+ 'nor uses nothing of it', () => {
		const both = choices('read', 'list-v4', 'event-subscription-v4');
		expect(compareScopes(both, ['spend.list.read'])).toMatchObject({missing: [], closed: []});
		expect(compareScopes(both, ['spend.list.read', 'events.topic.read'])).toMatchObject({beyond: []});
	});

	test('used, missing and beyond share nothing; with what is missing everything is open', () => {
		const someScopes = fc.uniqueArray(fc.constantFrom(...documentedScopes), {maxLength: 20});
		fc.assert(fc.property(someChoices(6), someScopes, (chosen, granted) => {
			const {used, missing, beyond, closed} = compareScopes(chosen, granted);
			const ofCompany = chosen.filter(({api}) => usedTokenLevel(api) === 'company')
				.flatMap(choice => needsOf(choice));
			expect(meets(ofCompany, [...used, ...missing])).toBe(true);
			expect(missing.filter(scope => granted.includes(scope))).toEqual([]);
			expect([...used, ...beyond].toSorted()).toEqual([...granted].toSorted());
			expect(closed.length > 0).toBe(missing.length > 0);
			expect(closed.filter(each => each.missing.length === 0)).toEqual([]);
		}), {numRuns: 300});
	});
});

test('a saved choice that the catalogue no longer knows is left out', () => {
	expect(resolveChoices([{id: 'list-v4', access: 'write'}, {id: 'list-v99', access: 'read'}]))
		.toEqual([{api: findApi('list-v4'), access: 'write'}]);
});

test('scopes are told apart by any white space, each once', () => {
	expect(parseScopes(' openid  spend.list.read\nopenid ')).toEqual(['openid', 'spend.list.read']);
	expect(parseScopes('')).toEqual([]);
});
