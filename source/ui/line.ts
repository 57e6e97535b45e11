import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {symbols, type Tone} from './theme.js';

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
	if (stringWidth(text) <= width) {
		return text;
	}

	let short = '';
	for (const character of text) {
		if (stringWidth(short + character) >= width) {
			break;
		}

		short += character;
	}

	return width > 0 ? `${short}${symbols.more}` : '';
}

/** Text that fits into `width` columns, cut in the middle: both ends tell values apart. */
export function shortenMiddle(text: string, width: number): string {
	if (stringWidth(text) <= width || width < 3) {
		return shortenEnd(text, width);
	}

	const room = Math.floor((width - 1) / 2);
	let tail = text.slice(-room);
	// Half of a character outside the basic plane takes no column and would show as a question mark.
	while (stringWidth(tail) > room || /^[\uDC00-\uDFFF]/.test(tail)) {
		tail = tail.slice(1);
	}

	return shortenEnd(text, width - stringWidth(tail)) + tail;
}

/** A line made to fit `width` columns exactly: cut with a sign, or filled up with blanks. */
export function fitLine(spans: Line, width: number): Line {
	const fitted: Span[] = [];
	let left = width;
	for (const span of spans) {
		const spanWidth = stringWidth(span.text);
		if (spanWidth > left) {
			fitted.push({...span, text: shortenEnd(span.text, left)});
			left = 0;
			break;
		}

		fitted.push(span);
		left -= spanWidth;
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
