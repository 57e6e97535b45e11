import figures from 'figures';
import {markSymbols, statusMarks as statusWords, type Mark as Words} from '../wizard/marks.js';
import {type StageStatus} from '../wizard/stage-status.js';

export type Tone =
	| 'plain' | 'dim' | 'accent' | 'success' | 'good' | 'warning' | 'bad' | 'value' | 'focus' | 'practice' | 'heading';

/** What a tone gives a `Text`. */
export type ToneStyle = {
	readonly color?: string;
	readonly dimColor?: boolean;
	readonly bold?: boolean;
	readonly inverse?: boolean;
};

/** Colours by meaning; each meaning also has a symbol or a word, so that nothing depends on colour alone. */
export const tones: Readonly<Record<Tone, ToneStyle>> = {
	plain: {},
	dim: {dimColor: true},
	accent: {color: 'cyan', bold: true},
	success: {color: 'green', bold: true, inverse: true},
	good: {color: 'green'},
	warning: {color: 'yellow'},
	bad: {color: 'red'},
	value: {},
	focus: {color: 'cyan', bold: true, inverse: true},
	practice: {color: 'yellow', bold: true, inverse: true},
	heading: {bold: true},
};

export const symbols = {
	pointer: figures.pointerSmall, done: markSymbols.good, toDo: markSymbols.open,
	attention: markSymbols.attention, failed: markSymbols.bad,
	bullet: '•', rule: figures.line, bar: '━', more: figures.ellipsis, up: figures.arrowUp, down: figures.arrowDown,
} as const;

export type Mark = {readonly symbol: string; readonly tone: Tone};

const statusTones: Readonly<Record<StageStatus, Tone>> = {done: 'good', 'to-do': 'dim', attention: 'warning'};

/** The mark of a stage, in its tone and with its word. */
export function statusMark(status: StageStatus): Words & {readonly tone: Tone} {
	return {...statusWords[status], tone: statusTones[status]};
}

export const verdictMarks = {
	valid: {symbol: symbols.done, tone: 'good'},
	missing: {symbol: symbols.failed, tone: 'bad'},
	suspicious: {symbol: symbols.attention, tone: 'warning'},
} as const satisfies Record<string, Mark>;

/** The mark before a sentence of that tone. */
export const noticeMarks = {
	success: symbols.done, good: symbols.done, warning: symbols.attention, bad: symbols.failed, plain: symbols.bullet,
} as const satisfies Partial<Record<Tone, string>>;
