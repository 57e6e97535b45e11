import {finishFacts, type FinishFact} from '../stages/finish.js';
import {stageRemarks, type Remark} from '../stages/stage-remarks.js';
import {isAtFinish, stageStatus, type StageStatus} from '../stages/stage-status.js';
import {pageAddress} from '../stages/page-address.js';
import {stageOf} from '../stages/stages.js';
import {firstAnswer, questionTexts} from '../questions/questions.js';
import {type Overlay, type WizardState} from '../wizard-state.js';
import {memoizeIgnoringFocus, memoizeByContent} from './memoize-by-content.js';

/** What the heading of the stage in view says. */
export type StageHeadingFacts = {
	readonly number: number;
	readonly title: string;
	readonly status: StageStatus;
	/** Whether the final summary is in view instead. */
	readonly isFinished: boolean;
};

/** The heading of the stage in view. */
export const stageHeading = memoizeIgnoringFocus((state: WizardState): StageHeadingFacts => {
	const {id, number, title} = stageOf(state.stage);
	return {number, title, status: stageStatus(state, id), isFinished: isAtFinish(state)};
});

/** What stands above the items of the stage in view. */
export type StageIntroduction =
	| {readonly kind: 'summary'; readonly facts: readonly FinishFact[]}
	/** `address` is that of the stage's page, if it has one. */
	| {readonly kind: 'stage'; readonly remarks: readonly Remark[]; readonly address: string | undefined};

/** The remarks on the stage in view and its page, or the final summary. */
export const stageIntroduction = memoizeIgnoringFocus((state: WizardState): StageIntroduction => {
	if (isAtFinish(state)) {
		return {kind: 'summary', facts: finishFacts(state)};
	}

	const {page} = stageOf(state.stage);
	return {kind: 'stage', remarks: stageRemarks(state), address: page && pageAddress(state, page)};
});

/** A question with both answers. The one that Enter chooses when the question opens comes first. */
export type ShownQuestion = {
	readonly text: string;
	readonly answers: ReadonlyArray<{readonly label: string; readonly isFocused: boolean}>;
};

type OpenQuestion = Extract<Overlay, {kind: 'question'}>;

/** The open question, as it is shown. */
export const shownQuestion = memoizeByContent((state: WizardState, {question, answer}: OpenQuestion): ShownQuestion => {
	const words = questionTexts(state, question);
	return {
		text: words.text,
		answers: (firstAnswer(question) === 'yes' ? ['yes', 'no'] as const : ['no', 'yes'] as const)
			.map(each => ({label: words[each].label, isFocused: each === answer})),
	};
});
