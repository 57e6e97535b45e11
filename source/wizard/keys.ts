import {stageIds} from '../concur/tutorial.js';
import {type TextEdit} from './edit-text.js';
import {focusedItem, canIssueValues} from './items-in-view.js';
import {
	acceptLabel, answerKeyLabels, canEmpty, closeLabel, copyLabel, hasNoOverlay, moveLabel, revealLabel,
	changeStageLabel, whyNotAccepted,
} from './key-labels.js';
import {stageOf} from './stages.js';
import {type Overlay, type WizardState} from './wizard-state.js';

export type KeyName =
	| 'choose-apis'
	| 'leave-list'
	| 'accept'
	| 'next-item'
	| 'previous-item'
	| 'next-stage'
	| 'previous-stage'
	| 'open-page'
	| 'copy'
	| 'reveal'
	| 'empty'
	| 'take-back'
	| 'issue'
	| 'debug'
	| 'help'
	| 'close'
	| 'leave'
	| 'yes'
	| 'no';

export type KeyBinding = {
	readonly name: KeyName;
	/** The presses bound to it, as shown in footer and help. The footer shows the first. */
	readonly keys: readonly string[];
	/** Its description in help. */
	readonly help: string;
	/** Other words that help finds it by. */
	readonly alsoFoundBy?: string;
	/**
	Its label in the footer now: empty if the key works but is not shown, undefined if it would do nothing.
	*/
	readonly label: (state: WizardState) => string | undefined;
	/** Why it does nothing, if there is a better explanation than the general one. */
	readonly idle?: string;
};

/** Every key of the session, most needed first. Key presses, the footer and the help all use this table. */
export const keyBindings: readonly KeyBinding[] = [
	{
		name: 'yes',
		keys: ['y'],
		help: 'answer a question with yes',
		label: ({overlay}) => overlay.kind === 'question' ? answerKeyLabels(overlay.question).yes : undefined,
	},
	{
		name: 'no',
		keys: ['n'],
		help: 'answer a question with no',
		label: ({overlay}) => overlay.kind === 'question' ? answerKeyLabels(overlay.question).no : undefined,
	},
	{
		name: 'choose-apis',
		keys: ['↓'],
		help: 'at "Which APIs will you call?": open the list',
		label: state => (hasNoOverlay(state) && focusedItem(state).kind === 'apis' ? 'choose' : undefined),
	},
	{
		name: 'close',
		keys: ['Esc'],
		help: 'clear the search, close this page, leave a question open, or cancel a call in progress',
		alsoFoundBy: 'abort stop back escape',
		label: closeLabel,
	},
	{
		name: 'accept',
		keys: ['Enter'],
		help: 'tick or untick a step, accept a field, run an action; '
			+ 'in the list of APIs, switch between read, read and write, and off',
		alsoFoundBy: 'return confirm ok check uncheck select run',
		idle: 'A call is in progress. Press Esc to cancel it.',
		label: acceptLabel,
	},
	{
		name: 'leave-list',
		keys: ['Tab'],
		help: 'close the list of APIs and go on',
		label: state => (state.overlay.kind === 'apis' ? 'go on' : undefined),
	},
	{
		name: 'issue',
		keys: ['Ctrl+G'],
		help: 'practice only: have the panel issue the values of this stage',
		alsoFoundBy: 'fill generate',
		idle: 'There is nothing to fill in here.',
		label: state => (hasNoOverlay(state) && canIssueValues(state) ? 'fill in' : undefined),
	},
	{
		name: 'next-item',
		keys: ['Tab', '↓'],
		help: 'next item of this stage',
		label: state => moveLabel(state, 'next', 'down'),
	},
	{
		name: 'previous-item',
		keys: ['Shift+Tab', '↑'],
		help: 'previous item of this stage',
		label: state => moveLabel(state, '', 'up'),
	},
	{
		name: 'next-stage',
		keys: ['PgDn', 'Ctrl+N'],
		help: 'next stage; nothing is lost',
		idle: 'This is the last stage.',
		label: state => changeStageLabel(state, 'next stage', stageIds.at(-1)),
	},
	{
		name: 'previous-stage',
		keys: ['PgUp', 'Ctrl+P'],
		help: 'previous stage; nothing is lost',
		idle: 'This is the first stage.',
		label: state => changeStageLabel(state, '', stageIds[0]),
	},
	{
		name: 'open-page',
		keys: ['Ctrl+O'],
		help: 'open the page of this stage in the browser',
		alsoFoundBy: 'link url address web site',
		idle: 'This stage has no page.',
		label: state =>
			hasNoOverlay(state) && state.place.kind === 'stage' && stageOf(state.stage).page ? 'page' : undefined,
	},
	{
		name: 'help',
		keys: ['F1', '?'],
		help: 'show this help; type to search it',
		alsoFoundBy: 'keys shortcuts find',
		label: state => (hasNoOverlay(state) ? 'help' : undefined),
	},
	{
		name: 'leave',
		keys: ['Ctrl+C'],
		help: 'save and leave',
		alsoFoundBy: 'exit quit close end stop',
		label: () => 'leave',
	},
	{
		name: 'copy',
		keys: ['Ctrl+Y'],
		help: 'copy the current value to the clipboard, also over SSH',
		alsoFoundBy: 'yank',
		idle: 'There is no value to copy here.',
		label: copyLabel,
	},
	{
		name: 'empty',
		keys: ['Ctrl+U'],
		help: 'empty the field',
		alsoFoundBy: 'clear delete erase remove',
		idle: 'There is nothing to empty here.',
		label: state => (canEmpty(state) ? 'empty' : undefined),
	},
	{
		name: 'take-back',
		keys: ['Ctrl+Z'],
		help: 'take back the last change: values, ticks, the stage',
		alsoFoundBy: 'undo revert restore',
		idle: 'There is nothing to take back.',
		label: state => (hasNoOverlay(state) && state.history.length > 0 ? 'take back' : undefined),
	},
	{
		name: 'reveal',
		keys: ['Ctrl+R'],
		help: 'show or hide the secrets',
		alsoFoundBy: 'reveal mask unmask password',
		label: revealLabel,
	},
	{
		name: 'debug',
		keys: ['Ctrl+D'],
		help: 'open the whole debug panel',
		alsoFoundBy: 'status log answer scopes',
		label: state => (hasNoOverlay(state) ? 'whole debug panel' : undefined),
	},
];

