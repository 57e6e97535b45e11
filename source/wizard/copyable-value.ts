import {focusedItem} from './stage-items.js';
import {fieldDescriptions} from './fields.js';
import {effectiveValue, type WizardState} from './wizard-state.js';

export type CopyableValue = {readonly label: string; readonly text: string};

/**
What Ctrl+Y copies now: the focused field's value, the value that a step wants typed elsewhere, or at the end
the refresh token.
*/
export function copyableValue(state: WizardState): CopyableValue | undefined {
	const item = focusedItem(state);
	const field = item.kind === 'field' ? item.field : (item.kind === 'step' ? item.copies : undefined);
	if (field) {
		const text = effectiveValue(state, field);
		return text === '' ? undefined : {label: fieldDescriptions[field].label, text};
	}

	return (state.stage === 'refresh-token' || state.stage === 'proof') && state.token
		? {label: 'refresh token', text: state.token.object.refresh_token}
		: undefined;
}
