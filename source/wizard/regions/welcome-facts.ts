import {stages} from '../stages/stages.js';
import {
	introductionLines, isFirstStart, practiceIntroductionLines, returningText, type WelcomeLine,
} from '../welcome-text.js';
import {type WizardState} from '../wizard-state.js';
import {memoizeByContent} from './memoize-by-content.js';

/** What the welcome screen says. */
export type WelcomeFacts =
	/** `ahead` are the stages in a few words each. */
	| {readonly kind: 'first'; readonly lines: readonly WelcomeLine[]; readonly ahead: readonly string[]}
	| {readonly kind: 'returning'; readonly text: string};

/** What a first start says, or how far the set-up is. */
export const welcomeFacts = memoizeByContent((state: WizardState): WelcomeFacts => isFirstStart(state)
	? {
		kind: 'first',
		lines: state.facts.isPractice ? practiceIntroductionLines : introductionLines,
		ahead: stages.map(({number, shortTitle}) => `${number} ${shortTitle}`),
	}
	: {kind: 'returning', text: returningText(state)});
