import {type TextEdit} from '../wizard/edit-text.js';
import {type FieldName} from '../wizard/fields.js';
import {interpretKeyPress, type InterpretedPress, type KeyPress} from '../wizard/key-press.js';
import {describeIdleKey} from '../wizard/keys.js';
import {focusedItem} from '../wizard/items-in-view.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../wizard/wizard-state.js';
import {readChunk} from './terminal-input.js';
import {type Session} from './session.js';

/** A field's input as it is on the screen: the text before its cursor is all it knows. */
export type Listener = {readonly field: FieldName; readonly head: string};

/** The keyboard of a session: what a press does is decided here, for every component that hears it. */
export type Keyboard = {
	/** One press, or several that the terminal delivered at once. To be told before the field's input hears of it. */
	readonly press: (input: string, press: KeyPress) => void;
	readonly paste: (text: string) => void;
	/** What the field's input made of the press; false where the press was not its business. */
	readonly typed: (edit: TextEdit) => boolean;
	/** Tells which input hears the keys from now on; the answer ends that. */
	readonly listen: (listener: Listener) => () => void;
};

/** The text before the cursor of the focused field; undefined where typing would change no field. */
function focusedInput(state: WizardState): Listener | undefined {
	const item = focusedItem(state);
	return item.kind === 'field' && state.overlay.kind === 'none' && !isFixedByEnvironment(state, item.field)
		? {field: item.field, head: effectiveValue(state, item.field).slice(0, state.cursor)}
		: undefined;
}

/** A keyboard for a session. `now` tells milliseconds since the epoch. */
export function createKeyboard({state, dispatch}: Pick<Session, 'state' | 'dispatch'>, now: () => number): Keyboard {
	let listener: Listener | undefined;
	// Whether the press that is being handled is left to the field's input.
	let isLeftToField = false;

	/**
	An input that is not drawn yet, or shows what is out of date, can't type: between two presses of a burst
	there is no frame.
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
