import {useRef, type RefObject} from 'react';
import {useInput, usePaste} from 'ink';
import {focusedItem} from '../wizard/actions.js';
import {keyOf, type KeyPress} from '../wizard/keys.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../wizard/wizard-state.js';
import {editField, nextPosition, previousPosition, type PressMeaning} from './field-edit.js';
import {readChunk, type Press} from './key-chunk.js';
import {type Session} from './session.js';

type KeyRouterProps = {
	readonly session: Session;
	readonly pressMeaning: RefObject<PressMeaning>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

/** A move or a deletion within the focused field that its input component cannot do itself. */
function editedField(state: WizardState, press: KeyPress): {value: string; cursor: number} | undefined {
	const item = focusedItem(state);
	if (item.kind !== 'field' || state.overlay.kind !== 'none') {
		return undefined;
	}

	const value = effectiveValue(state, item.field);
	const {cursor} = state;
	const edits: ReadonlyArray<readonly [boolean | undefined, string, number]> = [
		[press.leftArrow, value, previousPosition(value, cursor)],
		[press.rightArrow, value, nextPosition(value, cursor)],
		[press.home, value, 0],
		[press.end, value, value.length],
		[press.delete, value.slice(0, cursor) + value.slice(nextPosition(value, cursor)), cursor],
	];
	const edit = edits.find(([isPressed]) => isPressed);
	return edit && {value: edit[1], cursor: edit[2]};
}

/** Hears every key before the field does, and tells the wizard what it means. It must be mounted before any field. */
export function KeyRouter({session, pressMeaning, now}: KeyRouterProps) {
	usePaste(text => {
		session.dispatch({kind: 'pasted', text, now: now()});
	});

	// A field that has just got the focus does not hear keys until its effects have run: what it missed is done here.
	const missed = useRef<() => void>(undefined);
	const catchUp = () => {
		const edit = missed.current;
		missed.current = undefined;
		if (pressMeaning.current === 'text') {
			pressMeaning.current = 'handled';
			edit?.();
		}
	};

	/** What one press does; false leaves it to the field, which hears it after this. */
	const handle = ({input, press}: Press): boolean => {
		const state = session.state();
		const item = focusedItem(state);
		const isTyping = item.kind === 'field' && state.overlay.kind === 'none';
		const edit = editedField(state, press);
		if (edit && item.kind === 'field') {
			session.dispatch({
				kind: 'typed', field: item.field, ...edit, now: now(),
			});
			return true;
		}

		if (isTyping && isFixedByEnvironment(state, item.field) && !press.ctrl && input !== '') {
			// Changes nothing, and says which variable sets the field.
			editField(session, item.field, {kind: 'insert', text: input}, now());
			return true;
		}

		const key = keyOf(input, press, state);
		if (key) {
			session.dispatch({kind: 'key', key, now: now()});
		}

		return key !== undefined || !isTyping || press.ctrl === true || press.meta === true || press.escape === true;
	};

	const type = ({input, press}: Press) => {
		const item = focusedItem(session.state());
		if (item.kind === 'field') {
			editField(session, item.field, press.backspace ? {kind: 'delete-back', count: 1} : {kind: 'insert', text: input}, now());
		}
	};

	useInput((input, press) => {
		catchUp();
		pressMeaning.current = 'handled';
		const isChunk = !press.ctrl && !press.meta && input.length > 1;
		const chunk = isChunk ? readChunk(input) : undefined;
		if (chunk?.kind === 'paste') {
			session.dispatch({kind: 'pasted', text: input, now: now()});
			return;
		}

		if (chunk) {
			for (const one of chunk.presses) {
				if (!handle(one)) {
					type(one);
				}
			}

			return;
		}

		if (!handle({input, press})) {
			pressMeaning.current = 'text';
			missed.current = () => {
				type({input, press});
			};

			queueMicrotask(catchUp);
		}
	});
	return null;
}
