import stringWidth from 'string-width';
import {editText, textAtEnd, type Motion} from '../../wizard/values/edit-text.js';

/** A part of the line: typed, or pasted as a whole. */
type Part = {readonly text: string; readonly isPasted: boolean};

/** The line that is being typed, in the parts in which it arrived. */
export type TypedLine = readonly Part[];

const characters = new Intl.Segmenter();

function countCharacters(text: string): number {
	return [...characters.segment(text)].length;
}

/** The text that stands in for a paste, which may contain a secret. */
export function describePaste(text: string): string {
	const lines = text.split(/\r\n?|\n/).filter(line => line.trim() !== '');
	return lines.length > 1
		? `(${lines.length} lines pasted, press Enter to accept) `
		: `(${countCharacters(lines[0] ?? '')} characters pasted) `;
}

/** The whole text of the line. */
export function textOf(line: TypedLine): string {
	return line.map(({text}) => text).join('');
}

/** Whether Enter on the line would leave an empty one below it. */
export function endsEmpty(line: TypedLine): boolean {
	return /(?:^|[\r\n])\s*$/.test(textOf(line));
}

/** The line with text added at its end. */
export function addToLine(line: TypedLine, text: string, isPasted: boolean): TypedLine {
	const last = line.at(-1);
	return last?.isPasted === false && !isPasted
		? [...line.slice(0, -1), {text: last.text + text, isPasted}]
		: [...line, {text, isPasted}];
}

type Erased = {
	readonly line: TypedLine;
	/** The width of the typed text that was erased, in cells of the terminal; undefined if it was a whole paste. */
	readonly columns: number | undefined;
};

/** The line without its last paste, or without what was typed after `to`. Undefined if the line is empty. */
export function eraseFromLine(line: TypedLine, to: Motion): Erased | undefined {
	const last = line.at(-1);
	if (!last) {
		return undefined;
	}

	const kept = last.isPasted ? '' : editText(textAtEnd(last.text), {kind: 'delete', to}).text;
	return {
		line: [...line.slice(0, -1), ...(kept === '' ? [] : [{...last, text: kept}])],
		columns: last.isPasted ? undefined : stringWidth(last.text) - stringWidth(kept),
	};
}
