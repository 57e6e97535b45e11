import {columnCount} from './column-count.js';

/** Formats an instant, in milliseconds since the epoch, as ISO 8601; `null` where there is none. */
export function formatIsoInstant(instant: number | undefined): string | null {
	return instant === undefined ? null : new Date(instant).toISOString();
}

/**
Aligns rows of text in columns as wide as their longest cell, separated by two spaces; the last column is not padded.
*/
export function formatTable(rows: ReadonlyArray<readonly string[]>): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => columnCount(row[column] ?? ''))));
	const padded = (cell: string, column: number) => cell + ' '.repeat(widths[column]! - columnCount(cell));
	const lineOf = (row: readonly string[]) => row
		.map((cell, column) => column === row.length - 1 ? cell : padded(cell, column))
		.join('  ')
		.trimEnd();
	return rows.map(row => lineOf(row)).join('\n');
}
