/*
An escape sequence is removed whole, so that none of its letters remains in a value. A control string ends at the end of
its line at the latest.

@see https://ecma-international.org/publications-and-standards/standards/ecma-48/
*/
const escapeSequences =
	/(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]?|\u001B[\]PX^_]\P{Cc}*(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]*[0-~]?/gu;
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// Controls, formatting characters (zero-width ones, and those that change text direction), and lone surrogates.
const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu;
// Matches nearly all text. It saves building the other patterns, which takes milliseconds at the start of a command.
const plain = /^[\n\t -~]*$/;

/**
Cleans multi-line text from outside: removes escape sequences, control, zero-width and direction characters, and lone
surrogates. Every kind of line break becomes LF.

Takes time proportional to the length of the text.
*/
export function sanitizeLines(text: string): string {
	return plain.test(text)
		? text
		: text.replaceAll(escapeSequences, '').replaceAll(lineBreaks, '\n').replaceAll(hidden, '');
}

/** Cleans text for a terminal, a file or a script: one line, with line breaks and tabs as spaces. */
export function stripControlCharacters(text: string): string {
	const clean = sanitizeLines(text);
	return clean.includes('\n') || clean.includes('\t') ? clean.replaceAll(/[\n\t]+/g, ' ') : clean;
}

/** Whether a text contains anything that `stripControlCharacters` would change. */
export function hasControlCharacters(text: string): boolean {
	return stripControlCharacters(text) !== text;
}

/** Parses JSON from outside and cleans it: no value contains control characters. Throws as `JSON.parse` does. */
export function parseUntrustedJson(text: string): unknown {
	return JSON.parse(text, (_name, value: unknown) =>
		typeof value === 'string' ? stripControlCharacters(value) : value);
}

/** Whether `parseUntrustedJson` failed on valid JSON that is nested more deeply than the engine's stack allows. */
export function isTooDeep(error: unknown): boolean {
	return error instanceof RangeError;
}

/** Parses a URL; undefined if the text is not one. */
export function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}

/** Hides user information in text that may quote a URL: what comes before an @ may be a password. */
export function hideUserInfo(text: string): string {
	const at = text.lastIndexOf('@');
	if (at === -1) {
		return text;
	}

	const before = text.slice(0, at);
	const authority = before.indexOf('//');
	const start =
		authority === -1
			? Math.max(...[' ', '\'', '"', '='].map(mark => before.lastIndexOf(mark))) + 1
			: authority + 2;
	return `${text.slice(0, start)}…${text.slice(at)}`;
}
