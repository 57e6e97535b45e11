import {effectiveValue} from '../wizard/wizard-state.js';
import {type FieldName} from '../wizard/fields.js';
import {type Session} from './session.js';

/** What one press does to the text around the cursor. */
export type FieldEdit =
	| {readonly kind: 'insert'; readonly text: string}
	/** How many characters before the cursor go. */
	| {readonly kind: 'delete-back'; readonly count: number};

/** The press that is being handled: `text` is the input's own business, and `handled` is not, or not any more. */
export type PressMeaning = 'text' | 'handled';

const clusters = new Intl.Segmenter();

/** Where the character begins that ends at the cursor: an emoji or a letter with its accent is one. */
export function previousPosition(text: string, cursor: number): number {
	return clusters.segment(text).containing(cursor - 1)?.index ?? 0;
}

/** Where the character ends that begins at the cursor. */
export function nextPosition(text: string, cursor: number): number {
	const next = clusters.segment(text).containing(cursor);
	return next ? next.index + next.segment.length : text.length;
}

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
	let nextHead = edit.kind === 'insert' ? head + edit.text : head;
	for (let deleted = 0; edit.kind === 'delete-back' && deleted < edit.count; deleted++) {
		nextHead = nextHead.slice(0, previousPosition(nextHead, nextHead.length));
	}

	session.dispatch({
		kind: 'typed', field, value: nextHead + value.slice(state.cursor), cursor: nextHead.length, now,
	});
}
