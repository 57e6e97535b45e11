import {memo} from 'react';
import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {symbols, tones, type Tone} from './theme.js';

/** What of a text carries the colour of a tone: the mark that it begins with. A text without one has none. */
const leadingMark = /^[^\s\p{L}\p{N}](?= )/u;

/** A text with line breaks in its paths and addresses that are too long for a row: behind slashes, where it can be. */
function withPathsBroken(text: string, columns: number): string {
	let used = 0;
	return text.split(/(?<=[ \n])/).map(word => {
		const width = stringWidth(word.trimEnd());
		const isPath = width > columns && word.includes('/');
		const pieces = isPath ? word.split(/(?<=\/)(?!\/)/) : [word];
		const broken = pieces.map((piece, index) => {
			const isFitting = used + stringWidth(piece.trimEnd()) <= columns;
			const isBroken = index > 0 && !isFitting;
			used = (isFitting ? used : 0) + stringWidth(piece);
			return isBroken ? `\n${piece}` : piece;
		}).join('');
		used = word.endsWith('\n') ? 0 : used;
		return broken;
	}).join('');
}

// A frame asks for the rows of a text several times, and the next frame does again: by columns, then by text.
const known = new Map<number, Map<string, readonly string[]>>();
const maxTexts = 2000;
// A screen wraps at a dozen widths; a window that is being dragged has others every moment.
const maxWidths = 50;

function wrapped(text: string, columns: number): readonly string[] {
	const mark = leadingMark.exec(text)?.[0];
	if (mark !== undefined && columns > 4) {
		const indent = mark.length + 1;
		return wrapped(text.slice(indent), columns - indent)
			.map((row, index) => `${index === 0 ? `${mark} ` : ' '.repeat(indent)}${row}`);
	}

	const width = Math.max(1, columns);
	return wrapAnsi(withPathsBroken(text, width), width, {hard: true, trim: true}).split('\n');
}

function knownRows(text: string, columns: number): readonly string[] {
	const texts = known.get(columns) ?? new Map<string, readonly string[]>();
	const found = texts.get(text);
	if (found) {
		return found;
	}

	if (known.size >= maxWidths || texts.size >= maxTexts) {
		known.clear();
		texts.clear();
	}

	const rows = wrapped(text, columns);
	known.set(columns, texts.set(text, rows));
	return rows;
}

/**
Text in rows of at most `columns`, words kept whole where they fit, and in no more than `maxRows`; what is cut
leaves a sign. Below a mark at its begin the rows are indented.

Ink wraps text too, but begins rows with blanks, knows no greatest number of rows, and does not tell how many it took.
*/
export function wrapRows(text: string, columns: number, maxRows = Infinity): readonly string[] {
	const rows = knownRows(text, columns);
	if (rows.length <= maxRows) {
		return rows;
	}

	const shown = rows.slice(0, Math.max(1, maxRows));
	return [...shown.slice(0, -1), cliTruncate(`${shown.at(-1)} ${symbols.more}`, columns, {position: 'end'})];
}

type ParagraphProps = {
	readonly text: string;
	readonly tone?: Tone;
	readonly columns: number;
	readonly maxRows?: number;
};

/** A paragraph, wrapped by `wrapRows`. Of a tone that has a colour only the mark before the text is coloured. */
export const Paragraph = memo(({text, tone = 'plain', columns, maxRows}: ParagraphProps) => {
	const {color, ...style} = tones[tone];
	const shown = wrapRows(text, columns, maxRows).join('\n');
	const mark = leadingMark.exec(shown)?.[0] ?? '';
	return (
		<Text {...style} wrap="truncate-end">
			{mark !== '' && <Text {...tones[tone]}>{mark}</Text>}{shown.slice(mark.length)}
		</Text>
	);
});
