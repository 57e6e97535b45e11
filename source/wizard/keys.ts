import {canIssueValues, focusedItem} from './actions.js';
import {copyableValue} from './copyable-value.js';
import {isFixedByEnvironment, effectiveValue, type WizardState} from './wizard-state.js';
import {stageIds} from '../concur/tutorial-stages.js';
import {stageOf} from './stages.js';

export type KeyName =
	| 'accept' | 'next-item' | 'previous-item' | 'next-stage' | 'previous-stage' | 'open-page' | 'copy'
	| 'reveal' | 'empty' | 'issue' | 'debug' | 'help' | 'close' | 'leave' | 'yes' | 'no';

/** A key press as the terminal library reports it; a structure of our own so that this folder needs no terminal library. */
export type KeyPress = Readonly<Partial<Record<
	'upArrow' | 'downArrow' | 'leftArrow' | 'rightArrow' | 'pageDown' | 'pageUp' | 'home' | 'end' | 'return' | 'escape'
	| 'ctrl' | 'shift' | 'tab' | 'backspace' | 'delete' | 'meta', boolean
>>>;

export type KeyBinding = {
	readonly name: KeyName;
	/** As footer and help print it. */
	readonly keys: string;
	/** What help says of it. */
	readonly help: string;
	/** What the footer says now; undefined where the key would do nothing. */
	readonly label: (state: WizardState) => string | undefined;
};

function isFree(state: WizardState): boolean {
	return state.overlay.kind === 'none';
}

function acceptLabel(state: WizardState): string | undefined {
	if (!isFree(state)) {
		return undefined;
	}

	const item = focusedItem(state);
	switch (item.kind) {
		case 'step': {
			return state.ticks.includes(item.id) ? 'untick' : 'tick';
		}

		case 'field': {
			return 'accept';
		}

		case 'action': {
			return state.call.kind === 'calling' && (item.id === 'obtain-token' || item.id === 'prove-token') ? undefined : 'do it';
		}
	}
}

function closeLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'question') {
		return undefined;
	}

	if (!isFree(state)) {
		return 'close';
	}

	return state.call.kind === 'calling' && !state.call.isCancelled ? 'cancel the call' : undefined;
}

function isAtField(state: WizardState): boolean {
	return isFree(state) && focusedItem(state).kind === 'field';
}

function isScrolling(state: WizardState): boolean {
	return state.overlay.kind === 'help' || state.overlay.kind === 'debug';
}

function canEmpty(state: WizardState): boolean {
	const item = focusedItem(state);
	return isFree(state) && item.kind === 'field' && !isFixedByEnvironment(state, item.field) && effectiveValue(state, item.field) !== '';
}

/** Every key of the session, in the order of their use: footer and help are made of this table. */
export const keyBindings: readonly KeyBinding[] = [
	{
		name: 'yes', keys: 'y', help: 'answer a question with yes', label: state => state.overlay.kind === 'question' ? 'yes' : undefined,
	},
	{
		name: 'no', keys: 'n Esc', help: 'answer a question with no', label: state => state.overlay.kind === 'question' ? 'no, keep it' : undefined,
	},
	{
		name: 'close', keys: 'Esc', help: 'close this page, or cancel a call under way', label: closeLabel,
	},
	{
		name: 'accept', keys: 'Enter', help: 'step: tick or untick · field: accept and go on · action: do it', label: acceptLabel,
	},
	{
		name: 'issue', keys: 'Ctrl+G', help: 'practice only: the panel issues the values of this stage', label: state => isFree(state) && canIssueValues(state) ? 'issue values' : undefined,
	},
	{
		name: 'next-item', keys: 'Tab ↓', help: 'next item of this stage', label: state => isFree(state) ? 'next' : (isScrolling(state) ? 'down' : undefined),
	},
	{
		name: 'previous-item', keys: 'Shift+Tab ↑', help: 'previous item of this stage', label: state => isFree(state) ? '' : (isScrolling(state) ? 'up' : undefined),
	},
	{
		name: 'open-page', keys: 'Ctrl+O', help: 'open the page of this stage in the browser', label: state => isFree(state) && stageOf(state.stage).page ? 'page' : undefined,
	},
	{
		name: 'next-stage', keys: 'PgDn Ctrl+N', help: 'next stage; nothing is lost', label: state => isScrolling(state) ? '' : (isFree(state) && state.stage !== stageIds.at(-1) ? 'stage' : undefined),
	},
	{
		name: 'previous-stage', keys: 'PgUp Ctrl+P', help: 'previous stage; nothing is lost', label: state => isScrolling(state) || (isFree(state) && state.stage !== stageIds[0]) ? '' : undefined,
	},
	{
		name: 'help', keys: 'F1 ?', help: 'this page', label: state => isFree(state) ? 'help' : undefined,
	},
	{
		name: 'leave', keys: 'Ctrl+C', help: 'save and leave', label: () => 'leave',
	},
	{
		name: 'copy', keys: 'Ctrl+Y', help: 'copy the current value to the clipboard, also over SSH', label: state => isFree(state) && copyableValue(state) ? `copy ${copyableValue(state)!.label}` : undefined,
	},
	{
		name: 'empty', keys: 'Ctrl+U', help: 'empty the field', label: state => canEmpty(state) ? 'empty' : undefined,
	},
	{
		name: 'reveal', keys: 'Ctrl+R', help: 'show or hide the secrets', label: state => state.isRevealing ? 'hide secrets' : 'show secrets',
	},
	{
		name: 'debug', keys: 'Ctrl+D', help: 'the whole debug panel, to scroll through', label: state => isFree(state) ? 'all of debug' : undefined,
	},
];

const letterKeys: Readonly<Record<string, KeyName>> = {
	c: 'leave', d: 'debug', g: 'issue', n: 'next-stage', o: 'open-page', p: 'previous-stage', r: 'reveal', u: 'empty', y: 'copy',
};

/**
The key of the table that a press stands for; undefined for text, cursor keys of a field, and keys without a meaning.

Function keys reach us as an empty press without a name, so each of them opens help, F1 among them.
*/
export function keyOf(input: string, press: KeyPress, state: WizardState): KeyName | undefined {
	if (press.ctrl) {
		return letterKeys[input];
	}

	if (state.overlay.kind === 'question') {
		const answer = input.toLowerCase();
		return answer === 'y' ? 'yes' : (answer === 'n' || press.escape ? 'no' : undefined);
	}

	const table: ReadonlyArray<readonly [boolean | undefined, KeyName]> = [
		[press.escape, 'close'],
		[press.tab && press.shift, 'previous-item'],
		[press.tab, 'next-item'],
		[press.downArrow, 'next-item'],
		[press.upArrow, 'previous-item'],
		[press.pageDown, 'next-stage'],
		[press.pageUp, 'previous-stage'],
		[press.return, 'accept'],
		[input === '?' && !isAtField(state), 'help'],
		[input === '' && !Object.values(press).includes(true), 'help'],
	];
	return table.find(([isPressed]) => isPressed)?.[1];
}
