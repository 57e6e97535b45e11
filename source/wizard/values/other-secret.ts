import {tokenErrorCodes} from '../../concur/token-error-codes.js';
import {fieldRefusal} from '../calls/refusals.js';
import {type WizardState} from '../wizard-state.js';
import {isAccepted} from './verdicts.js';

/** Whether SAP Concur has accepted the secret in use, so that the other one that is kept is the unproven one. */
export function isOtherSecretUnproven(state: WizardState): boolean {
	return state.former !== undefined && isAccepted(state, 'clientSecret')
		&& fieldRefusal(state, 'clientSecret') === undefined;
}

/** Whether the other secret is kept because SAP Concur has just refused it. */
export function isOtherSecretRefused(state: WizardState): boolean {
	const {kind, code} = state.lastCall ?? {};
	return isOtherSecretUnproven(state) && kind === 'refused' && code === tokenErrorCodes.wrongClientSecret;
}
