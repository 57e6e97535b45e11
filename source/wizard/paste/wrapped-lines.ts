import {isUuid} from '../../concur/check-credentials.js';

/** A line of a paste, without the white space around it. */
export type PastedLine = {
	readonly text: string;
	/** Its length with the indent: a terminal that broke the line filled it. */
	readonly width: number;
};

/** The lines of a paste that are not empty. */
export function pastedLines(text: string): readonly PastedLine[] {
	return text.split('\n')
		.map(line => ({text: line.trim(), width: line.trimEnd().length}))
		.filter(line => line.text !== '');
}

// Few lines of text end exactly here by accident.
const commonWidths: ReadonlySet<number> = new Set([80, 100, 120, 132, 160]);
// A column of a page may be narrow, but not a terminal.
const minWidth = 40;

/** Returns whether a terminal may have broken a line, judging by the width that the lines of the paste have. */
function brokenByTerminal(lines: readonly PastedLine[]): (line: PastedLine) => boolean {
	let widest = 0;
	for (const {width} of lines) {
		widest = Math.max(widest, width);
	}

	const isSeveral = lines.filter(({width}) => width === widest).length > 1;
	const isTerminal = widest >= minWidth && (isSeveral || commonWidths.has(widest));
	return ({width}) => isTerminal && width === widest;
}

/** Whether a line could be the rest of a value: one word with a digit, in the letters that issued values have. */
function isRest(text: string): boolean {
	return /^[\w.~+/=-]+$/.test(text) && /\d/.test(text) && !/^[A-Za-z][\w.]*=/.test(text) && !isUuid(text);
}

/** A value with what lines below added to it. */
type UnwrappedValue = {
	readonly value: string;
	/** Whether the line after them could be the rest of it, so that it may be cut off. */
	readonly isDoubtful: boolean;
};

/** Returns what completes a value whose lines a terminal broke; `position` is the line that the value ends on. */
export function createUnwrap(
	lines: readonly PastedLine[],
	isLabel: (text: string) => boolean,
): (value: string, position: number) => UnwrappedValue {
	const isBroken = brokenByTerminal(lines);
	const isRestAt = (position: number) => {
		const line = lines[position];
		return line !== undefined && isRest(line.text) && !isLabel(line.text);
	};

	return (start, position) => {
		let value = start;
		let last = position;
		while (!isUuid(value) && isRestAt(last + 1)) {
			const longer = value + lines[last + 1]!.text;
			if (!isUuid(longer) && !isBroken(lines[last]!)) {
				break;
			}

			value = longer;
			last++;
		}

		return {value, isDoubtful: value !== '' && !isUuid(value) && isRestAt(last + 1)};
	};
}
