import {sumOf} from './layout.js';

/** The range of list items in view, from `first` up to but not including `end`. */
export type VisibleItems = {readonly first: number; readonly end: number};

/** Whether the items fit, with a row at either end for the number of items beyond it. */
function fits(heights: readonly number[], {first, end}: VisibleItems, rows: number): boolean {
	const signs = (first > 0 ? 1 : 0) + (end < heights.length ? 1 : 0);
	return sumOf(heights.slice(first, end)) + signs <= rows;
}

/** As many whole items as fit, starting from the focused one and growing in both directions. Heights are in rows. */
export function visibleItems(heights: readonly number[], focused: number, rows: number): VisibleItems {
	const all = {first: 0, end: heights.length};
	if (fits(heights, all, rows)) {
		return all;
	}

	let visible: VisibleItems = {first: focused, end: focused + 1};
	for (;;) {
		const {first, end} = visible;
		// The shorter side grows first, so that the focused item stays in the middle.
		const below = {first, end: end + 1};
		const above = {first: first - 1, end};
		const wider = (focused - first < end - focused ? [above, below] : [below, above])
			.find(each => each.first >= 0 && each.end <= heights.length && fits(heights, each, rows));
		if (!wider) {
			return visible;
		}

		visible = wider;
	}
}
