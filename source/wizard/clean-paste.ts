// Zero-width characters, soft hyphens, byte order marks and bidirectional controls ride along when one copies from a web page.
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
// Terminal escape sequences go as a whole, so that no bracket of theirs stays behind in a secret.
const escapeSequences = /\u001B(?:\[[\d:;<=>?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const quotePairs: ReadonlyArray<readonly [string, string]> = [['"', '"'], ['\'', '\''], ['`', '`'], ['“', '”'], ['‘', '’'], ['«', '»']];

/** Pasted text without what nobody meant to paste; line breaks are kept, as LF, because they tell values apart. */
export function cleanPastedText(text: string): string {
	return text.replaceAll(escapeSequences, '').replaceAll(/\r\n?/g, '\n').replaceAll(invisible, '').replaceAll(controls, '').replaceAll('\u00A0', ' ');
}

/** One value out of pasted text: no outer white space, quotes or trailing commas, no line breaks, which wrapped pages add. */
export function cleanValue(text: string): string {
	let value = cleanPastedText(text).replaceAll(/\s*\n\s*/g, '').replaceAll('\t', ' ').trim();
	for (let previous = ''; previous !== value;) {
		previous = value;
		value = value.replace(/[,;]+$/, '').trim();
		const pair = quotePairs.find(([open, close]) => value.length >= 2 && value.startsWith(open) && value.endsWith(close));
		if (pair) {
			value = value.slice(1, -1).trim();
		}
	}

	return value;
}
