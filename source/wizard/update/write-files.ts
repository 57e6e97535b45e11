import {transitionTo, type Transition} from '../events.js';
import {currentCredentials} from '../values/verdicts.js';
import {type WizardState} from '../wizard-state.js';

type Target = {readonly folder: string; readonly canOverwrite: boolean};

/** Writes credentials.json with the values in effect. */
export function writeCredentials(state: WizardState, target: Target): Transition {
	return transitionTo(state, {kind: 'write-credentials', ...target, credentials: currentCredentials(state)});
}

/** Writes refreshTokenObjectFile.json with the token, if there is one. */
export function writeTokenObject(state: WizardState, target: Target): Transition {
	return state.token
		? transitionTo(state, {kind: 'write-token-object', ...target, token: state.token})
		: transitionTo(state);
}
