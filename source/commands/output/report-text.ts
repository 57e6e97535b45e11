/** An instant as programs read it, ISO 8601; milliseconds since the epoch, `null` where there is none. */
export function isoInstant(instant: number | undefined): string | null {
	return instant === undefined ? null : new Date(instant).toISOString();
}

/** Rows of text in columns as wide as their longest cell, two blanks apart; the last column is left as it is. */
export function textTable(rows: ReadonlyArray<readonly string[]>): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	const lineOf = (row: readonly string[]) => row
		.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column]!))
		.join('  ')
		.trimEnd();
	return rows.map(row => lineOf(row)).join('\n');
}
