import {answerLabels, questionText} from '../update/answer-question.js';
import {askQuestion, type Overlay, type WizardState} from '../wizard-state.js';
import {memoizeByContent} from './memoize-by-content.js';

/** A question with both answers. The one that Enter chooses when the question opens comes first. */
export type ShownQuestion = {
	readonly text: string;
	readonly answers: ReadonlyArray<{readonly label: string; readonly isFocused: boolean}>;
};

type OpenQuestion = Extract<Overlay, {kind: 'question'}>;

/** The open question, as it is shown. */
export const shownQuestion = memoizeByContent((state: WizardState, {question, answer}: OpenQuestion): ShownQuestion => {
	const labels = answerLabels(state, question);
	const asked = askQuestion(question);
	const isYesFirst = asked.kind === 'question' && asked.answer === 'yes';
	return {
		text: questionText(state, question),
		answers: (isYesFirst ? ['yes', 'no'] as const : ['no', 'yes'] as const)
			.map(each => ({label: labels[each], isFocused: each === answer})),
	};
});
