import {effectiveValue} from '../wizard/wizard-state.js';
import {type FieldName} from '../wizard/fields.js';
import {type Session} from './session.js';

/** What one press does to the text around the cursor. */
export type FieldEdit =
	| {readonly kind: 'insert'; readonly text: string}
	/** Characters that go before the cursor. */
	| {readonly kind: 'delete-back'; readonly count: number};

/** The press that is being handled: `text` is the input's own business, and `handled` is not, or not any more. */
export type PressMeaning = 'text' | 'handled';

/** The edit that turned one text into the other at its end, as the input component makes them. */
export function editBetween(before: string, after: string): FieldEdit {
	return after.length > before.length
		? {kind: 'insert', text: after.slice(before.length)}
		: {kind: 'delete-back', count: before.length - after.length};
}

/** Applies an edit to the field as it stands now: between two presses of one burst the screen is not drawn, and the field that is drawn is out of date. */
export function editField(session: Session, field: FieldName, edit: FieldEdit, now: number): void {
	const state = session.state();
	const value = effectiveValue(state, field);
	const head = value.slice(0, state.cursor);
	const nextHead = edit.kind === 'insert' ? head + edit.text : head.slice(0, Math.max(0, head.length - edit.count));
	session.dispatch({
		kind: 'typed', field, value: nextHead + value.slice(state.cursor), cursor: nextHead.length, now,
	});
}
