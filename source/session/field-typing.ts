import {type TextEdit} from '../wizard/values/edit-text.js';
import {isTyping} from '../wizard/keys/key-press.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {type Session} from './session.js';
import {type Press} from './terminal-input.js';

/** What may be typed by the input component of the focused field, instead of by the wizard. */
export type FieldTyping = {
	/** Takes note of the state that the input shows. Returns a function that says that it is gone. */
	readonly show: (state: WizardState | undefined) => () => void;
	/** Whether the input types these presses, which arrived together. */
	readonly takes: (presses: readonly Press[]) => boolean;
	/**
	Takes what the input made of a press, and returns the state that this led to. Undefined if the press was not left to
	the input.
	*/
	readonly type: (edit: TextEdit) => WizardState | undefined;
};

/**
Decides what is left to a session's input component. It can type only while it shows the current state, and between two
presses of a burst there is no frame. As each event makes a new state, comparing the two states is enough: once a press
has been sent, the one that is shown is out of date.

Only the input knows whether it is drawn, which depends on the size of the window. `now` is milliseconds since the
epoch.
*/
export function createFieldTyping(session: Pick<Session, 'state' | 'dispatch'>, now: () => number): FieldTyping {
	let shown: WizardState | undefined;
	const isCurrent = () => shown === session.state();
	return {
		show(state) {
			shown = state;
			return () => {
				shown = undefined;
			};
		},
		takes: ([only, ...others]) => only !== undefined && others.length === 0
			&& isCurrent() && isTyping(only.input, only.press, session.state()),
		type(edit) {
			if (!isCurrent()) {
				return undefined;
			}

			session.dispatch({kind: 'edited', edit, now: now()});
			return session.state();
		},
	};
}
