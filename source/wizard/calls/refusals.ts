import {type Explanation} from '../../concur/call-outcome.js';
import {isTransient, type ConnectionRefusal} from '../../concur/connection.js';
import {type SavedCall} from '../../concur/call-record.js';
import {credentialFields} from '../../concur/values.js';
import {tokenErrorCodes as codes} from '../../concur/token-error-codes.js';
import {lostRefresh} from '../../concur/lost-answer.js';
import {type FieldName} from '../values/fields.js';
import {memoizeByParts, memoizeByState} from '../memoize-selector.js';
import {effectiveValue, valueKeys, type WizardState} from '../wizard-state.js';
import {withRepeatedOptions} from './repeated-options.js';
import {connectionOf, hasLiveRefreshToken} from './lifetimes.js';

/**
Whether a value has changed since a call, so that the cause of its failure may be fixed. `calledAt` is milliseconds
since the epoch.
*/
function isChangedSince(state: Pick<WizardState, 'enteredAt'>, calledAt: number): boolean {
	return Object.values(state.enteredAt).some(enteredAt => enteredAt !== undefined && enteredAt > calledAt);
}

/** The last call, if it failed and still applies to the current values. */
const failedCall = memoizeByParts(['lastCall', 'enteredAt', ...valueKeys], (state): SavedCall | undefined => {
	const call = state.lastCall;
	const isFailure = call !== undefined && call.kind !== 'granted' && call.kind !== 'proven'
		&& call.kind !== 'cancelled';
	return isFailure && !isChangedSince(state, call.facts.at)
		// A value that has been cleared is no longer the one that was presented.
		&& !(call.grant === 'password' && credentialFields.some(field => effectiveValue(state, field) === ''))
		? call
		: undefined;
});

/** Whether the last call failed with values that were changed since, so that its answer says nothing about these. */
export function isAnswerOutdated(state: WizardState): boolean {
	const {kind = 'granted'} = state.lastCall ?? {};
	return kind !== 'granted' && kind !== 'proven' && kind !== 'cancelled' && failedCall(state) === undefined;
}

/** Whether the last call used one of these grants, failed, and still applies to the current values. */
export function isFailed(state: WizardState, ...grants: readonly string[]): boolean {
	const call = failedCall(state);
	return call !== undefined && grants.includes(call.grant);
}

/** Whether the last call failed without a word about its values, so that calling again is what to do first. */
export function isAnswerOwed(state: WizardState): boolean {
	const call = failedCall(state);
	return call !== undefined && (call.kind === 'unusable' || isTransient(call));
}

/** Whether a request token was entered after the refresh token was refused, and should be exchanged next. */
export function hasNewRequestToken(state: WizardState): boolean {
	const connection = connectionOf(state);
	return connection.kind === 'refused' && isFixedByRequestToken(state, connection);
}

function isFixedByRequestToken(state: WizardState, {grant, at}: ConnectionRefusal): boolean {
	const {companyRequestToken: enteredAt} = state.enteredAt;
	return grant === 'refresh_token' && enteredAt !== undefined && enteredAt > at;
}

function latestExplanation(state: WizardState): Explanation | undefined {
	const call = failedCall(state);
	if (call) {
		return call.explanation;
	}

	const connection = connectionOf(state);
	return connection.kind === 'refused'
		? connection.explanation
		: (connection.kind === 'unanswered' ? lostRefresh : undefined);
}

/**
Cause and remedy of the current problem: the failure of the last call, otherwise SAP Concur's last refusal of the
connection, or its lost answer. A command that the remedy names is complete.
*/
export const currentFailure = memoizeByState((state): Explanation | undefined => {
	const explanation = latestExplanation(state);
	return explanation && {
		...explanation, remedy: withRepeatedOptions(explanation.remedy, state.facts.repeatedOptions),
	};
});

/**
Whether a value has changed since SAP Concur refused the connection. It should then be asked again, unless it has
refused that too.
*/
export function isConnectionChanged(state: WizardState): boolean {
	const connection = connectionOf(state);
	return connection.kind === 'refused' && isChangedSince(state, connection.at) && !failedCall(state);
}

/** The field that each of SAP Concur's error codes is about. */
const fieldsByCode: ReadonlyMap<number, FieldName> = new Map([
	[codes.incorrectCredentials, 'companyRequestToken'],
	[codes.incorrectLogin, 'companyRequestToken'],
	[codes.singleSignOnOnly, 'companyRequestToken'],
	[codes.noPassword, 'companyRequestToken'],
	[codes.requestedForAnother, 'companyRequestToken'],
	[codes.noUserName, 'companyUUID'],
	[codes.unknownEmail, 'companyUUID'],
	[codes.unknownClient, 'appID'],
	[codes.noClientId, 'appID'],
	[codes.noClientSecret, 'clientSecret'],
	[codes.wrongClientSecret, 'clientSecret'],
	[codes.otherDataCentre, 'baseUri'],
	// A new request token is needed to get a new refresh token.
	[codes.badRefreshToken, 'companyRequestToken'],
]);

/** The error code of the current problem, as long as nothing has changed since. */
const failureCode = memoizeByState((state): number | undefined => {
	const call = failedCall(state);
	if (call) {
		return call.code;
	}

	const connection = connectionOf(state);
	// An invalid refresh token can be replaced only with a new request token.
	const isMended = connection.kind === 'refused' && (connection.code === codes.badRefreshToken
		? isFixedByRequestToken(state, connection)
		: isChangedSince(state, connection.at));
	return connection.kind === 'refused' && !isMended ? connection.code : undefined;
});

/** The field to go to after a refusal; undefined if no single value is to blame. */
export function fieldToFix(state: WizardState): FieldName | undefined {
	return fieldsByCode.get(failureCode(state) ?? 0);
}

/** Whether the refresh token no longer works, so that a new request token is needed to get another one. */
export function isNewRequestTokenNeeded(state: WizardState): boolean {
	return !hasLiveRefreshToken(state) && failureCode(state) === codes.badRefreshToken;
}

/** The field whose value SAP Concur refused, until the value changes. */
const refusedField = memoizeByState((state): FieldName | undefined => {
	const field = fieldToFix(state);
	const isRefused = field !== undefined && failureCode(state) !== codes.badRefreshToken
		&& effectiveValue(state, field) !== '';
	return isRefused ? field : undefined;
});

/** SAP Concur's refusal of a field's value, until the value changes. */
export function fieldRefusal(state: WizardState, field: FieldName): Explanation | undefined {
	return refusedField(state) === field ? currentFailure(state) : undefined;
}
