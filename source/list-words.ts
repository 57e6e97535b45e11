/**
Joins words as a sentence lists them: `1`, `1 and 2`, `1, 2 or 3`.

`Intl.ListFormat` is not used because it takes some 25 ms to load.
*/
export function listWords(words: ReadonlyArray<string | number>, conjunction: 'and' | 'or'): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
