import {credentialFields} from '../concur/credentials.js';
import {type Question, type WizardState} from './wizard-state.js';
import {type Transition} from './transition.js';
import {currentCredentials} from './verdicts.js';
import {applyValues} from './value-transitions.js';

/** Takes over the values of the credentials.json that stands in the folder; empty ones leave the typed value alone. */
export function importCredentials(state: WizardState): Transition {
	const file = state.folderReport?.credentialsFile;
	if (file?.kind !== 'read') {
		return {state, effects: []};
	}

	const filled = credentialFields.filter(field => file.credentials[field] !== '');
	const imported = applyValues(state, Object.fromEntries(filled.map(field => [field, file.credentials[field]])), 'Taken over from credentials.json');
	const folder = state.folder === '' ? state.folderReport!.folder : state.folder;
	return {...imported, state: {...imported.state, folder}};
}

/** The sentence that a question is asked with. */
export function questionText(question: Question): string {
	switch (question.kind) {
		case 'import': {
			return `There is a credentials.json in ${question.folder}. Take over its values?`;
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
			return importCredentials(state);
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
