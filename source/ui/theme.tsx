import process from 'node:process';
import chalk from 'chalk';
import {mainSymbols} from 'figures';
import {Text} from 'ink';
import {hasUnicode} from '../terminal-symbols.js';
import {markSymbols, type Meaning} from '../wizard/marks.js';

export type Tone =
	| 'plain' | 'rule' | 'accent' | 'success' | 'good' | 'warning' | 'bad' | 'focus' | 'practice' | 'heading'
	| 'link' | 'placeholder';

/** The props that a tone sets on a `Text`. */
export type ToneStyle = {
	readonly color?: string;
	readonly dimColor?: boolean;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly underline?: boolean;
	readonly inverse?: boolean;
};

/**
The colours of marks and emphasis: entries of the common 256-colour palette, each with a contrast of at least 3:1 on
white and on the usual dark backgrounds. A terminal with 16 colours uses its own cyan, green, yellow and red.

@see https://www.w3.org/TR/WCAG22/#non-text-contrast
*/
export const markColours = {
	accent: {name: 'cyan', entry: 32}, good: {name: 'green', entry: 29}, warning: {name: 'yellow', entry: 136},
	bad: {name: 'red', entry: 167},
} as const;

/** The number of colours that the terminal supports. */
export type ColourDepth = 'none' | '16' | '256';

/**
The style of each tone at a colour depth. Even without colour, each differs from plain text, or is used on a mark or
word that does. Everything that must be read is in the terminal's own colour; only rules are dim.

@see https://no-color.org
*/
export function tonesFor(depth: ColourDepth): Readonly<Record<Tone, ToneStyle>> {
	const coloured = (tone: keyof typeof markColours) => {
		const {name, entry} = markColours[tone];
		return depth === 'none' ? {} : {color: depth === '16' ? name : `ansi256(${entry})`};
	};

	return {
		plain: {},
		rule: {dimColor: true},
		accent: {...coloured('accent'), bold: true},
		// For fresh good news.
		success: depth === 'none' ? {} : {...coloured('good'), bold: true, inverse: true},
		good: coloured('good'),
		warning: coloured('warning'),
		bad: coloured('bad'),
		focus: {bold: true, inverse: true},
		practice: {...coloured('warning'), bold: true, inverse: true},
		heading: {bold: true},
		link: {underline: true},
		placeholder: {italic: true},
	};
}

/** The colour depth that Ink detected, plus NO_COLOR, which Ink ignores. As in Node, FORCE_COLOR overrides NO_COLOR. */
function colourDepth(): ColourDepth {
	const isColourless = Boolean(process.env['NO_COLOR']) && process.env['FORCE_COLOR'] === undefined;
	return isColourless || chalk.level === 0 ? 'none' : (chalk.level === 1 ? '16' : '256');
}

/** The style of each tone on this terminal. */
export const tones = tonesFor(colourDepth());

export const symbols = {
	...markSymbols,
	pointer: mainSymbols.pointerSmall, bullet: '•', more: mainSymbols.ellipsis,
	rule: mainSymbols.line, bar: mainSymbols.lineBold, up: mainSymbols.arrowUp, down: mainSymbols.arrowDown,
} as const;

const arrowNames: Readonly<Record<string, string>> = {'↑': 'Up', '↓': 'Down', '←': 'Left', '→': 'Right'};

/** Formats a key from the key tables. Without Unicode an arrow becomes a word, because `v` would look like a letter. */
export function formatKey(key: string): string {
	return key.replace(/[←-↓]/, arrow => hasUnicode() ? arrow : arrowNames[arrow]!);
}

/** The tones of marks, by meaning. */
export const markTones: Readonly<Record<Meaning, Tone>> = {
	good: 'good', open: 'plain', attention: 'warning', bad: 'bad',
};

/** The mark before a sentence of each tone. */
export const noticeMarks = {
	success: symbols.good, good: symbols.good, warning: symbols.attention, bad: symbols.bad, plain: symbols.bullet,
} as const satisfies Partial<Record<Tone, string>>;

export const pointerColumns = 3;

/** The pointer before the focused item, or as many spaces. Must be part of a `Text`. */
export function Pointer({isShown}: {readonly isShown: boolean}) {
	// One text for both: an element that comes and goes costs each move of the focus more than one that changes.
	const text = isShown ? ` ${symbols.pointer} ` : ' '.repeat(pointerColumns);
	return <Text {...tones[isShown ? 'accent' : 'plain']}>{text}</Text>;
}
