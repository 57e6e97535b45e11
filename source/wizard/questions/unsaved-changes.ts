import {endingOf} from '../../concur/redact.js';
import {labelInSentence} from '../../concur/values.js';
import {listWords} from '../../list-words.js';
import {fieldDescriptions, fieldNames, type FieldName} from '../values/fields.js';
import {keyFor} from '../keys/keys.js';
import {effectiveValue, isFixedByEnvironment, type SavedProgress, type WizardState} from '../wizard-state.js';

/** The fields whose values only the session has. `saved` is the progress that is on disk. */
function unsavedFields(state: WizardState, saved: SavedProgress): readonly FieldName[] {
	return fieldNames.filter(field => !isFixedByEnvironment(state, field)
		&& effectiveValue(state, field) !== effectiveValue({...state, ...saved}, field));
}

function describeField(state: WizardState, field: FieldName): string {
	const value = effectiveValue(state, field);
	const label = field === 'folder' ? 'folder' : labelInSentence(field);
	const ending = fieldDescriptions[field].isSecret ? ` ${endingOf(value)}` : '';
	return value === '' ? `the emptied ${label}` : `the ${label}${ending}`;
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/**
Lists what would be lost if the session ended now with only `saved` on disk: values, ticks, chosen APIs. Undefined if
that is nothing but the place of the focus.
*/
export function describeLoss(state: WizardState, saved: SavedProgress): string | undefined {
	const lost = [
		...unsavedFields(state, saved).map(field => describeField(state, field)),
		...(isSameList(state.ticks, saved.ticks) ? [] : ['your ticks']),
		...(isSameList(state.chosenApis, saved.chosenApis) ? [] : ['the choice of APIs']),
	];
	return lost.length === 0 ? undefined : listWords(lost, 'and');
}

/** The values to copy before they are lost: one as it is, several with labels, as a paste takes them. */
export function copyableLoss(
	state: WizardState,
	saved: SavedProgress,
): {readonly label: string; readonly text: string} | undefined {
	const [first, ...others] = unsavedFields(state, saved).filter(field =>
		field !== 'folder' && effectiveValue(state, field) !== '');
	if (first === undefined) {
		return undefined;
	}

	return others.length === 0
		? {label: fieldDescriptions[first].label, text: effectiveValue(state, first)}
		: {
			label: 'values',
			text: [first, ...others]
				.map(field => `${fieldDescriptions[field].label}: ${effectiveValue(state, field)}\n`)
				.join(''),
		};
}

/** What leaving without saving would lose, and how to keep it, in sentences. `reason` is why nothing can be saved. */
export function unsavedQuestion(state: WizardState, saved: SavedProgress, reason: string): string {
	const isSecretLost = unsavedFields(state, saved).includes('clientSecret') && state.values.clientSecret !== '';
	const copyable = copyableLoss(state, saved);
	const values = copyable?.label === 'values' ? 'these values' : `the ${copyable?.label}`;
	return [
		`Not saved: ${reason}`,
		`Leaving now loses ${describeLoss(state, saved) ?? 'your place'}.`,
		...(isSecretLost ? ['SAP Concur does not show a Client Secret again.'] : []),
		...(copyable ? [`Press ${keyFor('copy')} to copy ${values}.`] : []),
	].join(' ');
}
