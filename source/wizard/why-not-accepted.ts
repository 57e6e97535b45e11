import {fieldDescriptions, isCredentialField} from './fields.js';
import {focusedItem} from './items-in-view.js';
import {missingFor} from './stage-status.js';
import {effectiveValue, type WizardState} from './wizard-state.js';

/** Why Enter leaves the item that has the focus as it is: a value is missing; undefined where it does something. */
export function whyNotAccepted(state: WizardState): string | undefined {
	const item = focusedItem(state);
	if (item.kind === 'step') {
		const missing = missingFor(state, item);
		return missing &&
			`The ${fieldDescriptions[missing].label} is still empty: paste it before you choose OK there.`;
	}

	const isToFill = item.kind === 'field' && isCredentialField(item.field) && effectiveValue(state, item.field) === '';
	return isToFill ? `Paste the ${fieldDescriptions[item.field].label} first; Tab goes on without it.` : undefined;
}
