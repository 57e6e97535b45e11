import {stillAwaitedMessage} from '../calls/call-messages.js';
import {type Overlay, type WizardState} from '../wizard-state.js';
import {whyNotAccepted} from './key-labels.js';
import {bindingOf, keyFor, type KeyName} from './keys.js';

const closing = `Press ${keyFor('close')} to close this page.`;

const nextSteps: Readonly<Record<Overlay['kind'], string>> = {
	none: `Press ${keyFor('help')} for a list of keys.`,
	help: closing,
	apis: `Press ${keyFor('leave-list')} to leave the list.`,
	debug: closing,
	text: closing,
	question: 'Answer the question first.',
};

/** The message for a key that does nothing now; `key` is its name. */
export function describeIdleKey({overlay}: WizardState, key = 'That key'): string {
	return `${key} does nothing here. ${nextSteps[overlay.kind]}`;
}

/** Explains why a key from the key table does nothing now. */
export function describeIdleBinding(state: WizardState, name: KeyName): string {
	if (state.overlay.kind !== 'none') {
		return describeIdleKey(state);
	}

	if (name === 'accept' && state.call.kind === 'calling' && state.call.isCancelled) {
		return stillAwaitedMessage;
	}

	const missing = name === 'accept' ? whyNotAccepted(state) : undefined;
	if (missing !== undefined) {
		return missing;
	}

	const isPracticeOnly = name === 'issue' && !state.facts.isPractice;
	const {idle} = bindingOf(name);
	return isPracticeOnly ? `${keyFor('issue')} works only in practice mode.` : idle ?? describeIdleKey(state);
}
