import {type KeyPress} from '../wizard/keys/key-press.js';

export type Press = {readonly input: string; readonly press: KeyPress};

export type KeyChunk = {readonly kind: 'paste'} | {readonly kind: 'presses'; readonly presses: readonly Press[]};

// Over a slow line, a few typed characters may arrive in one chunk. A longer chunk is a paste from a terminal without
// bracketed paste.
const maxTypedLength = 7;

const namedKeys: Readonly<Record<string, KeyPress>> = {
	'\t': {tab: true}, '\r': {return: true}, '\n': {return: true}, '\u007F': {backspace: true}, '\b': {backspace: true},
};

function pressOf(part: string): Press {
	const named = namedKeys[part];
	if (named) {
		return {input: '', press: named};
	}

	const code = part.codePointAt(0)!;
	return code < 27 ? {input: String.fromCodePoint(code + 96), press: {ctrl: true}} : {input: part, press: {}};
}

/** Interprets several characters that arrived at once: keys pressed in quick succession, or a paste. */
export function readChunk(input: string): KeyChunk {
	const parts = input.match(/[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+/g) ?? [];
	const text = parts.filter(part => !/^[\u0000-\u001F\u007F]$/.test(part));
	const hasInnerBreak = /[^\u0000-\u001F\u007F][\r\n]+[^\u0000-\u001F\u007F]/.test(input);
	return hasInnerBreak || text.join('').length > maxTypedLength
		? {kind: 'paste'}
		: {kind: 'presses', presses: parts.map(part => pressOf(part))};
}

/**
Interprets what the terminal library reports at once: the press of one key, or a chunk of several characters without a
key.
*/
export function readInput(input: string, press: KeyPress): KeyChunk {
	const isChunk = !press.ctrl && !press.meta && press.name === undefined && input.length > 1;
	return isChunk ? readChunk(input) : {kind: 'presses', presses: [{input, press}]};
}

/*
Function keys as terminals send them: as a letter after ESC O (xterm, VT100) or ESC [ (with modifiers), as a letter
after ESC [ [ (the Linux console), or as a number before ~ (VT220, rxvt, xterm from F5 on).

@see https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
@see https://man7.org/linux/man-pages/man4/console_codes.4.html
*/
const sequence = /^\u001B{1,2}(O|\[\[?)([\d;]*)([~^$@A-Za-z])$/;
const letters = {O: 'PQRS', '[': 'PQRS', '[[': 'ABCDE'} as const;
const numbers: ReadonlyMap<number, string> = new Map([
	[2, 'Insert'],
	...[11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map((number, index) =>
		[number, `F${index + 1}`] as const),
]);

const modifiers = ['Shift', 'Alt', 'Ctrl'] as const;

/** Decodes Shift, Alt and Ctrl, which xterm sends as a bit field plus one. */
function modifierPrefix(sent: number): string {
	return modifiers.filter((_, bit) => ((sent - 1) & (2 ** bit)) !== 0).map(word => `${word}+`).join('');
}

/**
The name in the key tables of the key that sent a control sequence: F1 to F12, or Insert. Empty if the key has no name;
undefined if the input is not such a sequence.
*/
export function nameOfSequence(input: string): string | undefined {
	const [, start, parameters = '', end = ''] = sequence.exec(input) ?? [];
	if (start === undefined) {
		return undefined;
	}

	const [first = '', modifier = '1'] = parameters.split(';');
	const place = letters[start as keyof typeof letters].indexOf(end) + 1;
	const isNumbered = start === '[' && /[~^$@]/.test(end);
	const isLettered = place > 0 && (first === '' || first === '1');
	const name = isNumbered ? numbers.get(Number(first)) : (isLettered ? `F${place}` : undefined);
	return name === undefined ? '' : `${modifierPrefix(Number(modifier))}${name}`;
}
