import {type CredentialVerdict} from '../concur/check-credentials.js';

/** The symbols by what they mean; a screen has a tone for each meaning. */
export const markSymbols = {good: '✔', open: '○', attention: '!', bad: '✘'} as const;

export type Meaning = keyof typeof markSymbols;

/** How a state is marked where people read it: a symbol, and a word that carries the meaning without it. */
export type Mark = {readonly meaning: Meaning; readonly symbol: string; readonly word: string};

/** A mark of a stage, with what is said of one stage and of several whose status has become this one. */
type StatusMark = Mark & {readonly one: string; readonly several: string};

/** A mark of a value that will not do; `inFull` where a sentence says more than the word. */
export type ProblemMark = Mark & {readonly inFull?: string};

function mark(meaning: Meaning, word: string): Mark {
	return {meaning, symbol: markSymbols[meaning], word};
}

/** How a stage stands. */
export const statusMarks = {
	done: {...mark('good', 'done'), one: 'is done', several: 'are done'},
	attention: {...mark('attention', 'needs attention'), one: 'needs attention', several: 'need attention'},
	'to-do': {...mark('open', 'to do'), one: 'is open', several: 'are open'},
} as const satisfies Readonly<Record<string, StatusMark>>;

/** How a value looks: to the validity check, and `unusable` where it is a base URI or a folder that can't be used. */
export const verdictMarks: Readonly<Record<CredentialVerdict['kind'] | 'unusable', Mark>> = {
	valid: mark('good', 'valid'),
	missing: mark('bad', 'missing'),
	unusable: mark('bad', 'not valid'),
	suspicious: mark('attention', 'suspicious'),
};

/** Why a value that looks right will not do: a refusal is SAP Concur's word, the rest is known beforehand. */
export const problemMarks = {
	refused: {...mark('bad', 'refused'), inFull: 'refused by SAP Concur'},
	expired: mark('attention', 'expired'),
	'to-renew': mark('attention', 'outdated'),
	mismatch: mark('attention', 'mismatch'),
} as const satisfies Readonly<Record<string, ProblemMark>>;
