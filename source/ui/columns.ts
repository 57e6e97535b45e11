import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/*
Columns within one `Text`.

A `Box` with a width makes columns too, and does where there are few rows. The rows of a list are painted by every key
press: at 120x40 one node a row takes 3.5 ms, a `Box` and its spans a row 7; the help page scrolls an eighth slower with
a `Box` a row. Widths are those that a terminal shows: a wide character takes two columns, a combining one none.
*/

/** The blanks from the end of a text to the end of its column. */
export function blanksBehind(text: string, columns: number): string {
	return ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/** A text as wide as its column: filled up with blanks, or cut with a sign. */
export function cell(text: string, columns: number): string {
	const fitted = cliTruncate(text, columns);
	return fitted + blanksBehind(fitted, columns);
}

/** Rows below each other: the first goes on where it begins, the others stand `indent` columns from the left. */
export function hanging(rows: readonly string[], indent: number): string {
	return rows.join(`\n${' '.repeat(indent)}`);
}
