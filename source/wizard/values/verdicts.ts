import {resolveBaseUri, type ResolvedBaseUri} from '../../concur/base-uris.js';
import {credentialFields} from '../../concur/values.js';
import {composeCredentials, type Credentials} from '../../concur/credentials.js';
import {type FolderReport} from '../../concur/tutorial.js';
import {checkCredentials, type CredentialVerdict, type ValidityCheck} from '../../concur/check-credentials.js';
import {recordOf} from '../../record-of.js';
import {memoizeByParts} from '../memoize-selector.js';
import {effectiveValue, valueKeys, type WizardState} from '../wizard-state.js';
import {hasTokenForCredentials, isRequestTokenNewer} from '../calls/lifetimes.js';
import {fieldNames, isCredentialField, type FieldName} from './fields.js';

/** The current credentials object: what credentials.json would contain. */
export const currentCredentials = memoizeByParts(valueKeys, (state): Credentials =>
	composeCredentials(recordOf(credentialFields, field => effectiveValue(state, field))));

/** The validity check on the current credentials object. */
export const currentCheck = memoizeByParts(valueKeys, (state): ValidityCheck =>
	checkCredentials(currentCredentials(state)));

/** The current base URI, resolved: where calls go, or why secrets must not be sent there. */
export const currentBaseUri = memoizeByParts(valueKeys, (state): ResolvedBaseUri => {
	const text = effectiveValue(state, 'baseUri');
	const {givenBaseUri: given} = state.facts;
	return given?.text === text ? given.accepted : resolveBaseUri(text);
});

/** The first issued field that is still empty, where the person should continue. */
export function firstMissingField(state: WizardState): (typeof credentialFields)[number] | undefined {
	return credentialFields.find(field => effectiveValue(state, field) === '');
}

/** The check's verdict on a value, or why a base URI or folder cannot be used. */
export type FieldVerdict = CredentialVerdict | {readonly kind: 'unusable'; readonly reason: string};

const folderVerdicts: Readonly<Record<FolderReport['state'], FieldVerdict>> = {
	ready: {kind: 'valid'},
	'will-be-created': {kind: 'valid'},
	'not-a-folder': {kind: 'unusable', reason: 'is a file; choose a folder'},
	'not-writable': {kind: 'unusable', reason: 'is not writable; choose another folder'},
};

const verdictParts = [...valueKeys, 'folderReport'] as const;

function judgeField(state: Pick<WizardState, (typeof verdictParts)[number]>, field: FieldName): FieldVerdict {
	if (isCredentialField(field)) {
		return currentCheck(state).verdicts[field];
	}

	if (field === 'baseUri') {
		const resolved = currentBaseUri(state);
		return resolved.kind === 'base-uri' ? {kind: 'valid'} : {kind: 'unusable', reason: resolved.reason};
	}

	if (state.folder === '') {
		return {kind: 'missing', reason: 'press Enter to use the folder shown'};
	}

	return state.folderReport?.folder === state.folder ? folderVerdicts[state.folderReport.state] : {kind: 'valid'};
}

const fieldVerdicts = memoizeByParts(verdictParts, state => recordOf(fieldNames, field => judgeField(state, field)));

/** The verdict that is shown beside a field during typing. */
export function fieldVerdict(state: WizardState, field: FieldName): FieldVerdict {
	return fieldVerdicts(state)[field];
}

const doubtParts = [...verdictParts, 'token', 'connection', 'enteredAt'] as const;

/** Whether SAP Concur has granted a token with the current value, which is then right whatever it looks like. */
export function isAccepted(state: Pick<WizardState, (typeof doubtParts)[number]>, field: FieldName): boolean {
	const {token, connection} = state;
	if (!token || !hasTokenForCredentials(state)) {
		return false;
	}

	if (field === 'clientSecret') {
		const secret = effectiveValue(state, field);
		return token.obtainedWith.clientSecret === secret
			|| (connection?.kind === 'accepted' && connection.clientSecret === secret);
	}

	return field !== 'companyRequestToken' || !isRequestTokenNewer(state);
}

const standingVerdicts = memoizeByParts(doubtParts, state => recordOf(fieldNames, (field): FieldVerdict => {
	const verdict = fieldVerdicts(state)[field];
	return verdict.kind === 'suspicious' && isAccepted(state, field) ? {kind: 'valid'} : verdict;
}));

/** The verdict to show on a value: no doubt about how it looks once SAP Concur has accepted it. */
export function displayedVerdict(state: WizardState, field: FieldName): FieldVerdict {
	return standingVerdicts(state)[field];
}

/** Whether a value looks wrong and was never accepted. It should be checked, but formats may change. */
export function isSuspicious(state: WizardState, field: FieldName): boolean {
	return displayedVerdict(state, field).kind === 'suspicious';
}
