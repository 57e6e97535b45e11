import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {symbols, type Tone} from './theme.js';

const clusters = new Intl.Segmenter();

// A letter with its accents, or a family of emoji, is no longer than this; accents that go on for ever are cut.
const longestCluster = 32;

/** A run of text in one tone; `href` makes it a hyperlink where the terminal knows them. */
export type Span = {readonly text: string; readonly tone?: Tone; readonly href?: string};

/** One row of the screen. */
export type Line = readonly Span[];

/** A line in one tone. */
export function line(text: string, tone?: Tone): Line {
	return [{text, tone}];
}

/** Columns that a line takes. */
export function lineWidth(spans: Line): number {
	return spans.reduce((sum, span) => sum + stringWidth(span.text), 0);
}

/** Text in rows of at most `width` columns, words kept whole where they fit. */
export function wrapText(text: string, width: number): readonly string[] {
	return wrapAnsi(text, Math.max(1, width), {hard: true, trim: true}).split('\n');
}

/** Text that fits into `width` columns; what is cut off leaves a sign. */
export function shortenEnd(text: string, width: number): string {
	if (/^[ -~]*$/.test(text)) {
		return text.length <= width ? text : (width > 0 ? `${text.slice(0, width - 1)}${symbols.more}` : '');
	}

	// What is read as one character stays one, and of a long text no more is measured than fits.
	let columns = 0;
	let whole = '';
	let short = '';
	for (const {segment} of clusters.segment(text)) {
		const character = segment.slice(0, longestCluster);
		columns += stringWidth(character);
		if (columns > width || whole.length > width * longestCluster) {
			return width > 0 ? `${short}${symbols.more}` : '';
		}

		whole += character;
		short = columns < width ? whole : short;
	}

	return whole;
}

/** Text that fits into `width` columns, cut in the middle: both ends tell values apart. */
export function shortenMiddle(text: string, width: number): string {
	const short = shortenEnd(text, width);
	if (!short.endsWith(symbols.more) || width < 3) {
		return short;
	}

	const room = Math.floor((width - 1) / 2);
	let tail = text.slice(-room);
	// Half of a character takes no column and would show as a question mark; an accent alone would sit on the sign.
	while (stringWidth(tail) > room || /^[\uDC00-\uDFFF\p{M}\u200D]/u.test(tail)) {
		tail = tail.slice(1);
	}

	return shortenEnd(text, width - stringWidth(tail)) + tail;
}

/** A line made to fit `width` columns exactly: cut with a sign, or filled up with blanks. */
export function fitLine(spans: Line, width: number): Line {
	const fitted: Span[] = [];
	let left = width;
	for (const span of spans) {
		const text = shortenEnd(span.text, left);
		fitted.push(text === span.text ? span : {...span, text});
		left -= stringWidth(text);
		if (text !== span.text) {
			break;
		}
	}

	return left > 0 ? [...fitted, {text: ' '.repeat(left)}] : fitted;
}

/** Two lines on one row, the second at the right edge; the first gives way. */
export function justify(start: Line, end: Line, width: number): Line {
	const room = width - lineWidth(end);
	return [...fitLine(start, Math.max(0, room)), ...end];
}

/** A heading with a rule behind it that fills the row. */
export function ruledHeading(spans: Line, width: number): Line {
	const start: Line = [{text: `${symbols.rule}${symbols.rule} `, tone: 'dim'}, ...spans, {text: ' '}];
	const room = width - lineWidth(start);
	return room > 0 ? [...start, {text: symbols.rule.repeat(room), tone: 'dim'}] : fitLine(start, width);
}
