import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/**
Fits a text to a column within a row of text: padded with spaces, or truncated with an ellipsis. For rows that wrap as a
whole; other columns are boxes. Widths are as displayed: a wide character takes two columns, a combining one none.
*/
export function cell(text: string, columns: number): string {
	const fitted = cliTruncate(text, columns);
	return fitted + ' '.repeat(Math.max(0, columns - stringWidth(fitted)));
}
