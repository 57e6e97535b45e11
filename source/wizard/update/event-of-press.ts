import {type WizardEvent} from '../events.js';
import {describeIdleKey} from '../idle-keys.js';
import {interpretKeyPress} from '../key-press.js';
import {type WizardState} from '../wizard-state.js';

/** The event that a press stands for in this state. One that means nothing here says so. */
export function eventOfPress(
	state: WizardState,
	{input, press, now}: Extract<WizardEvent, {kind: 'pressed'}>,
): Extract<WizardEvent, {kind: 'key' | 'edited' | 'told'}> {
	const meaning = interpretKeyPress(input, press, state);
	switch (meaning.kind) {
		case 'key': {
			return {kind: 'key', key: meaning.key, now};
		}

		case 'text':
		case 'edit': {
			return {kind: 'edited', edit: meaning.edit, now};
		}

		case 'nothing': {
			return {kind: 'told', text: describeIdleKey(state, meaning.key)};
		}
	}
}
