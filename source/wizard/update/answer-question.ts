import {refreshTokenExpiry} from '../../concur/token-expiry.js';
import {type Transition} from '../events.js';
import {type Question, type WizardState} from '../wizard-state.js';
import {judgeTakeOver} from '../paste/found-token.js';
import {formatTime} from '../format-time.js';
import {currentCredentials} from '../verdicts.js';
import {changeQuestion, makeChange} from './guard-change.js';
import {importable, importFiles, withValues} from './import-files.js';

function importText(state: WizardState, folder: string): string {
	const files = importable(state);
	const {found} = files;
	if (!found) {
		return `There is a credentials.json in ${folder}. Take over its values?`;
	}

	const hasCredentials = state.folderReport?.credentialsFile.kind === 'read';
	const there = hasCredentials
		? `There are a credentials.json and a refreshTokenObjectFile.json in ${folder}.`
		: `There is a refreshTokenObjectFile.json in ${folder}.`;
	const judged = judgeTakeOver(withValues(state, files), found);
	const values = hasCredentials ? 'the values' : 'its Company UUID';
	if (judged.kind === 'left-out') {
		return `${there} Take over ${values}? The refresh token stays behind: ${judged.reason}`;
	}

	const {object, receivedAt} = judged.token;
	const taken = Object.keys(files.values).length > 0 ? `${values} and ` : '';
	return `${there} Take over ${taken}the refresh token, which lives until ${formatTime(refreshTokenExpiry(object, receivedAt), state.now)}?`;
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

		case 'change-values': {
			return changeQuestion(state, question.fields, question.progress);
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
				effects: [
					{
						kind: 'write-credentials',
						folder: question.folder,
						credentials: currentCredentials(state),
						overwrite: true,
					},
				],
			};
		}

		case 'change-values': {
			return makeChange(state, question);
		}

		case 'overwrite-token-object': {
			return {
				state,
				effects: state.token
					? [
							{
								kind: 'write-token-object',
								folder: question.folder,
								token: state.token,
								overwrite: true,
							},
						]
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
