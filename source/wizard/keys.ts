import {stageIds} from '../concur/tutorial.js';
import {answerWords} from './answer-words.js';
import {listedApis, nextAccess, purposeWords} from './api-choice.js';
import {copyableValue} from './copyable-value.js';
import {type TextEdit} from './edit-text.js';
import {focusedItem} from './items-in-view.js';
import {canIssueValues} from './stage-items.js';
import {isStepDone} from './stage-status.js';
import {stageOf} from './stages.js';
import {whyNotAccepted} from './why-not-accepted.js';
import {effectiveValue, isFixedByEnvironment, type Overlay, type WizardState} from './wizard-state.js';

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
	/** The presses that mean it, as footer and help print them; the footer shows the first. */
	readonly keys: readonly string[];
	/** What help says of it. */
	readonly help: string;
	/** Other words that people search it by. */
	readonly alsoFoundBy?: string;
	/**
	What the footer says now: empty where the key works without a word there, undefined where it would do
	nothing.
	*/
	readonly label: (state: WizardState) => string | undefined;
};

function isFree(state: WizardState): boolean {
	return state.overlay.kind === 'none';
}

/** What Enter does with the API that has the focus. */
function listLabel(state: WizardState, {query, focus}: Extract<Overlay, {kind: 'apis'}>): string | undefined {
	const api = listedApis(state, query)[focus];
	if (!api) {
		return undefined;
	}

	const access = nextAccess(state.chosenApis, api);
	return access === undefined ? 'untick' : `tick for ${purposeWords({api, access})}`;
}

function acceptLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'question') {
		return 'choose';
	}

	if (state.overlay.kind === 'apis') {
		return listLabel(state, state.overlay);
	}

	if (!isFree(state)) {
		return undefined;
	}

	if (whyNotAccepted(state) !== undefined) {
		return undefined;
	}

	const item = focusedItem(state);
	switch (item.kind) {
		case 'step': {
			if (state.ticks.includes(item.id)) {
				return 'untick';
			}

			return isStepDone(state, item) ? 'go on' : 'tick';
		}

		case 'apis': {
			return 'go on';
		}

		case 'field': {
			return 'accept';
		}

		case 'action': {
			const isCalling = item.id === 'obtain-token' || item.id === 'prove-token';
			return state.call.kind === 'calling' && isCalling ? undefined : 'do it';
		}
	}
}

function closeLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'question') {
		return undefined;
	}

	if (!isFree(state)) {
		// Tab says how one leaves the list.
		return state.overlay.kind === 'apis'
			? ''
			: (state.overlay.kind === 'help' && state.overlay.query !== '' ? 'empty the search' : 'close');
	}

	return state.call.kind === 'calling' && !state.call.isCancelled ? 'cancel the call' : undefined;
}

function isScrolling(state: WizardState): boolean {
	return 'scroll' in state.overlay;
}

function canEmpty(state: WizardState): boolean {
	const item = focusedItem(state);
	return (
		isFree(state) &&
		item.kind === 'field' &&
		!isFixedByEnvironment(state, item.field) &&
		effectiveValue(state, item.field) !== ''
	);
}

/** What moving from item to item, or scrolling, is called in the footer. */
function moveLabel(state: WizardState, item: string, line: string): string | undefined {
	if (isScrolling(state)) {
		return line;
	}

	if (state.overlay.kind === 'apis') {
		return '';
	}

	return isFree(state) || state.overlay.kind === 'question' ? item : undefined;
}

function turnLabel(state: WizardState, label: string, lastStage: string | undefined): string | undefined {
	if (isScrolling(state) || state.overlay.kind === 'apis') {
		return '';
	}

	if (!isFree(state)) {
		return undefined;
	}

	return state.place.kind === 'welcome' ? '' : (state.stage === lastStage ? undefined : label);
}

function copyLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'text') {
		return 'copy it';
	}

	const copyable = isFree(state) || state.overlay.kind === 'apis' ? copyableValue(state) : undefined;
	return copyable && `copy ${copyable.label}`;
}

