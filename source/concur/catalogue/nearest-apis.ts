import {type Api} from './api.js';
import {currentApis} from './apis.js';

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

const maxSuggested = 3;

/** The three current APIs whose IDs are most like a text, best match first; the same beginning or name counts most. */
export function nearestApis(text: string): readonly Api[] {
	const wanted = text.trim().toLowerCase().replaceAll(/[\s_]+/g, '-').slice(0, 60);
	const scored = currentApis.map(api => {
		const withoutVersion = api.id.slice(0, -api.version.length - 1);
		const isContained = wanted.length > 2 && (api.id.includes(wanted) || wanted.includes(withoutVersion));
		const nearest = Math.min(distance(wanted, api.id), distance(wanted, withoutVersion));
		return {api, score: isContained ? nearest / 10 : nearest};
	});
	return scored.toSorted((one, other) => one.score - other.score).slice(0, maxSuggested).map(({api}) => api);
}
