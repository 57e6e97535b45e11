const shortestRevealing = 12;

/** A secret as it may be shown: eight bullets and the last four characters, of a short one nothing; the length is not told. */
export function maskSecret(value: string): string {
	return value === '' ? '' : `••••••••${value.length < shortestRevealing ? '' : value.slice(-4)}`;
}

/** Text of at most `length` characters; a longer one ends in an ellipsis. */
export function shorten(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
