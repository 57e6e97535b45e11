import {memo} from 'react';
import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {symbols, tones, type Tone} from './theme.js';

/** The part of a text that takes the tone's colour: its leading mark. A text without a mark has no colour. */
const leadingMark = /^[^\s\p{L}\p{N}](?= )/u;

/** Breaks paths and addresses that are too long for a row, after slashes if possible. */
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

// A cache by columns, then by text: every frame needs the rows of a text several times.
const known = new Map<number, Map<string, readonly string[]>>();
const maxTexts = 2000;
// A screen wraps at a dozen widths, but resizing a window keeps producing new ones.
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
Wraps text to rows of at most `columns`, keeping words whole if they fit, and to at most `maxRows` rows, with an
ellipsis if it is cut. After a leading mark, continuation rows are indented.

Ink wraps text too, but begins a row with the space at which it broke, breaks a path within a name, has no maximum
number of rows, and tells how many it used only after the frame: each page would be drawn twice when it opens.
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

/** A paragraph, wrapped by `wrapRows`. A coloured tone colours only the mark before the text. */
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
