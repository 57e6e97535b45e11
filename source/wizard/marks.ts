import {type Verdict} from '../concur/validity-check.js';
import {type StageStatus} from './stage-status.js';

/** How a state is marked where people read it: a symbol, and a word that carries the meaning without it. */
export type Mark = {readonly symbol: string; readonly word: string};

/** The symbols, by what they mean. */
export const markSymbols = {good: '✔', open: '○', attention: '!', bad: '✘'} as const;

export const statusMarks: Readonly<Record<StageStatus, Mark>> = {
	done: {symbol: markSymbols.good, word: 'done'},
	'to-do': {symbol: markSymbols.open, word: 'to do'},
	attention: {symbol: markSymbols.attention, word: 'needs attention'},
};

export const verdictMarks: Readonly<Record<Verdict['kind'], Mark>> = {
	valid: {symbol: markSymbols.good, word: 'valid'},
	missing: {symbol: markSymbols.bad, word: 'missing'},
	suspicious: {symbol: markSymbols.attention, word: 'suspicious'},
};
