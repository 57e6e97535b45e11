import {applyAnswer} from './answer-transitions.js';
import {type WizardEffect, type WizardEvent} from './effects.js';
import {applyKey} from './key-transitions.js';
import {applyTakenOver} from './take-over.js';
import {applyPaste, applyTyping, applyValues} from './value-transitions.js';
import {type WizardState} from './wizard-state.js';

/** The next state, and what the world is asked to do. */
export type Transition = {readonly state: WizardState; readonly effects: readonly WizardEffect[]};

/** The wizard: every change of the session goes through here. Pure, so that whole sessions are tested without a terminal. */
export function transition(state: WizardState, event: WizardEvent): Transition {
	switch (event.kind) {
		case 'key': {
			return applyKey({...state, now: event.now}, event.key);
		}

		case 'typed': {
			return applyTyping(state, event);
		}

		case 'pasted': {
			return applyPaste({...state, now: event.now}, event.text);
		}

		case 'values-issued': {
			return applyValues({...state, now: event.now}, event.values, 'The practice panel issued');
		}

		case 'token-taken-over': {
			return applyTakenOver(state, event);
		}

		case 'clock': {
			return {state: {...state, now: event.now}, effects: []};
		}

		case 'folder-inspected':
		case 'file-written':
		case 'file-exists':
		case 'failed':
		case 'told':
		case 'crashed':
		case 'call-progress':
		case 'token-answered':
		case 'proof-answered': {
			return {state: applyAnswer(state, event), effects: []};
		}
	}
}