/** The editing keys that the input component does not handle itself, with their help text and effect. */
export const editBindings: ReadonlyArray<{
	readonly keys: readonly string[]; readonly help: string; readonly edit: TextEdit;
}> = [
	{keys: ['←'], help: 'in a field: move one character left', edit: {kind: 'move', to: 'left'}},
	{keys: ['→'], help: 'in a field: move one character right', edit: {kind: 'move', to: 'right'}},
	{keys: ['Home', 'Ctrl+A'], help: 'in a field: go to the start', edit: {kind: 'move', to: 'start'}},
	{keys: ['End', 'Ctrl+E'], help: 'in a field: go to the end', edit: {kind: 'move', to: 'end'}},
	{keys: ['Ctrl+←', 'Alt+B'], help: 'in a field: move one word left', edit: {kind: 'move', to: 'word-left'}},
	{keys: ['Ctrl+→', 'Alt+F'], help: 'in a field: move one word right', edit: {kind: 'move', to: 'word-right'}},
	{keys: ['Delete'], help: 'in a field: delete the character at the cursor', edit: {kind: 'delete', to: 'right'}},
	{keys: ['Ctrl+W'], help: 'in a field: delete the word before the cursor', edit: {kind: 'delete', to: 'word-left'}},
	{keys: ['Ctrl+K'], help: 'in a field: delete from the cursor to the end', edit: {kind: 'delete', to: 'end'}},
];

const nextSteps: Readonly<Record<Overlay['kind'], string>> = {
	none: 'Press F1 for a list of keys.',
	help: 'Press Esc to close this page.',
	apis: 'Press Tab to leave the list.',
	debug: 'Press Esc to close this page.',
	text: 'Press Esc to close this page.',
	question: 'Answer the question first.',
};

/** The message for a key that does nothing now; `key` is its name. */
export function describeIdleKey({overlay}: WizardState, key = 'That key'): string {
	return `${key} does nothing here. ${nextSteps[overlay.kind]}`;
}

/** Explains why a key from the key table does nothing now. */
export function describeIdleBinding(state: WizardState, name: KeyName): string {
	if (state.overlay.kind !== 'none') {
		return describeIdleKey(state);
	}

	const missing = name === 'accept' ? whyNotAccepted(state) : undefined;
	if (missing !== undefined) {
		return missing;
	}

	const isPracticeOnly = name === 'issue' && !state.facts.isPractice;
	const {idle} = keyBindings.find(binding => binding.name === name)!;
	return isPracticeOnly ? 'Ctrl+G works only in practice mode.' : idle ?? describeIdleKey(state);
}
