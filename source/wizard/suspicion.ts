import {type Verdict} from '../concur/validity-check.js';
import {hasTokenOfTheseCredentials} from './lifetimes.js';
import {isCredentialField, type FieldName} from './fields.js';
import {fieldVerdict} from './verdicts.js';
import {effectiveValue, type WizardState} from './wizard-state.js';

/** Whether SAP Concur has granted a token with the value as it stands: then it is right, however it looks. */
function isAccepted(state: WizardState, field: FieldName): boolean {
	const {token, connection, enteredAt} = state;
	if (!token || !hasTokenOfTheseCredentials(state)) {
		return false;
	}

	if (field === 'clientSecret') {
		const secret = effectiveValue(state, field);
		return token.obtainedWith.clientSecret === secret
			|| (connection?.kind === 'accepted' && connection.clientSecret === secret);
	}

	return field !== 'companyRequestToken' || (enteredAt.companyRequestToken ?? 0) <= token.receivedAt;
}

/** Whether a value looks wrong and was never accepted: it is to be checked, but formats may change. */
export function isDoubtful(state: WizardState, field: FieldName): boolean {
	return isCredentialField(field) && fieldVerdict(state, field).kind === 'suspicious' && !isAccepted(state, field);
}

/** What is said of the look of a value: nothing once SAP Concur has accepted it. */
export function standingVerdict(state: WizardState, field: FieldName): Verdict {
	const verdict = fieldVerdict(state, field);
	return verdict.kind === 'suspicious' && !isDoubtful(state, field) ? {kind: 'valid'} : verdict;
}
