import {type KeyPress} from '../wizard/press-meaning.js';

export type Press = {readonly input: string; readonly press: KeyPress};

export type KeyChunk = {readonly kind: 'paste'} | {readonly kind: 'presses'; readonly presses: readonly Press[]};

// A slow line delivers a few typed characters in one piece; more than that at once was pasted by a terminal
// without bracketed paste.
const longestTyped = 7;

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

/** Several characters that the terminal delivered at once: keys pressed quickly one after the other, or a paste. */
export function readChunk(input: string): KeyChunk {
	const parts = input.match(/[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+/g) ?? [];
	const text = parts.filter(part => !/^[\u0000-\u001F\u007F]$/.test(part));
	const hasInnerBreak = /[^\u0000-\u001F\u007F][\r\n]+[^\u0000-\u001F\u007F]/.test(input);
	return hasInnerBreak || text.join('').length > longestTyped
		? {kind: 'paste'}
		: {kind: 'presses', presses: parts.map(part => pressOf(part))};
}
