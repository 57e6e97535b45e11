import {sanitizeLines} from '../../concur/untrusted-text.js';

/** The closing quotation mark for each opening one. */
const closingQuotes: ReadonlyMap<string, string> = new Map([
	['"', '"'], ['\'', '\''], ['`', '`'], ['“', '”'], ['‘', '’'], ['«', '»'],
]);

/**
Removes unwanted characters from pasted text. Line breaks are kept, as LF, because they separate values. Runs in linear
time.
*/
export function cleanPastedText(text: string): string {
	return sanitizeLines(text).replaceAll('\u00A0', ' ');
}

function isBlank(character: string | undefined): boolean {
	return character?.trim() === '';
}

/**
Extracts one value from pasted text, without outer white space, quotes or trailing commas, or the line breaks that
wrapped pages add. Runs in linear time.
*/
export function cleanValue(text: string): string {
	const value = cleanPastedText(text)
		.split('\n')
		.map(line => line.trim())
		.join('')
		.replaceAll('\t', ' ');
	let start = 0;
	let end = value.length;
	for (;;) {
		while (start < end && isBlank(value[start])) {
			start++;
		}

		while (start < end && (isBlank(value[end - 1]) || value[end - 1] === ',' || value[end - 1] === ';')) {
			end--;
		}

		if (end - start < 2 || closingQuotes.get(value[start]!) !== value[end - 1]) {
			return value.slice(start, end);
		}

		start++;
		end--;
	}
}

/**
The value assigned in a line of an .env file, without a trailing comment. A # in quotes, or with no space before it, is
part of the value.
*/
export function withoutComment(text: string): string {
	const trimmed = text.trimStart();
	const quote = trimmed[0];
	const close = quote === '"' || quote === '\'' || quote === '`' ? trimmed.indexOf(quote, 1) : -1;
	if (close > 0 && /^[\s,;]*(?:\s#|$)/.test(trimmed.slice(close + 1))) {
		return trimmed.slice(0, close + 1);
	}

	const comment = /\s#/.exec(text)?.index;
	return comment === undefined ? text : text.slice(0, comment);
}

const closingTag = /<\/[a-z][a-z\d]*\s*>/i;
const tag = /<[/!]?[a-z-][^<>]*>/gi;

const entities: ReadonlyMap<string, string> = new Map([
	['&nbsp;', ' '], ['&amp;', '&'], ['&quot;', '"'], ['&#39;', '\''], ['&lt;', '<'], ['&gt;', '>'],
]);

/**
The text of a page that was copied as HTML, with one line per cell and paragraph; any other text unchanged. Runs in
linear time.
*/
export function withoutTags(text: string): string {
	return closingTag.test(text)
		? text.replaceAll(tag, '\n').replaceAll(/&(?:nbsp|amp|quot|#39|lt|gt);/g, entity => entities.get(entity)!)
		: text;
}
