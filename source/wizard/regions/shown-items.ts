import {type FormerSecret} from '../../concur/former-secret.js';
import {endingOf} from '../../concur/redact.js';
import {choiceSummary} from '../apis/api-choice.js';
import {fieldDescriptions, type FieldName} from '../values/fields.js';
import {focusedIndex, itemsInView, type Item} from '../stages/items-in-view.js';
import {type Mark, type Meaning} from '../marks.js';
import {shownIn, type Shown} from '../object-rows.js';
import {isOtherSecretRefused, isOtherSecretUnproven} from '../values/other-secret.js';
import {isAnswered, isStepDone} from '../stages/step-status.js';
import {valueStanding} from '../values/value-standing.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../wizard-state.js';
import {baseUriNote, fieldHint} from '../values/field-hints.js';
import {memoizeIgnoringFocus, memoizeByContent} from './memoize-by-content.js';

/** The hint below a field. */
type FieldHint = {
	readonly text: string;
	/** The meaning of the mark with which it begins, if it has one. */
	readonly meaning?: Meaning;
	/** Whether it is shown only with the focus, or if there is room. */
	readonly isDetail: boolean;
};

/** A field. */
export type ShownField = Shown & {
	readonly kind: 'field';
	readonly field: FieldName;
	readonly label: string;
	/** The value in effect. `shown` is what may be seen of it. */
	readonly value: string;
	/** Whether the person asked to see it in full. */
	readonly isRevealed: boolean;
	/** The position of the text cursor while the field is being edited. */
	readonly cursor: number | undefined;
	/** The value that Enter would take while the field is empty; empty if none. */
	readonly placeholder: string;
	readonly standing: Mark;
	readonly hint: FieldHint | undefined;
};

/** Something in the stage or on the welcome screen that can have the focus, with all that is shown of it. */
export type ShownItem =
	| {
			readonly kind: 'step';
			readonly id: string;
			readonly term: string | undefined;
			readonly text: string;
			readonly more: string | undefined;
			readonly isTicked: boolean;
	  }
	| {readonly kind: 'apis'; readonly id: string; readonly text: string; readonly isTicked: boolean}
	| ShownField
	| {readonly kind: 'action'; readonly id: string; readonly label: string; readonly detail: string | undefined};

/** What the secret that is kept beside the one in the field is kept for. */
function otherSecretText(state: WizardState, {clientSecret}: FormerSecret, isEmpty: boolean): string {
	const ending = endingOf(clientSecret);
	if (isOtherSecretUnproven(state)) {
		return isOtherSecretRefused(state)
			? `This one is proven. SAP Concur refused the secret ${ending}, which is kept for another try.`
			: `This one is proven. The secret ${ending} is kept for a try.`;
	}

	return `The secret ${ending} is kept${isEmpty ? ': you can restore it below.' : ' until this one is proven.'}`;
}

/** The hint below a field: what seems wrong with its value, or how to fill it. */
function hintOf(state: WizardState, field: FieldName, isFocused: boolean): FieldHint | undefined {
	const {symbol, meaning, explanation} = valueStanding(state, field);
	if (explanation !== undefined) {
		return {text: `${symbol} ${explanation}`, meaning, isDetail: false};
	}

	const isEmpty = effectiveValue(state, field) === '';
	if (field === 'clientSecret' && state.former) {
		return {text: otherSecretText(state, state.former, isEmpty), isDetail: false};
	}

	const isNoted = field === 'baseUri' && (isFocused || baseUriNote(state) !== undefined);
	return isEmpty || isNoted ? {text: fieldHint(state, field), isDetail: !isNoted} : undefined;
}

function shownField(state: WizardState, field: FieldName, isFocused: boolean): ShownField {
	const {label, isSecret, variable} = fieldDescriptions[field];
	const value = effectiveValue(state, field);
	const {meaning, symbol, word} = valueStanding(state, field);
	const isFixed = isFixedByEnvironment(state, field);
	const isEdited = isFocused && state.overlay.kind === 'none' && !isFixed;
	return {
		...shownIn(state, value, isSecret),
		kind: 'field', field, label, value,
		isRevealed: state.isRevealing,
		cursor: isEdited ? state.cursor : undefined,
		placeholder: field === 'folder' ? state.facts.defaultFolder : '',
		standing: {meaning, symbol, word: isFixed ? `from ${variable}` : word},
		hint: hintOf(state, field, isFocused),
	};
}

function shownItem(state: WizardState, item: Item, isFocused: boolean): ShownItem {
	const {kind} = item;
	switch (kind) {
		case 'step': {
			const {id, term, text, more} = item;
			return {kind, id, term, text, more, isTicked: isStepDone(state, item)};
		}

		case 'apis': {
			const {id, text} = item;
			return {kind, id, text: `${text} ${choiceSummary(state)}`, isTicked: isAnswered(state, item)};
		}

		case 'field': {
			return shownField(state, item.field, isFocused);
		}

		case 'action': {
			const {id, label, detail} = item;
			return {kind, id, label, detail};
		}
	}
}

/** The items in view, and the index of the one that has the focus. */
export type ShownItems = {readonly items: readonly ShownItem[]; readonly focused: number};

const itemsWithoutFocus = memoizeIgnoringFocus((state: WizardState): readonly ShownItem[] =>
	itemsInView(state).map(item => shownItem(state, item, false)));

/** Everything in view that can have the focus, as it is shown. Of all items, only a field looks different with it. */
export const shownItems = memoizeByContent((state: WizardState): ShownItems => {
	const focused = focusedIndex(state);
	const item = itemsInView(state)[focused]!;
	const items = itemsWithoutFocus(state);
	return {items: item.kind === 'field' ? items.with(focused, shownItem(state, item, true)) : items, focused};
});
