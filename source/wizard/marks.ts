import {type CredentialVerdict} from '../concur/check-credentials.js';

/** The symbols by meaning. A screen has a tone for each meaning. */
export const markSymbols = {good: '✔', open: '○', attention: '!', bad: '✘'} as const;

export type Meaning = keyof typeof markSymbols;

/** How a state is marked on screen: a symbol, and a word that carries the meaning on its own. */
export type Mark = {readonly meaning: Meaning; readonly symbol: string; readonly word: string};

/** The mark of a stage, with the wording for one stage, or several, whose status has changed to it. */
type StatusMark = Mark & {readonly one: string; readonly several: string};

/** The mark of an unusable value; `inFull` if a sentence says more than the word. */
export type ProblemMark = Mark & {readonly inFull?: string};

function mark(meaning: Meaning, word: string): Mark {
	return {meaning, symbol: markSymbols[meaning], word};
}

/** The mark for each status of a stage. */
export const statusMarks = {
	done: {...mark('good', 'done'), one: 'is done', several: 'are done'},
	attention: {...mark('attention', 'needs attention'), one: 'needs attention', several: 'need attention'},
	'to-do': {...mark('open', 'to do'), one: 'is open', several: 'are open'},
} as const satisfies Readonly<Record<string, StatusMark>>;

/** The mark for each verdict of the validity check; `unusable` is for a base URI or folder that cannot be used. */
export const verdictMarks: Readonly<Record<CredentialVerdict['kind'] | 'unusable', Mark>> = {
	valid: mark('good', 'valid'),
	missing: mark('bad', 'missing'),
	unusable: mark('bad', 'not valid'),
	suspicious: mark('attention', 'suspicious'),
};

/** Why a value that looks right cannot be used. Refusals come from SAP Concur; the rest is known before any call. */
export const problemMarks = {
	refused: {...mark('bad', 'refused'), inFull: 'refused by SAP Concur'},
	expired: mark('attention', 'expired'),
	'to-renew': mark('attention', 'outdated'),
	mismatch: mark('attention', 'mismatch'),
} as const satisfies Readonly<Record<string, ProblemMark>>;
