/**
A text as one word of a POSIX shell, in which nothing but the quote itself has a meaning.

@see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
*/
export function quoteForShell(text: string): string {
	return `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}

/** A text as one word of a POSIX shell, as a person would type it: in quotes only where it needs them. */
export function quoteIfNeeded(text: string): string {
	return /^[\w./:\\@%+,=-]+$/.test(text) ? text : quoteForShell(text);
}

/**
A text as one word of fish, where a backslash has a meaning within quotes too.

@see https://fishshell.com/docs/current/language.html#quotes
*/
export function quoteForFish(text: string): string {
	return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
