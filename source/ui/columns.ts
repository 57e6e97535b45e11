import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/*
Columns within one `Text`.

A `Box` with a width makes columns too, and is used where there are few rows. But every key press repaints the rows of a
list: at 120x40 that takes 3.5 ms with one node per row, and 7 ms with a `Box` and its spans per row; the help page
scrolls an eighth slower with a `Box` per row. Widths are as displayed: a wide character takes two columns, a combining
one none.
*/

/** The spaces from the end of a text to the end of its column. */
export function blanksBehind(text: string, columns: number): string {
	return ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/** Fits a text to its column: padded with spaces, or truncated with an ellipsis. */
export function cell(text: string, columns: number): string {
	const fitted = cliTruncate(text, columns);
	return fitted + blanksBehind(fitted, columns);
}

/** Joins rows with a hanging indent: the first continues the current row, the others begin after `indent` columns. */
export function hanging(rows: readonly string[], indent: number): string {
	return rows.join(`\n${' '.repeat(indent)}`);
}
