import {type TextEdit} from '../values/edit-text.js';
import {focusedItem} from '../stages/items-in-view.js';
import {type WizardState} from '../wizard-state.js';
import {keyLabels} from './key-labels.js';
import {editBindings, isCharacter, keyBindings, type KeyBinding, type KeyName} from './keys.js';

/** A key press as the terminal library reports it. The type is ours, so that this folder does not need the library. */
export type KeyPress = Readonly<Partial<Record<
	'upArrow' | 'downArrow' | 'leftArrow' | 'rightArrow' | 'pageDown' | 'pageUp' | 'home' | 'end' | 'return' | 'escape'
	| 'ctrl' | 'shift' | 'tab' | 'backspace' | 'delete' | 'meta',
	boolean
>>> & {
	/** The name of a key without a flag here: F1, Insert, `Ctrl+F5`. Empty if it has no name either. */
	readonly name?: string;
};

/** What a press means in the current state of the session. */
export type InterpretedPress =
	| {readonly kind: 'key'; readonly key: KeyName}
	/** Text for the focused field, or a Backspace: edits that an input field makes by itself. */
	| {readonly kind: 'text'; readonly edit: TextEdit}
	/** A change to the focused field beyond typing, or any change to the search text. */
	| {readonly kind: 'edit'; readonly edit: TextEdit}
	/** `key` is the name of the key, if it has one. */
	| {readonly kind: 'nothing'; readonly key: string | undefined};

const namedPresses: ReadonlyArray<readonly [Exclude<keyof KeyPress, 'name'>, string]> = [
	['escape', 'Esc'], ['tab', 'Tab'], ['return', 'Enter'], ['backspace', 'Backspace'], ['delete', 'Delete'],
	['upArrow', '↑'], ['downArrow', '↓'], ['leftArrow', '←'], ['rightArrow', '→'],
	['pageDown', 'PgDn'], ['pageUp', 'PgUp'], ['home', 'Home'], ['end', 'End'],
];

/** The name of a press in the key tables. Undefined for text, which could look like the name of a key. */
export function nameOfPress(input: string, press: KeyPress): string | undefined {
	const name = namedPresses.find(([flag]) => press[flag])?.[1];
	if (name) {
		return `${press.ctrl ? 'Ctrl+' : ''}${name === 'Tab' && press.shift ? 'Shift+' : ''}${name}`;
	}

	if (press.name !== undefined) {
		return press.name;
	}

	if (press.ctrl) {
		return `Ctrl+${input.toUpperCase()}`;
	}

	if (press.meta) {
		return `Alt+${input.toUpperCase()}`;
	}

	return input === '' ? '' : undefined;
}

/** Whether a binding works in this state, as far as its scope says. */
const worksIn: Readonly<Record<KeyBinding['scope'], (state: WizardState, name: KeyName) => boolean>> = {
	question: ({overlay}) => overlay.kind === 'question',
	list: (state, name) => keyLabels[name](state) !== undefined,
	page: () => true,
	stage: ({overlay}) => overlay.kind !== 'question',
	everywhere: () => true,
};

function findKey(key: string, state: WizardState): KeyName | undefined {
	return keyBindings.find(({name, scope, keys}) => keys.includes(key) && worksIn[scope](state, name))?.name;
}

/** The key that a character stands for while nothing can be typed. Only single characters are keys. */
function findKeyOfText(text: string, state: WizardState): KeyName | undefined {
	const name = text === ' ' ? 'Space' : text.toLowerCase();
	return text === ' ' || isCharacter(text) ? findKey(name, state) : undefined;
}

/** What a press means in this state. Nothing else decides it. */
export function interpretKeyPress(input: string, press: KeyPress, state: WizardState): InterpretedPress {
	const name = nameOfPress(input, press);
	const isSearch = state.overlay.kind === 'help' || state.overlay.kind === 'apis';
	if (isSearch && (name === undefined || name === 'Backspace')) {
		return {kind: 'edit', edit: name === undefined ? {kind: 'insert', text: input} : {kind: 'delete', to: 'left'}};
	}

	if (state.overlay.kind === 'none' && focusedItem(state).kind === 'field') {
		if (name === undefined) {
			return {kind: 'text', edit: {kind: 'insert', text: input}};
		}

		if (name === 'Backspace') {
			return {kind: 'text', edit: {kind: 'delete', to: 'left'}};
		}

		const edit = editBindings.find(({keys}) => keys.includes(name))?.edit;
		if (edit) {
			return {kind: 'edit', edit};
		}
	}

	const key = name === undefined ? findKeyOfText(input, state) : findKey(name, state);
	return key ? {kind: 'key', key} : {kind: 'nothing', key: name || undefined};
}

/** Whether a press only types in the focused field, which its input component does by itself. */
export function isTyping(input: string, press: KeyPress, state: WizardState): boolean {
	return interpretKeyPress(input, press, state).kind === 'text';
}
