import {type KeyName} from './keys.js';
import {whyNotAccepted} from './why-not-accepted.js';
import {type Overlay, type WizardState} from './wizard-state.js';

const nextSteps: Readonly<Record<Overlay['kind'], string>> = {
	none: 'F1 lists the keys.',
	help: 'Esc closes this page.',
	apis: 'Tab leaves the list.',
	debug: 'Esc closes this page.',
	text: 'Esc closes this page.',
	question: 'Answer the question first.',
};

/** What is said of a key that does nothing now; `key` is its name. */
export function describeIdleKey({overlay}: WizardState, key = 'That key'): string {
	return `${key} does nothing here. ${nextSteps[overlay.kind]}`;
}

const reasons: Readonly<Partial<Record<KeyName, string>>> = {
	accept: 'The call is under way. Esc cancels it.',
	copy: 'There is no value to copy here.',
	empty: 'There is nothing to empty here.',
	'take-back': 'There is nothing to take back.',
	'next-stage': 'This is the last stage.',
	'previous-stage': 'This is the first stage.',
	'open-page': 'This stage has no page.',
	issue: 'There is nothing to fill in here.',
};

/** Why a key of the key table does nothing now. */
export function describeIdleBinding(state: WizardState, name: KeyName): string {
	if (state.overlay.kind !== 'none') {
		return describeIdleKey(state);
	}

	const missing = name === 'accept' ? whyNotAccepted(state) : undefined;
	if (missing !== undefined) {
		return missing;
	}

	const isPracticeOnly = name === 'issue' && !state.facts.isPractice;
	return isPracticeOnly ? 'Ctrl+G works in practice only.' : reasons[name] ?? describeIdleKey(state);
}
