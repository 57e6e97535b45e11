import {sanitizeLines} from '../../concur/untrusted-text.js';

/** The quotation mark that ends what another one begins. */
const closingQuotes: ReadonlyMap<string, string> = new Map([
	['"', '"'], ['\'', '\''], ['`', '`'], ['“', '”'], ['‘', '’'], ['«', '»'],
]);

/**
Pasted text without what nobody meant to paste; line breaks are kept, as LF, because they tell values apart.
Takes time in proportion to the text.
*/
export function cleanPastedText(text: string): string {
	return sanitizeLines(text).replaceAll('\u00A0', ' ');
}

function isBlank(character: string | undefined): boolean {
	return character?.trim() === '';
}

/**
One value out of pasted text: no outer white space, quotes or trailing commas, no line breaks, which wrapped
pages add. Takes time in proportion to the text.
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
What is assigned in a line of an .env file, without the comment behind it; a # within quotes, or without a blank
before it, belongs to the value.
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
The text of a page that was copied as HTML, a line for each cell and paragraph; anything else as it is. Takes time in
proportion to the text.
*/
export function withoutTags(text: string): string {
	return closingTag.test(text)
		? text.replaceAll(tag, '\n').replaceAll(/&(?:nbsp|amp|quot|#39|lt|gt);/g, entity => entities.get(entity)!)
		: text;
}