/** Every key of the session, most needed first: what a press does, the footer and the help are made of this table. */
export const keyBindings: readonly KeyBinding[] = [
	{
		name: 'yes',
		keys: ['y'],
		help: 'answer a question with yes',
		label: ({overlay}) => overlay.kind === 'question' ? answerWords(overlay.question).yes : undefined,
	},
	{
		name: 'no',
		keys: ['n', 'Esc'],
		help: 'answer a question with no',
		label: ({overlay}) => overlay.kind === 'question' ? answerWords(overlay.question).no : undefined,
	},
	{
		name: 'choose-apis',
		keys: ['↓'],
		help: 'at the question which APIs you will call: into their list',
		label: state => (isFree(state) && focusedItem(state).kind === 'apis' ? 'choose' : undefined),
	},
	{
		name: 'close',
		keys: ['Esc'],
		help: 'empty the search, close this page, or cancel a call under way',
		alsoFoundBy: 'abort stop back escape',
		label: closeLabel,
	},
	{
		name: 'accept',
		keys: ['Enter'],
		help: 'step: tick or untick · field: accept and go on · action: do it · '
			+ 'API: tick for reading, for both, untick',
		alsoFoundBy: 'return confirm ok check uncheck select run',
		label: acceptLabel,
	},
	{
		name: 'leave-list',
		keys: ['Tab'],
		help: 'in the list of APIs: leave it and go on',
		label: state => (state.overlay.kind === 'apis' ? 'go on' : undefined),
	},
	{
		name: 'issue',
		keys: ['Ctrl+G'],
		help: 'practice only: the panel issues the values of this stage',
		alsoFoundBy: 'fill generate',
		label: state => (isFree(state) && canIssueValues(state) ? 'fill in' : undefined),
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
		label: state => turnLabel(state, 'next stage', stageIds.at(-1)),
	},
	{
		name: 'previous-stage',
		keys: ['PgUp', 'Ctrl+P'],
		help: 'previous stage; nothing is lost',
		label: state => turnLabel(state, '', stageIds[0]),
	},
	{
		name: 'open-page',
		keys: ['Ctrl+O'],
		help: 'open the page of this stage in the browser',
		alsoFoundBy: 'link url address web site',
		label: state =>
			isFree(state) && state.place.kind === 'stage' && stageOf(state.stage).page ? 'page' : undefined,
	},
	{
		name: 'help',
		keys: ['F1', '?'],
		help: 'this page, searched by typing',
		alsoFoundBy: 'keys shortcuts find',
		label: state => (isFree(state) ? 'help' : undefined),
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
		label: copyLabel,
	},
	{
		name: 'empty',
		keys: ['Ctrl+U'],
		help: 'empty the field',
		alsoFoundBy: 'clear delete erase remove',
		label: state => (canEmpty(state) ? 'empty' : undefined),
	},
	{
		name: 'take-back',
		keys: ['Ctrl+Z'],
		help: 'take back the last change: values, ticks, the stage',
		alsoFoundBy: 'undo revert restore',
		label: state => (isFree(state) && state.history.length > 0 ? 'take back' : undefined),
	},
	{
		name: 'reveal',
		keys: ['Ctrl+R'],
		help: 'show or hide the secrets',
		alsoFoundBy: 'reveal mask unmask password',
		label(state) {
			if (state.overlay.kind === 'text' || state.overlay.kind === 'help') {
				return undefined;
			}

			const words = state.isRevealing ? 'hide secrets' : 'show secrets';
			return state.place.kind === 'welcome' || state.overlay.kind === 'apis' ? '' : words;
		},
	},
	{
		name: 'debug',
		keys: ['Ctrl+D'],
		help: 'the whole debug panel, to scroll through',
		alsoFoundBy: 'status log answer scopes',
		label: state => (isFree(state) ? 'all of debug' : undefined),
	},
];

/** The keys within a field that its input does not know by itself, what help says of them, and what each does. */
export const editBindings: ReadonlyArray<{
	readonly keys: readonly string[]; readonly help: string; readonly edit: TextEdit;
}> = [
	{keys: ['←'], help: 'in a field: a character back', edit: {kind: 'move', to: 'left'}},
	{keys: ['→'], help: 'in a field: a character on', edit: {kind: 'move', to: 'right'}},
	{keys: ['Home', 'Ctrl+A'], help: 'in a field: to its start', edit: {kind: 'move', to: 'start'}},
	{keys: ['End', 'Ctrl+E'], help: 'in a field: to its end', edit: {kind: 'move', to: 'end'}},
	{keys: ['Ctrl+←', 'Alt+B'], help: 'in a field: a word back', edit: {kind: 'move', to: 'word-left'}},
	{keys: ['Ctrl+→', 'Alt+F'], help: 'in a field: a word on', edit: {kind: 'move', to: 'word-right'}},
	{keys: ['Delete'], help: 'in a field: delete the character at the cursor', edit: {kind: 'delete', to: 'right'}},
	{keys: ['Ctrl+W'], help: 'in a field: delete the word before the cursor', edit: {kind: 'delete', to: 'word-left'}},
	{keys: ['Ctrl+K'], help: 'in a field: delete all from the cursor on', edit: {kind: 'delete', to: 'end'}},
];
