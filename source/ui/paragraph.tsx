import {memo} from 'react';
import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import wrapAnsi from 'wrap-ansi';
import {symbols, tones, type Tone} from './theme.js';

/**
Text in rows of at most `columns`, words kept whole where they fit, and in no more than `maxRows`; what is cut
leaves a sign.

Ink wraps text too, but begins rows with blanks, knows no greatest number of rows, and does not tell how many it took.
*/
export function wrapRows(text: string, columns: number, maxRows = Infinity): readonly string[] {
	const rows = wrapAnsi(text, Math.max(1, columns), {hard: true, trim: true}).split('\n');
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

/** What of a text carries the colour of a tone: the mark that it begins with. A text without one has none. */
const leadingMark = /^[^\s\p{L}\p{N}](?= )/u;

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
