import {type RefObject} from 'react';
import {useInput, usePaste} from 'ink';
import {focusedItem} from '../wizard/actions.js';
import {keyOf, type KeyPress} from '../wizard/keys.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../wizard/wizard-state.js';
import {type PressMeaning} from './field-input.js';
import {type Session} from './session.js';

type KeyRouterProps = {
	readonly session: Session;
	readonly pressMeaning: RefObject<PressMeaning>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

// A slow line delivers a few typed characters in one piece; more than that at once was pasted by a terminal without bracketed paste.
const longestTyped = 7;

/** A move or a deletion within the focused field that its input component cannot do itself. */
function editedField(state: WizardState, press: KeyPress): {value: string; cursor: number} | undefined {
	const item = focusedItem(state);
	if (item.kind !== 'field' || state.overlay.kind !== 'none') {
		return undefined;
	}

	const value = effectiveValue(state, item.field);
	const {cursor} = state;
	const edits: ReadonlyArray<readonly [boolean | undefined, string, number]> = [
		[press.leftArrow, value, Math.max(0, cursor - 1)],
		[press.rightArrow, value, Math.min(value.length, cursor + 1)],
		[press.home, value, 0],
		[press.end, value, value.length],
		[press.delete, value.slice(0, cursor) + value.slice(cursor + 1), cursor],
	];
	const edit = edits.find(([isPressed]) => isPressed);
	return edit && {value: edit[1], cursor: edit[2]};
}

/** Hears every key before the field does, and tells the wizard what it means. It must be mounted before any field. */
export function KeyRouter({session, pressMeaning, now}: KeyRouterProps) {
	usePaste(text => {
		session.dispatch({kind: 'pasted', text, now: now()});
	});

	useInput((input, press) => {
		const state = session.state();
		pressMeaning.current = 'handled';
		const isChunk = !press.ctrl && !press.meta && input.length > 1;
		if (isChunk && (input.length > longestTyped || /[\r\n]./.test(input))) {
			session.dispatch({kind: 'pasted', text: input, now: now()});
			return;
		}

		const item = focusedItem(state);
		const isTyping = item.kind === 'field' && state.overlay.kind === 'none';
		if (isChunk && /[\r\n]$/.test(input)) {
			if (isTyping) {
				const value = effectiveValue(state, item.field);
				const typed = value.slice(0, state.cursor) + input.trimEnd() + value.slice(state.cursor);
				session.dispatch({
					kind: 'typed', field: item.field, value: typed, cursor: state.cursor + input.trimEnd().length, now: now(),
				});
			}

			session.dispatch({kind: 'key', key: 'accept'});
			return;
		}

		const edit = editedField(state, press);
		if (edit && item.kind === 'field') {
			session.dispatch({
				kind: 'typed', field: item.field, ...edit, now: now(),
			});
			return;
		}

		if (isTyping && isFixedByEnvironment(state, item.field) && !press.ctrl && input !== '') {
			session.dispatch({
				kind: 'typed', field: item.field, value: '', cursor: 0, now: now(),
			});
			return;
		}

		const key = keyOf(input, press, state);
		if (key) {
			session.dispatch({kind: 'key', key});
		} else if (isTyping && !press.ctrl && !press.meta && !press.escape) {
			pressMeaning.current = 'text';
		}
	});
	return null;
}
