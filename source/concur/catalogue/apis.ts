import {areas, type Api, type ApiEntry, type Area, type TokenLevel} from './api.js';
import {budgetApis, financeApis, invoiceApis, receiptApis} from './areas/accounting.js';
import {eventApis} from './areas/events-and-messages.js';
import {expenseApis} from './areas/expense.js';
import {listApis, peopleApis} from './areas/master-data.js';
import {requestApis, travelApis} from './areas/travel.js';

const entries: Readonly<Record<Area, readonly ApiEntry[]>> = {
	People: peopleApis,
	'Lists and places': listApis,
	Expense: expenseApis,
	Receipts: receiptApis,
	Request: requestApis,
	Travel: travelApis,
	Invoice: invoiceApis,
	Finance: financeApis,
	Budget: budgetApis,
	'Events and messages': eventApis,
};

/**
Every API in the catalogue, by product area, with current ones first within each.

To add one, write an entry in the list of its area; the catalogue's test reports anything missing.

@see https://developer.concur.com/api-reference/
*/
export const apis: readonly Api[] = areas.flatMap(area => entries[area].map(entry =>
	({...entry, area, page: `https://developer.concur.com${entry.page}`})));

/** The APIs that may be suggested: none that are deprecated or shut down. */
export const currentApis: readonly Api[] = apis.filter(({end}) => end === undefined);

/** Finds an API by its ID, ignoring case; undefined if the catalogue has none. */
export function findApi(id: string): Api | undefined {
	const wanted = id.trim().toLowerCase();
	return apis.find(api => api.id === wanted);
}

/** An API's title in its documentation, such as List v4. */
export function apiTitle({name, version}: Pick<Api, 'name' | 'version'>): string {
	return `${name} ${version}`;
}

/** Whose token is used to call it here: a company's if it accepts one, or else the app's own. */
export function usedTokenLevel({tokens}: Pick<Api, 'tokens'>): Exclude<TokenLevel, 'user'> {
	return tokens.includes('company') ? 'company' : 'app';
}
