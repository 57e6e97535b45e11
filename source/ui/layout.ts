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

export const smallest = {columns: 60, rows: 16} as const;

// Title, notice and footer take a row each; stage and debug panel a heading each.
const frameRows = 3;

/** The layout for a terminal of this size: two panes from 100 columns, else one column; under 60x16 there is no room. Every region is clipped, so the frame is never taller than the terminal. */
export function layOut(columns: number, rows: number): Layout {
	if (columns < smallest.columns || rows < smallest.rows) {
		return {kind: 'too-small'};
	}

	const bodyRows = rows - frameRows;
	if (columns >= 100) {
		const checklist = rows >= 22 ? 'list' : 'strip';
		const checklistRows = checklist === 'list' ? 7 : 1;
		const stageColumns = Math.max(54, Math.floor(columns * 0.52));
		return {
			kind: 'two-panes',
			checklist,
			checklistRows,
			stageColumns,
			stageRows: bodyRows - checklistRows - 1,
			debugColumns: columns - stageColumns - 3,
			debugRows: bodyRows - 1,
		};
	}

	const checklist = columns >= 80 && rows >= 24 ? 'grid' : 'strip';
	const checklistRows = checklist === 'grid' ? 4 : 1;
	const shared = bodyRows - checklistRows - 2;
	const debugRows = shared < 14 ? Math.max(4, shared - 7) : Math.max(7, Math.floor(shared * 0.48));
	return {
		kind: 'one-column',
		checklist,
		checklistRows,
		stageColumns: columns,
		stageRows: shared - debugRows,
		debugColumns: columns,
		debugRows,
	};
}
