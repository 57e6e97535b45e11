import {type WizardState, effectiveValue} from '../wizard-state.js';
import {copyableLoss} from '../questions/unsaved-changes.js';
import {adviceFor} from '../apis/api-choice.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {focusedItem} from '../stages/items-in-view.js';
import {fieldDescriptions} from './fields.js';

export type CopyableValue = {readonly label: string; readonly text: string};

/**
What Ctrl+Y copies now: what the open page or question holds, the value of the focused field, the value that a step
asks for elsewhere or, once everything is done, the refresh token.
*/
export function copyableValue(state: WizardState): CopyableValue | undefined {
	const {overlay} = state;
	switch (overlay.kind) {
		case 'none': {
			return copyableInStage(state);
		}

		case 'apis': {
			const {scopes} = adviceFor(state);
			return scopes.length > 0 ? {label: 'scopes', text: scopes.join(' ')} : undefined;
		}

		case 'text': {
			return {label: 'text', text: overlay.text};
		}

		case 'question': {
			const {question} = overlay;
			return question.kind === 'leave-unsaved' ? copyableLoss(state, question.saved) : undefined;
		}

		case 'help':
		case 'debug': {
			return undefined;
		}
	}
}

function copyableInStage(state: WizardState): CopyableValue | undefined {
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
