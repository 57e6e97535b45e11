import {describe, expect, test} from 'vitest';
import {apis, apiTitle, currentApis, findApi, usedTokenLevel} from '../../../source/concur/catalogue/apis.js';
import {nearestApis} from '../../../source/concur/catalogue/nearest-apis.js';
import {advise, isGranted, needsOf} from '../../../source/concur/catalogue/advise.js';
import {apiSchema, areas, type Api} from '../../../source/concur/catalogue/api.js';
import {proofScopes} from '../../../source/concur/tutorial.js';
import {isWriteScope, documentedScopes, inDocumentedOrder} from '../../../source/concur/catalogue/documented-scopes.js';

/** Every scope that an entry mentions. */
function scopesOf({read, write, more = {}, proof}: Api): readonly string[] {
	return [...read.flat(), ...write.flat(), ...Object.keys(more), ...(proof?.needs.flat() ?? [])];
}

function duplicates(names: readonly string[]): readonly string[] {
	return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('the catalogue holds together', () => {
	test('no API is in it twice', () => {
		expect(duplicates(apis.map(({id}) => id))).toEqual([]);
		expect(duplicates(apis.map(api => apiTitle(api)))).toEqual([]);
	});

	test('no scope is documented twice, whatever its case', () => {
		expect(duplicates(documentedScopes.map(scope => scope.toLowerCase()))).toEqual([]);
	});

	test('an id is the name in kebab-case with the version', () => {
		for (const {id, name, version} of apis) {
			expect(id).toBe(`${name.toLowerCase().replaceAll(' ', '-')}-${version}`);
		}
	});

	test('every scope belongs to an API', () => {
		const mentioned = new Set(apis.flatMap(api => scopesOf(api)));
		expect(documentedScopes.filter(scope => !mentioned.has(scope))).toEqual([]);
	});

	test('every API that still answers is opened by a scope, and mentions none twice for the same thing', () => {
		for (const {id, read, write, more = {}, end} of apis) {
			expect(read.length + write.length > 0, id).toBe(end?.kind !== 'shut-down');
			for (const needs of [read, write]) {
				expect(duplicates(needs.map(need => need.join(' or '))), id).toEqual([]);
				expect(needs.flatMap(need => duplicates(need)), id).toEqual([]);
			}

			const needed = [...read, ...write].filter(need => need.length === 1).flat();
			expect(needed.filter(scope => Object.hasOwn(more, scope)), id).toEqual([]);
		}
	});

	test('the scope that allows least comes first', () => {
		for (const {id, read, proof} of apis) {
			for (const need of [...read, ...(proof?.needs ?? [])]) {
				const writing = need.map(scope => isWriteScope(scope));
				expect(writing, id).toEqual(writing.toSorted((one, other) => Number(one) - Number(other)));
			}
		}
	});

	test('a proof is opened by scopes that open its API, and by those that are proposed to whoever reads it', () => {
		const proven = apis.filter(({proof}) => proof);
		expect(proven.length).toBeGreaterThanOrEqual(14);
		for (const api of proven) {
			const opening = new Set(needsOf({api, access: 'write'}).flat());
			expect(api.proof!.needs.flat().filter(scope => !opening.has(scope)), api.id).toEqual([]);
			const {scopes} = advise([{api, access: 'read'}]);
			expect(isGranted(api.proof!.needs, scopes), api.id).toBe(true);
			expect(api.end, api.id).toBeUndefined();
		}
	});

	test('every page is the documentation\'s', () => {
		for (const {id, page} of apis) {
			expect(new URL(page).origin, id).toBe('https://developer.concur.com');
			expect(page, id).toMatch(/\.html$/);
		}
	});

	test('every area has an API, and a successor is one that is current', () => {
		expect(areas.filter(area => !currentApis.some(api => api.area === area))).toEqual([]);
		for (const {end} of apis) {
			expect(end?.successor === undefined || currentApis.some(({id}) => id === end.successor)).toBe(true);
		}
	});

	test('nothing deprecated is proposed by default', () => {
		expect(currentApis.filter(({end}) => end !== undefined)).toEqual([]);
		const proposed = nearestApis('lists-v3');
		expect(proposed.filter(({end}) => end !== undefined)).toEqual([]);
	});

	test('the scopes that are proposed to whoever chooses no API open the proof that every company has', () => {
		const {read, proof} = findApi('identity-v4')!;
		expect(read.flat().toSorted()).toEqual(proofScopes);
		expect(isGranted(proof!.needs, proofScopes)).toBe(true);
	});

	test('sensitive answers and unacknowledged work are no proofs', () => {
		for (const id of ['financial-integration-v4', 'detokenizer-v4', 'detokenizer-v5', 'invoice-pay-v4']) {
			expect(findApi(id)!.proof, id).toBeUndefined();
		}
	});

	test.each(apis.map(api => [api.id, api] as const))('%s says nothing that an entry may not say', (_id, api) => {
		expect(apiSchema().safeParse(api).error).toBeUndefined();
	});

	test('an entry with a word that it may not say, or a scope that is not documented, is refused', () => {
		const entry = {
			id: 'list-v4', name: 'List', version: 'v4', area: 'Lists and places', tokens: ['company'],
			read: [['spend.list.read']], write: [],
			page: 'https://developer.concur.com/api-reference/common/lists/v4.list.html',
		};
		expect(apiSchema().safeParse(entry).success).toBe(true);
		expect(apiSchema().safeParse({...entry, read: [['spend.lists.read']]}).success).toBe(false);
		expect(apiSchema().safeParse({...entry, read: [[]]}).success).toBe(false);
		expect(apiSchema().safeParse({...entry, page: 'https://example.com'}).success).toBe(false);
		expect(apiSchema().safeParse({...entry, tokens: ['nobody']}).success).toBe(false);
		expect(apiSchema().safeParse({...entry, colour: 'red'}).success).toBe(false);
	});
});

describe('an API is found', () => {
	test('by its id, whatever its case', () => {
		expect(findApi('List-V4')?.id).toBe('list-v4');
		expect(findApi('list')).toBeUndefined();
	});

	test.each([
		['lits-v4', 'list-v4'],
		['listv4', 'list-v4'],
		['identity', 'identity-v4'],
		['financial-integration-service-v4', 'financial-integration-v4'],
		['request-v4', 'travel-request-v4'],
		['event subscription service', 'event-subscription-v4'],
		['budget_v4', 'budget-v4'],
		['vendors', 'vendor-v3.1'],
	])('%s is near to %s', (given, near) => {
		expect(nearestApis(given).map(({id}) => id)).toContain(near);
	});
});

test('an API that takes a company\'s token is called with one, any other with the app\'s own', () => {
	expect(usedTokenLevel(findApi('list-v4')!)).toBe('company');
	expect(usedTokenLevel(findApi('event-subscription-v4')!)).toBe('app');
});

test('scopes are shown in the order of the documentation, unknown ones last', () => {
	expect(inDocumentedOrder(['what.is.this', 'spend.list.read', 'FISVC', 'ATTEND']))
		.toEqual(['ATTEND', 'FISVC', 'spend.list.read', 'what.is.this']);
});
