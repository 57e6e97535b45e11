import {styleText} from 'node:util';
import {type Io} from '../../io.js';
import {markSymbols} from '../../wizard/marks.js';

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
