import {choiceSummary} from '../../wizard/apis/api-choice.js';
import {focusedItem, itemsInView} from '../../wizard/stages/items-in-view.js';
import {fieldDescriptions, type FieldName} from '../../wizard/values/fields.js';
import {keyFor} from '../../wizard/keys/keys.js';
import {shownIn, type Shown} from '../../wizard/object-rows.js';
import {type Action} from '../../wizard/actions/action.js';
import {isStepDone} from '../../wizard/stages/step-status.js';
import {type Step} from '../../wizard/stages/stages.js';
import {questionTexts} from '../../wizard/questions/questions.js';
import {valueProblem} from '../../wizard/values/value-problems.js';
import {valueStanding} from '../../wizard/values/value-standing.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../../wizard/wizard-state.js';
import {copyableValue} from '../../wizard/values/copyable-value.js';
import {fieldHint} from '../../wizard/values/field-hints.js';
import {toSpokenText, withoutBullets} from './spoken-text.js';

/** The current question. */
export type Prompt = {
	/** Helpful facts before answering. Each is said once per session. */
	readonly hints: readonly string[];
	/** The question. Any choices are on lines of their own. */
	readonly text: string;
	/** Further details, said once. */
	readonly more?: string;
	/** How to answer, shown where the answer is typed. */
	readonly answer: string;
	readonly isSecret: boolean;
};

/** A value in the form in which it may be shown, without bullets, which a screen reader would name. */
export function spokenShown({shown, isMasked}: Shown): string {
	return isMasked ? withoutBullets(shown) : shown;
}

/** A value as it is read out: only the ending of a secret, unless the person asked to see it in full. */
export function spokenValue(state: WizardState, field: FieldName): string {
	return spokenShown(shownIn(state, effectiveValue(state, field), fieldDescriptions[field].isSecret));
}

/** The actions that the stage offers now. */
export function offeredActions(state: WizardState): readonly Action[] {
	return itemsInView(state).filter(item => item.kind === 'action');
}

/** A step as it is read out. */
export function describeStep({term, text}: Step): string {
	return toSpokenText(term === undefined ? text : `${term}: ${text}`);
}

/** An action as it is read out. */
export function describeAction({label, detail}: Action): string {
	return toSpokenText(detail === undefined ? label : `${label} (${detail})`);
}

function stepPrompt(state: WizardState, step: Step): Prompt {
	const steps = itemsInView(state).filter(item => item.kind === 'step');
	const isDone = isStepDone(state, step);
	const place = `Step ${steps.indexOf(step) + 1} of ${steps.length}${isDone ? ', done' : ''}`;
	const copyable = copyableValue(state);
	return {
		hints: copyable && !step.text.includes(keyFor('copy')) ? [`Type copy to copy the ${copyable.label}.`] : [],
		text: `${place}. ${describeStep(step)}`,
		...(step.more !== undefined && {more: toSpokenText(step.more)}),
		answer: isDone ? 'Press Enter to continue: ' : 'Press Enter when done: ',
		isSecret: false,
	};
}

/** Describes a field with its value, and what Enter alone does with it. */
function describeField(state: WizardState, field: FieldName): readonly [string, string] {
	const {label, variable} = fieldDescriptions[field];
	if (isFixedByEnvironment(state, field)) {
		return [`${label}, set by ${variable}.`, 'Press Enter to continue: '];
	}

	if (effectiveValue(state, field) !== '') {
		const judged = valueProblem(state, field) ? `${valueStanding(state, field).inFull}, ` : '';
		return [`${label}, ${judged}${spokenValue(state, field)}.`, 'Press Enter to keep it: '];
	}

	return field === 'folder'
		? [`${label}, not chosen yet.`, `Press Enter to use ${state.facts.defaultFolder}: `]
		: [`Type or paste the ${label}:`, ''];
}

function fieldPrompt(state: WizardState, field: FieldName): Prompt {
	const {label, isSecret} = fieldDescriptions[field];
	const [words, answer] = describeField(state, field);
	const isUnseen = isSecret && !isFixedByEnvironment(state, field);
	const problem = valueProblem(state, field);
	// The prompt says how to take the default folder.
	const hints = field === 'folder' ? [] : [`${label}. ${fieldHint(state, field)}`];
	return {
		hints: [
			...(problem
				? [`Error: ${problem.cause}`, `What to do: ${toSpokenText(problem.remedy, state.stage)}`]
				: hints),
			...(isUnseen ? ['Secrets are not shown as you type.'] : []),
		],
		text: words,
		answer,
		isSecret: isUnseen,
	};
}

function actionPrompt(state: WizardState, focused: Action): Prompt {
	const actions = offeredActions(state);
	if (actions.length === 1) {
		return {hints: [], text: describeAction(focused), answer: 'Press Enter to do this: ', isSecret: false};
	}

	return {
		hints: [],
		text: `${actions.map((action, index) => `  ${index + 1}. ${describeAction(action)}`).join('\n')}\n`,
		answer: `Type a number, or press Enter for ${actions.indexOf(focused) + 1}: `,
		isSecret: false,
	};
}

/** The question to ask now: the open one, otherwise the one about the focused item. */
export function currentPrompt(state: WizardState): Prompt {
	const {overlay} = state;
	if (overlay.kind === 'question') {
		const {text, yes, no} = questionTexts(state, overlay.question);
		const more = toSpokenText(`${text} Yes: ${yes.label}. No: ${no.label}.`);
		return {hints: [], text: '', more, answer: 'Answer yes or no: ', isSecret: false};
	}

	if (overlay.kind === 'text') {
		const answer = 'Press Enter to continue, or type copy to copy these lines: ';
		return {hints: [], text: '', answer, isSecret: false};
	}

	const item = focusedItem(state);
	switch (item.kind) {
		case 'step': {
			return stepPrompt(state, item);
		}

		case 'apis': {
			return {
				hints: ['Type apis to choose APIs and see the fewest scopes that they need.'],
				text: `${item.text} ${toSpokenText(choiceSummary(state))}`,
				answer: 'Press Enter to continue: ',
				isSecret: false,
			};
		}

		case 'field': {
			return fieldPrompt(state, item.field);
		}

		case 'action': {
			return actionPrompt(state, item);
		}
	}
}
