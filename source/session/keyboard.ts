import {type TextEdit} from '../wizard/edit-text.js';
import {type FieldName} from '../wizard/fields.js';
import {interpretKeyPress, type InterpretedPress, type KeyPress} from '../wizard/key-press.js';
import {describeIdleKey} from '../wizard/keys.js';
import {focusedItem} from '../wizard/items-in-view.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../wizard/wizard-state.js';
import {readChunk} from './terminal-input.js';
import {type Session} from './session.js';

/** The input of a field as it is on screen. It knows only the text before the cursor. */
export type Listener = {readonly field: FieldName; readonly head: string};

/** The keyboard of a session. It decides what a press does, for every component that receives it. */
export type Keyboard = {
	/** Handles one press, or several that arrived at once. Must be called before the field's input receives them. */
	readonly press: (input: string, press: KeyPress) => void;
	readonly paste: (text: string) => void;
	/** Takes what the field's input made of the press; returns false if the press was not for the input. */
	readonly typed: (edit: TextEdit) => boolean;
	/** Registers the input that receives keys. Returns a function that unregisters it. */
	readonly listen: (listener: Listener) => () => void;
};

/** The focused field with the text before its cursor. Undefined if typing would not change a field. */
function focusedInput(state: WizardState): Listener | undefined {
	const item = focusedItem(state);
	return item.kind === 'field' && state.overlay.kind === 'none' && !isFixedByEnvironment(state, item.field)
		? {field: item.field, head: effectiveValue(state, item.field).slice(0, state.cursor)}
		: undefined;
}

/** Creates a keyboard for a session. `now` returns milliseconds since the epoch. */
export function createKeyboard({state, dispatch}: Pick<Session, 'state' | 'dispatch'>, now: () => number): Keyboard {
	let listener: Listener | undefined;
	// Whether the current press is left to the field's input.
	let isLeftToField = false;

	/**
	Whether the field's input is ready for typing. It is not if it has not been drawn yet, or is out of date: between
	two presses of a burst there is no frame.
	*/
	const isListening = (): boolean => {
		const target = focusedInput(state());
		return target !== undefined && target.field === listener?.field && target.head === listener.head;
	};

	const edit = (change: TextEdit) => {
		dispatch({kind: 'edited', edit: change, now: now()});
	};

	const act = (meaning: InterpretedPress) => {
		switch (meaning.kind) {
			case 'key': {
				dispatch({kind: 'key', key: meaning.key, now: now()});
				break;
			}

			case 'text':
			case 'edit': {
				edit(meaning.edit);
				break;
			}

			case 'nothing': {
				dispatch({kind: 'told', text: describeIdleKey(state(), meaning.key)});
				break;
			}
		}
	};

	const paste = (text: string) => {
		dispatch({kind: 'pasted', text, now: now()});
	};

	return {
		press(input, press) {
			isLeftToField = false;
			const isChunk = !press.ctrl && !press.meta && press.name === undefined && input.length > 1;
			if (!isChunk) {
				const meaning = interpretKeyPress(input, press, state());
				isLeftToField = meaning.kind === 'text' && isListening();
				if (!isLeftToField) {
					act(meaning);
				}

				return;
			}

			const chunk = readChunk(input);
			if (chunk.kind === 'paste') {
				paste(input);
				return;
			}

			for (const one of chunk.presses) {
				act(interpretKeyPress(one.input, one.press, state()));
			}
		},
		paste,
		typed(change) {
			const isTaken = isLeftToField;
			isLeftToField = false;
			if (isTaken) {
				edit(change);
			}

			return isTaken;
		},
		listen(next) {
			listener = next;
			return () => {
				listener = listener === next ? undefined : listener;
			};
		},
	};
}
