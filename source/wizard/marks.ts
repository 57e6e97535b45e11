import {type ApiProof} from '../concur/api-proof.js';
import {type CredentialVerdict} from '../concur/check-credentials.js';

/** The symbols by meaning. A screen has a tone for each meaning. */
export const markSymbols = {good: '✔', open: '○', attention: '!', bad: '✘'} as const;

export type Meaning = keyof typeof markSymbols;

/** How a state is marked on screen: a symbol, and a word that carries the meaning on its own. */
export type Mark = {readonly meaning: Meaning; readonly symbol: string; readonly word: string};

/** The mark of a stage, with the wording for one stage, or several, whose status has changed to it. */
type StatusMark = Mark & {readonly one: string; readonly several: string};

/** A mark with the sentence that says more than its word, if there is one. */
export type ExplainedMark = Mark & {readonly inFull?: string};

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
} as const satisfies Readonly<Record<string, ExplainedMark>>;

/**
The mark for each verdict about an API. One without a suitable read-only call stays unproven, which is no failure:
nothing was called, and there is nothing to mend.
*/
export const proofMarks: Readonly<Record<ApiProof['verdict'], ExplainedMark>> = {
	proven: mark('good', 'proven'),
	unproven: {...mark('open', 'unproven'), inFull: 'unproven: it has no suitable read-only call'},
	refused: mark('bad', 'refused'),
	unreachable: mark('bad', 'unreachable'),
	unusable: mark('bad', 'unusable'),
	cancelled: mark('attention', 'cancelled'),
};
