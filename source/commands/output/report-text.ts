import {styleText} from 'node:util';
import {hideUserInfo} from '../../concur/untrusted-text.js';
import {displayValue} from '../../concur/redact.js';
import {valueDescriptions, type ValueName} from '../../concur/values.js';
import {type Io} from '../../io.js';
import {type SourcedValue} from '../../store/value-sources.js';
import {markSymbols} from '../../wizard/marks.js';
import {columnCount} from './column-count.js';

/** Formats an instant, in milliseconds since the epoch, as ISO 8601; `null` where there is none. */
export function formatIsoInstant(instant: number | undefined): string | null {
	return instant === undefined ? null : new Date(instant).toISOString();
}

/**
Aligns rows of text in columns as wide as their longest cell, separated by two spaces; the last column is not padded.
*/
export function formatTable(rows: ReadonlyArray<readonly string[]>): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => columnCount(row[column] ?? ''))));
	const padded = (cell: string, column: number) => cell + ' '.repeat(widths[column]! - columnCount(cell));
	const lineOf = (row: readonly string[]) => row
		.map((cell, column) => column === row.length - 1 ? cell : padded(cell, column))
		.join('  ')
		.trimEnd();
	return rows.map(row => lineOf(row)).join('\n');
}

/** Whether a command colours its output. FORCE_COLOR wins over NO_COLOR, and over a pipe, as in Node. */
function hasColour({environment, isOutputTerminal}: ColouredIo): boolean {
	const {FORCE_COLOR, NO_COLOR, TERM} = environment;
	return FORCE_COLOR === undefined
		? isOutputTerminal && !NO_COLOR && TERM !== 'dumb'
		: FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
}

const markColours: Readonly<Record<string, 'green' | 'yellow' | 'red'>> = {
	[markSymbols.good]: 'green', [markSymbols.attention]: 'yellow', [markSymbols.bad]: 'red',
};
const leadingMark = new RegExp(`^( *)([${Object.keys(markColours).join('')}])(?= )`, 'gmu');

// Colour is decided on here: Node 22 does not ask the stream yet.
const always = {validateStream: false};

type ColouredIo = Pick<Io, 'environment' | 'isOutputTerminal'>;

/** Colours the marks at the start of lines, in the terminal's own colours, where colour is on. */
export function colourMarks(text: string, io: ColouredIo): string {
	return hasColour(io)
		? text.replaceAll(leadingMark, (_, blanks: string, mark: string) =>
			`${blanks}${styleText(markColours[mark]!, mark, always)}`)
		: text;
}

/** Like `colourMarks`, with the first line as a heading. */
export function colourReport(text: string, io: ColouredIo): string {
	const marked = colourMarks(text, io);
	return hasColour(io) ? marked.replace(/^.+/, title => styleText('bold', title, always)) : marked;
}

/** Masks a value so that a terminal or a log may show it. */
export function maskValue(name: ValueName, value: string): string {
	const shown = displayValue(value, valueDescriptions[name].isSecret, false);
	return name === 'baseUri' ? hideUserInfo(shown) : shown;
}

/** Describes where a value came from. */
export function describeSource({source, variable = '', overruled}: SourcedValue): string {
	switch (source) {
		case 'option': {
			return '--base-uri';
		}

		case 'environment': {
			return `environment, ${variable}${overruled === undefined ? '' : ` (${overruled} differs and is ignored)`}`;
		}

		case 'settings':
		case 'file': {
			return source;
		}

		case 'none': {
			return 'not set';
		}
	}
}
