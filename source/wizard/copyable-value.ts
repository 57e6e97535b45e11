import {adviceFor} from './api-choice.js';
import {focusedItem} from './items-in-view.js';
import {fieldDescriptions} from './fields.js';
import {hasLiveRefreshToken} from './lifetimes.js';
import {effectiveValue, type WizardState} from './wizard-state.js';

export type CopyableValue = {readonly label: string; readonly text: string};

/**
What Ctrl+Y copies now: the focused field's value, the value that a step wants typed elsewhere, or at the end
the refresh token.
*/
export function copyableValue(state: WizardState): CopyableValue | undefined {
	const {scopes} = adviceFor(state);
	if (state.overlay.kind === 'apis') {
		return scopes.length > 0 ? {label: 'scopes', text: scopes.join(' ')} : undefined;
	}

	const item = focusedItem(state);
	const copied = item.kind === 'field' ? item.field : (item.kind === 'step' ? item.copies : undefined);
	if (typeof copied === 'object') {
		return copied;
	}

	if (copied) {
		const text = effectiveValue(state, copied);
		return text === '' ? undefined : {label: fieldDescriptions[copied].label, text};
	}

	const isAtToken = state.place.kind === 'stage' && (state.stage === 'refresh-token' || state.stage === 'proof');
	return isAtToken && state.token && hasLiveRefreshToken(state)
		? {label: 'refresh token', text: state.token.object.refresh_token}
		: undefined;
}
