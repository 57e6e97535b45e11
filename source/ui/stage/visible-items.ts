/** Which items of a list are in view: from the first one up to, but without, the end. */
export type VisibleItems = {readonly first: number; readonly end: number};

/** Whether the items fit, with a row for each sign that there are more of them. */
function fits(heights: readonly number[], {first, end}: VisibleItems, rows: number): boolean {
	const signs = (first > 0 ? 1 : 0) + (end < heights.length ? 1 : 0);
	return heights.slice(first, end).reduce((sum, height) => sum + height, signs) <= rows;
}

/** As many whole items as there are rows for, grown from the focused one to both sides. Heights are rows. */
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
