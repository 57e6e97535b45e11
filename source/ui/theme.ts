import {type StageStatus} from '../wizard/stage-status.js';

export type Tone = 'plain' | 'dim' | 'accent' | 'good' | 'warning' | 'bad' | 'value' | 'focus' | 'practice' | 'heading';

export type ToneStyle = {
	readonly color?: string;
	readonly backgroundColor?: string;
	readonly dimColor?: boolean;
	readonly bold?: boolean;
	readonly inverse?: boolean;
};

/** Colours by meaning; each meaning also has a symbol or a word, so that nothing depends on colour alone. */
export const toneStyles: Readonly<Record<Tone, ToneStyle>> = {
	plain: {},
	dim: {dimColor: true},
	accent: {color: 'cyan', bold: true},
	good: {color: 'green'},
	warning: {color: 'yellow'},
	bad: {color: 'red'},
	value: {color: 'green'},
	focus: {color: 'cyan', bold: true, inverse: true},
	practice: {color: 'yellow', bold: true, inverse: true},
	heading: {bold: true},
};

export const symbols = {
	pointer: '›', done: '✔', toDo: '○', attention: '!', missing: '✘', bullet: '•', rule: '─', divider: '│', more: '…', up: '↑', down: '↓',
} as const;

export const statusMarks: Readonly<Record<StageStatus, {readonly symbol: string; readonly tone: Tone; readonly word: string}>> = {
	done: {symbol: symbols.done, tone: 'good', word: 'done'},
	'to-do': {symbol: symbols.toDo, tone: 'dim', word: 'to do'},
	attention: {symbol: symbols.attention, tone: 'warning', word: 'needs attention'},
};

export const verdictMarks = {
	valid: {symbol: symbols.done, tone: 'good'},
	missing: {symbol: symbols.missing, tone: 'bad'},
	suspicious: {symbol: symbols.attention, tone: 'warning'},
} as const satisfies Record<string, {symbol: string; tone: Tone}>;
