import {recordOf} from '../../record-of.js';
import {tokenErrorCodes} from '../../concur/token-error-codes.js';
import {type FormerSecret} from '../../concur/former-secret.js';
import {fieldVerdict} from '../values/verdicts.js';
import {fieldToFix, fieldRefusal} from '../calls/refusals.js';
import {effectiveValue, ownerFields, type RequestOwner, type WizardState, type SavedProgress} from '../wizard-state.js';
import {type WizardEvent} from '../events.js';

/** A value that identifies an app or a company. An incomplete value identifies nothing, and is returned as empty. */
function knownValue(state: WizardState, field: keyof RequestOwner): string {
	return fieldVerdict(state, field).kind === 'valid' ? effectiveValue(state, field) : '';
}

/** Whether a change corrects what SAP Concur refused, so that the request token was meant for the new value anyway. */
function isCorrected(before: WizardState, after: WizardState, field: keyof RequestOwner): boolean {
	const refused = fieldToFix(before);
	const isTokenRefused = refused === 'companyRequestToken' && before.lastCall?.grant === 'password';
	// SAP Concur uses the same code for a wrong Company UUID as for a wrong request token, but another for a wrong app.
	const isOfAnotherApp = before.lastCall?.code === tokenErrorCodes.requestedForAnother;
	const isMeant = refused === field || (isTokenRefused && (field === 'companyUUID' || isOfAnotherApp));
	return isMeant && effectiveValue(before, field) !== effectiveValue(after, field);
}

/** The app and company that the request token belongs to after an event: those at the time when it was entered. */
function requestOwner(before: WizardState, after: WizardState): RequestOwner | undefined {
	const token = effectiveValue(after, 'companyRequestToken');
	if (token === '') {
		return undefined;
	}

	const isNew = token !== effectiveValue(before, 'companyRequestToken')
		|| after.requestedFor !== before.requestedFor;
	return recordOf(ownerFields, field => {
		if (isNew || isCorrected(before, after, field)) {
			return knownValue(after, field);
		}

		// A token that was entered before there was an app or company belongs to the first one.
		return after.requestedFor?.[field] || knownValue(before, field) || knownValue(after, field);
	});
}

/**
Records the owner of the request token after an event. An undone change restores its own.
*/
export function recordRequestOwner(before: WizardState, after: WizardState): WizardState {
	if (after.history.length < before.history.length) {
		return after;
	}

	const requestedFor = requestOwner(before, after);
	const isSame = ownerFields.every(field => requestedFor?.[field] === after.requestedFor?.[field]);
	return isSame ? after : {...after, requestedFor};
}

/** The app and secret to keep after a change: the proven ones, otherwise those that were just replaced. */
function formerSecret(state: WizardState, progress: SavedProgress): FormerSecret | undefined {
	const {values: {appID, clientSecret}, former, token} = state;
	// A secret that SAP Concur has refused is of no more use.
	const isWhole = clientSecret !== '' && fieldVerdict(state, 'clientSecret').kind === 'valid'
		&& fieldRefusal(state, 'clientSecret') === undefined;
	const isBack = former?.clientSecret === progress.values.clientSecret;
	const isProvenKept = former !== undefined && !isBack && former.clientSecret === token?.obtainedWith.clientSecret;
	if (isProvenKept) {
		return former;
	}

	return isWhole ? {appID, clientSecret} : (isBack ? undefined : former);
}

/**
Keeps a secret that an event has replaced, because SAP Concur will not show it again. What a call's answer means for the
two secrets is decided where answers are applied.
*/
export function keepReplacedSecret(before: WizardState, after: WizardState, {kind}: WizardEvent): WizardState {
	const isReplaced = before.values.clientSecret !== after.values.clientSecret;
	const isSwapped = before.former?.clientSecret === after.values.clientSecret
		&& after.former?.clientSecret === before.values.clientSecret;
	return !isReplaced || isSwapped || kind === 'token-answered' || kind === 'recorded'
		? after
		: {...after, former: formerSecret(before, after)};
}
