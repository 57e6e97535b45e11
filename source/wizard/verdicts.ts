import {defaultBaseUri, lacksAppManagement, resolveBaseUri} from '../concur/base-uris.js';
import {credentialFields} from '../concur/values.js';
import {composeCredentials, type Credentials} from '../concur/credentials.js';
import {checkCredentials, type Verdict, type ValidityCheck} from '../concur/validity-check.js';
import {recordOf} from '../record-of.js';
import {fieldDescriptions, isCredentialField, type FieldName} from './fields.js';
import {effectiveValue, oncePerChange, valueParts, type WizardState} from './wizard-state.js';
import {hasTokenOfTheseCredentials, isRequestTokenNewer} from './lifetimes.js';

/** The credentials object as it stands: what credentials.json would hold. */
export const currentCredentials = oncePerChange(valueParts, (state): Credentials =>
	composeCredentials(recordOf(credentialFields, field => effectiveValue(state, field))));

/** The validity check on the credentials object as it stands. */
export const currentCheck = oncePerChange(valueParts, (state): ValidityCheck =>
	checkCredentials(currentCredentials(state)));

/** The first issued field that is still empty, and so the place to go on. */
export function firstMissingField(state: WizardState): (typeof credentialFields)[number] | undefined {
	return credentialFields.find(field => effectiveValue(state, field) === '');
}

const folderVerdicts: Readonly<Record<'ready' | 'will-be-created' | 'not-a-folder' | 'not-writable', Verdict>> = {
	ready: {kind: 'valid'},
	'will-be-created': {kind: 'valid'},
	'not-a-folder': {kind: 'missing', reason: 'is a file: choose a folder'},
	'not-writable': {kind: 'missing', reason: 'not writable: choose another'},
};

/** The verdict that stands beside a field while one types. */
export function fieldVerdict(state: WizardState, field: FieldName): Verdict {
	if (isCredentialField(field)) {
		return currentCheck(state).verdicts[field];
	}

	if (field === 'baseUri') {
		const resolved = resolveBaseUri(effectiveValue(state, 'baseUri'));
		return resolved.kind === 'base-uri' ? {kind: 'valid'} : {kind: 'missing', reason: resolved.reason};
	}

	if (state.folder === '') {
		return {kind: 'missing', reason: 'press Enter to use the one shown'};
	}

	return state.folderReport?.folder === state.folder ? folderVerdicts[state.folderReport.state] : {kind: 'valid'};
}

/**
A caveat about the chosen data centre, shown before the call; undefined for the default, which works for most companies.

@see https://developer.concur.com/platform/base-uris.html
*/
export function baseUriNote(state: WizardState): string | undefined {
	const resolved = resolveBaseUri(effectiveValue(state, 'baseUri'));
	if (state.facts.isPractice || resolved.kind === 'rejected' || !resolved.isConcur || resolved.id === undefined) {
		return undefined;
	}

	const {id} = resolved;
	if (id.endsWith('-impl')) {
		return `${id} is for test companies that were moved from Implementation. If your test company is new, use `
			+ `${defaultBaseUri}.`;
	}

	const asksOne = `${id} covers only the companies of one data centre; ${defaultBaseUri} covers all of them.`;
	return missingToolNote(state) ?? (id === defaultBaseUri ? undefined : asksOne);
}

/**
How to get an app where the chosen data centre has no App Management; undefined for the others.

@see https://developer.concur.com/platform/base-uris.html
*/
export function missingToolNote(state: WizardState): string | undefined {
	const resolved = resolveBaseUri(effectiveValue(state, 'baseUri'));
	const {id = ''} = resolved.kind === 'base-uri' ? resolved : {};
	return !state.facts.isPractice && lacksAppManagement(id)
		? `${id} has no App Management: ask SAP Concur's Client Web Services to create the app for you.`
		: undefined;
}

/** How to fill a field. */
export function fieldHint(state: WizardState, field: FieldName): string {
	if (field !== 'baseUri') {
		return fieldDescriptions[field].hint;
	}

	return state.facts.isPractice
		? 'The practice Concur on this machine.'
		: baseUriNote(state) ?? fieldDescriptions.baseUri.hint;
}

/** Whether SAP Concur has granted a token with the value as it stands: then it is right, however it looks. */
function isAccepted(state: WizardState, field: FieldName): boolean {
	const {token, connection} = state;
	if (!token || !hasTokenOfTheseCredentials(state)) {
		return false;
	}

	if (field === 'clientSecret') {
		const secret = effectiveValue(state, field);
		return token.obtainedWith.clientSecret === secret
			|| (connection?.kind === 'accepted' && connection.clientSecret === secret);
	}

	return field !== 'companyRequestToken' || !isRequestTokenNewer(state);
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
