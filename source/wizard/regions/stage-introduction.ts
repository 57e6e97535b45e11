import {finishFacts, type FinishFact} from '../finish.js';
import {stageRemarks, type Remark} from '../stage-remarks.js';
import {isAtFinish} from '../stage-status.js';
import {stageOf} from '../stages.js';
import {type WizardState} from '../wizard-state.js';
import {memoizeBehindFocus} from './memoize-by-content.js';

/** What stands above the items of the stage in view. */
export type StageIntroduction =
	| {readonly kind: 'summary'; readonly facts: readonly FinishFact[]}
	/** `address` is that of the stage's page, if it has one. */
	| {readonly kind: 'stage'; readonly remarks: readonly Remark[]; readonly address: string | undefined};

/** The remarks on the stage in view and its page, or the final summary. */
export const stageIntroduction = memoizeBehindFocus((state: WizardState): StageIntroduction => {
	if (isAtFinish(state)) {
		return {kind: 'summary', facts: finishFacts(state)};
	}

	const {page} = stageOf(state.stage);
	return {kind: 'stage', remarks: stageRemarks(state), address: page && state.facts.pages[page]};
});
