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

/** Edit distance between two short texts: letters inserted, deleted or replaced. */
function distance(one: string, other: string): number {
	let row = Array.from({length: other.length + 1}, (_, index) => index);
	for (const [index, letter] of [...one].entries()) {
		const next = [index + 1];
		for (const [column, otherLetter] of [...other].entries()) {
			const replaced = row[column]! + (letter === otherLetter ? 0 : 1);
			next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1));
		}

		row = next;
	}

	return row.at(-1)!;
}

/** The current APIs whose IDs are most like a text, best match first; the same beginning or name counts most. */
export function nearestApis(text: string, count = 3): readonly Api[] {
	const wanted = text.trim().toLowerCase().replaceAll(/[\s_]+/g, '-').slice(0, 60);
	const scored = currentApis.map(api => {
		const withoutVersion = api.id.slice(0, -api.version.length - 1);
		const isContained = wanted.length > 2 && (api.id.includes(wanted) || wanted.includes(withoutVersion));
		const nearest = Math.min(distance(wanted, api.id), distance(wanted, withoutVersion));
		return {api, score: isContained ? nearest / 10 : nearest};
	});
	return scored.toSorted((one, other) => one.score - other.score).slice(0, count).map(({api}) => api);
}
