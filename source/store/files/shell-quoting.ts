/**
Quotes a text as one word for a POSIX shell, in which only the quote itself is special within quotes.

@see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
*/
export function quoteForShell(text: string): string {
	return `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}

/** Quotes a text as one word for a POSIX shell the way people type it: only if it needs quotes. */
export function quoteIfNeeded(text: string): string {
	return /^[\w./:\\@%+,=-]+$/.test(text) ? text : quoteForShell(text);
}

/**
Quotes a text as one word for fish, where a backslash is also special within quotes.

@see https://fishshell.com/docs/current/language.html#quotes
*/
export function quoteForFish(text: string): string {
	return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
