/** How the three regions share the screen. Rows and columns are terminal cells. */
export type Layout =
	| {readonly kind: 'too-small'}
	| {
			readonly kind: 'one-column' | 'two-panes';
			readonly checklist: 'list' | 'grid' | 'strip';
			readonly checklistRows: number;
			readonly stageColumns: number;
			readonly stageRows: number;
			readonly debugColumns: number;
			readonly debugRows: number;
	  };

export const minimumSize = {columns: 60, rows: 16} as const;

// Stage and debug panel have a heading each.
const headingRows = 1;
// A line and a space between the panes.
const dividerColumns = 2;

function twoPanes(columns: number, bodyRows: number, checklist: 'list' | 'strip'): Layout {
	const checklistRows = checklist === 'list' ? 7 : 1;
	const stageColumns = Math.max(54, Math.floor(columns * 0.52));
	return {
		kind: 'two-panes', checklist, checklistRows, stageColumns,
		stageRows: bodyRows - checklistRows - headingRows,
		debugColumns: columns - stageColumns - dividerColumns,
		debugRows: bodyRows - headingRows,
	};
}

/** The rows that each region would take if there were room for all of it. */
export type PreferredRows = {
	/** A function, because measuring is needed only in one column. */
	readonly stage: () => number;
	readonly debug: number;
	/**
	Whether the debug panel is the focus of attention. It then keeps its share; otherwise it gets what the stage
	leaves.
	*/
	readonly isAboutDebug: boolean;
};

// With fewer rows, the panel is better read on its own page.
const minDebugRows = 4;

/** The layout in one column, in which the debug panel takes its share, but no more than it needs. */
function oneColumn(columns: number, bodyRows: number, checklist: 'grid' | 'strip', wanted: PreferredRows): Layout {
	const checklistRows = checklist === 'grid' ? 4 : 1;
	const shared = bodyRows - checklistRows - (2 * headingRows);
	const share = shared < 14 ? Math.max(4, shared - 7) : Math.max(7, Math.floor(shared * 0.48));
	const debugShare = Math.min(share, wanted.debug, wanted.isAboutDebug ? share : shared - wanted.stage());
	const debugRows = debugShare < minDebugRows ? 0 : debugShare;
	return {
		kind: 'one-column', checklist, checklistRows, debugRows,
		stageColumns: columns,
		stageRows: shared - debugRows,
		debugColumns: columns,
	};
}

/**
Computes the layout for a terminal size: two panes from 100 columns, otherwise one column; under 60x16 there is no room.

Every region is clipped, so the frame is never taller than the terminal. `frameRows` are the rows of title, notice and
keys.
*/
export function computeLayout(columns: number, rows: number, frameRows: number, wanted: PreferredRows): Layout {
	if (columns < minimumSize.columns || rows < minimumSize.rows) {
		return {kind: 'too-small'};
	}

	return columns >= 100
		? twoPanes(columns, rows - frameRows, rows >= 22 ? 'list' : 'strip')
		: oneColumn(columns, rows - frameRows, columns >= 80 && rows >= 24 ? 'grid' : 'strip', wanted);
}

/** Adds up heights. */
export function sumOf(heights: readonly number[]): number {
	return heights.reduce((sum, height) => sum + height, 0);
}
