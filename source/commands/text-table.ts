/** Rows of text in columns as wide as their longest cell, two blanks apart; the last column is left as it is. */
export function textTable(rows: ReadonlyArray<readonly string[]>): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	return rows.map(row => `${row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column]!)).join('  ')}`.trimEnd()).join('\n');
}
