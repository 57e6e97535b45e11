import {type TextEdit} from './edit-text.js';
import {editBindings, keyBindings, type KeyName} from './keys.js';
import {focusedItem} from './items-in-view.js';
import {type WizardState} from './wizard-state.js';

/** A key press as the terminal library reports it; our own structure, so that this folder needs no such library. */
export type KeyPress = Readonly<Partial<Record<
	'upArrow' | 'downArrow' | 'leftArrow' | 'rightArrow' | 'pageDown' | 'pageUp' | 'home' | 'end' | 'return' | 'escape'
	| 'ctrl' | 'shift' | 'tab' | 'backspace' | 'delete' | 'meta',
	boolean
>>> & {
	/** Of a key that has no flag here: F1, Insert, `Ctrl+F5`; empty where it has no name either. */
	readonly name?: string;
};

/** What a press means for the session as it stands. */
export type InterpretedPress =
	| {readonly kind: 'key'; readonly key: KeyName}
	/** Text for the focused field, or the Backspace that takes some away: what an input field does by itself. */
	| {readonly kind: 'text'; readonly edit: TextEdit}
	/** A change to the focused field that is more than typing, or to what is searched for. */
	| {readonly kind: 'edit'; readonly edit: TextEdit}
	/** `key` is its name, where it has one. */
	| {readonly kind: 'nothing'; readonly key: string | undefined};

const namedPresses: ReadonlyArray<readonly [Exclude<keyof KeyPress, 'name'>, string]> = [
	['escape', 'Esc'], ['tab', 'Tab'], ['return', 'Enter'], ['backspace', 'Backspace'], ['delete', 'Delete'],
	['upArrow', '↑'], ['downArrow', '↓'], ['leftArrow', '←'], ['rightArrow', '→'],
	['pageDown', 'PgDn'], ['pageUp', 'PgUp'], ['home', 'Home'], ['end', 'End'],
];

/** A press as the key tables write it; undefined for text, which may read like the name of a key. */
function nameOf(input: string, press: KeyPress): string | undefined {
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

// These mean another key where their own label is undefined.
const onlyWhereLabelled: ReadonlySet<KeyName> = new Set(['choose-apis', 'leave-list']);
const answers: ReadonlySet<KeyName> = new Set(['yes', 'no']);
const worksInQuestions: ReadonlySet<KeyName> = new Set([
	'yes', 'no', 'leave', 'reveal', 'accept', 'next-item', 'previous-item',
]);

function findKey(name: string, state: WizardState): KeyName | undefined {
	const isAsking = state.overlay.kind === 'question';
	return keyBindings.find(binding => {
		const isHere = isAsking ? worksInQuestions.has(binding.name) : !answers.has(binding.name);
		const isMeant = !onlyWhereLabelled.has(binding.name) || binding.label(state) !== undefined;
		return isHere && isMeant && binding.keys.includes(name);
	})?.name;
}

/** The key that a text stands for where none is typed: only single signs are keys. */
function findKeyOfText(text: string, state: WizardState): KeyName | undefined {
	return /^[yn?]$/i.test(text) ? findKey(text.toLowerCase(), state) : undefined;
}

/** What a press means: decided here and nowhere else. */
export function interpretKeyPress(input: string, press: KeyPress, state: WizardState): InterpretedPress {
	const name = nameOf(input, press);
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
