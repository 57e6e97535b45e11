import {credentialFields, type CredentialField} from '../concur/credentials.js';
import {type Question, type WizardState} from './wizard-state.js';
import {foundInFile, judgeTakeOver, lastDay, type FoundToken} from './found-token.js';
import {takeOver} from './take-over.js';
import {type Transition} from './transition.js';
import {currentCredentials} from './verdicts.js';
import {applyValues, setValue} from './value-transitions.js';

type Importable = {readonly values: Readonly<Partial<Record<CredentialField, string>>>; readonly found?: FoundToken};

/** What the two files in the folder hold: the values that are not empty, and a refresh token. */
function importable({folderReport}: WizardState): Importable {
	const credentials = folderReport?.credentialsFile.kind === 'read' ? folderReport.credentialsFile.credentials : undefined;
	const found = folderReport?.tokenObjectFile.kind === 'read' ? foundInFile(folderReport.tokenObjectFile) : undefined;
	const all: Readonly<Partial<Record<CredentialField, string>>> = {...credentials, companyUUID: credentials?.companyUUID || found?.companyUUID};
	return {values: Object.fromEntries(credentialFields.flatMap(field => all[field] ? [[field, all[field]]] : [])), found};
}

/** The state with these values, as it would be after the import. */
function withValues(state: WizardState, {values}: Importable): WizardState {
	let next = state;
	for (const [field, value] of Object.entries(values) as Array<[CredentialField, string]>) {
		next = setValue(next, field, value);
	}

	return next;
}

/** Whether the folder holds something to take over. */
export function hasImportable(state: WizardState): boolean {
	const {values, found} = importable(state);
	return Object.keys(values).length > 0 || (found !== undefined && judgeTakeOver(state, found).kind === 'possible');
}

/** The request token counts from its file's time: it was issued no later. */
function datedByFile(state: WizardState, before: WizardState): WizardState {
	const file = state.folderReport?.credentialsFile;
	return file?.kind === 'read' && state.values.companyRequestToken !== before.values.companyRequestToken
		? {...state, enteredAt: {...state.enteredAt, companyRequestToken: Math.min(file.modifiedAt, state.now)}}
		: state;
}

/** Takes over the values of the credentials.json that stands in the folder, and the refresh token beside it; empty values leave the typed ones alone. */
export function importFiles(state: WizardState): Transition {
	const files = importable(state);
	const filled = Object.keys(files.values).length;
	const imported = filled === 0 ? {state, effects: []} : applyValues(state, files.values, 'Taken over from the folder');
	const folder = state.folder === '' ? state.folderReport?.folder ?? '' : state.folder;
	const next: Transition = {...imported, state: {...datedByFile(imported.state, state), folder}};
	return files.found ? takeOver(next, files.found, filled) : next;
}

/** Takes over the refresh token of the refreshTokenObjectFile.json that stands in the folder. */
export function takeOverFile(state: WizardState): Transition {
	const {found} = importable(state);
	return found ? takeOver({state, effects: []}, found, 0) : {state, effects: []};
}

function importText(state: WizardState, folder: string): string {
	const files = importable(state);
	const {found} = files;
	if (!found) {
		return `There is a credentials.json in ${folder}. Take over its values?`;
	}

	const hasCredentials = state.folderReport?.credentialsFile.kind === 'read';
	const there = hasCredentials ? `There are a credentials.json and a refreshTokenObjectFile.json in ${folder}.` : `There is a refreshTokenObjectFile.json in ${folder}.`;
	const judged = judgeTakeOver(withValues(state, files), found);
	const values = hasCredentials ? 'the values' : 'its Company UUID';
	if (judged.kind === 'left-out') {
		return `${there} Take over ${values}? The refresh token stays behind: ${judged.reason}`;
	}

	return `${there} Take over ${Object.keys(files.values).length > 0 ? `${values} and ` : ''}the refresh token, which lives until ${lastDay(judged.token)}?`;
}

/** The sentence that a question is asked with. */
export function questionText(state: WizardState, question: Question): string {
	switch (question.kind) {
		case 'import': {
			return importText(state, question.folder);
		}

		case 'overwrite-credentials': {
			return `Replace ${question.folder}/credentials.json? The values in that file are then gone.`;
		}

		case 'overwrite-token-object': {
			return `Replace ${question.folder}/refreshTokenObjectFile.json? The tokens in that file are then gone.`;
		}
	}
}

function carryOut(state: WizardState, question: Question): Transition {
	switch (question.kind) {
		case 'import': {
			return importFiles(state);
		}

		case 'overwrite-credentials': {
			return {
				state,
				effects: [{
					kind: 'write-credentials', folder: question.folder, credentials: currentCredentials(state), overwrite: true,
				}],
			};
		}

		case 'overwrite-token-object': {
			return {
				state,
				effects: state.token
					? [{
						kind: 'write-token-object', folder: question.folder, token: state.token, overwrite: true,
					}]
					: [],
			};
		}
	}
}

/** Yes or no to the question on screen; no changes nothing. */
export function answerQuestion(state: WizardState, isYes: boolean): Transition {
	if (state.overlay.kind !== 'question') {
		return {state, effects: []};
	}

	const closed: WizardState = {...state, overlay: {kind: 'none'}};
	return isYes
		? carryOut(closed, state.overlay.question)
		: {state: {...closed, notice: {tone: 'plain', text: 'Nothing was changed.'}}, effects: []};
}
