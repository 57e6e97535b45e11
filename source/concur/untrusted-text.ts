/*
A sequence goes as a whole, so that none of its letters stays behind in a value. A control string ends with its line
at the latest.

@see https://ecma-international.org/publications-and-standards/standards/ecma-48/
*/
const escapeSequences =
	/(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]?|\u001B[\]PX^_]\P{Cc}*(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]*[0-~]?/gu;
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// Controls, formatting characters (zero-width ones, and those that turn the direction of text), halves of surrogates.
const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu;
// What nearly all text is. It spares the start of a command the other patterns, which take milliseconds to build.
const plain = /^[\n\t -~]*$/;

/**
Text from outside with its lines kept: no escape sequences, no control, zero-width or direction characters, no halves
of surrogate pairs. Every kind of line break becomes LF.

Takes time in proportion to the text.
*/
export function sanitizeLines(text: string): string {
	return plain.test(text)
		? text
		: text.replaceAll(escapeSequences, '').replaceAll(lineBreaks, '\n').replaceAll(hidden, '');
}

/** Text from outside as it may reach a terminal, a file or a script: one line, with breaks and tabs as blanks. */
export function stripControlCharacters(text: string): string {
	const clean = sanitizeLines(text);
	return clean.includes('\n') || clean.includes('\t') ? clean.replaceAll(/[\n\t]+/g, ' ') : clean;
}

/** Whether a text holds what `stripControlCharacters` would change. */
export function hasControlCharacters(text: string): boolean {
	return stripControlCharacters(text) !== text;
}

/** JSON from outside, cleaned where it enters: no value holds control characters. Throws as `JSON.parse` does. */
export function parseUntrustedJson(text: string): unknown {
	return JSON.parse(text, (_name, value: unknown) =>
		typeof value === 'string' ? stripControlCharacters(value) : value);
}

/** A text as an address; undefined where it is none. */
export function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}

/** Text that may quote an address, as it may be shown: what stands before an @ may be a password. */
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
