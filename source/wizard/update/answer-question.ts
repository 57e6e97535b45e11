import {endingOf} from '../../concur/redact.js';
import {refreshTokenExpiry} from '../../concur/token-rules.js';
import {credentialsFileName, tokenObjectFileName} from '../../concur/tutorial.js';
import {type Transition} from '../events.js';
import {effectiveValue, type Question, type WizardState} from '../wizard-state.js';
import {checkTokenImport} from '../paste/found-token.js';
import {unsavedQuestion} from '../unsaved-changes.js';
import {formatExpiry} from '../format-time.js';
import {profileOptions} from '../profile-options.js';
import {canBeProven, changeQuestion, applyChange} from './guard-change.js';
import {findImportable, importFiles, importVersion, withValues} from './import-token.js';
import {persistentNotice} from './notices.js';
import {writeCredentials, writeTokenObject} from './write-files.js';

function importText(state: WizardState, folder: string): string {
	const files = findImportable(state);
	const {found} = files;
	if (!found) {
		return `Found ${credentialsFileName} in ${folder}. Import its values?`;
	}

	const hasCredentials = state.folderReport?.credentialsFile.kind === 'read';
	const there = hasCredentials
		? `Found ${credentialsFileName} and ${tokenObjectFileName} in ${folder}.`
		: `Found ${tokenObjectFileName} in ${folder}.`;
	const judged = checkTokenImport(withValues(state, files), found);
	const values = hasCredentials ? 'the values' : 'its Company UUID';
	if (judged.kind === 'left-out') {
		return `${there} Import ${values}? The refresh token will not be imported: ${judged.reason}`;
	}

	const {object, receivedAt} = judged.token;
	const taken = Object.keys(files.values).length > 0 ? `${values} and ` : '';
	const until = formatExpiry(refreshTokenExpiry(object, receivedAt), state.now);
	return `${there} Import ${taken}the refresh token, valid until ${until}?`;
}

/** The text of a question. */
export function questionText(state: WizardState, question: Question): string {
	switch (question.kind) {
		case 'import': {
			return importText(state, question.folder);
		}

		case 'overwrite-credentials': {
			return `Replace ${question.folder}/${credentialsFileName}? The values in that file will be lost.`;
		}

		case 'overwrite-export': {
			return `Replace ${question.path}? Its contents will be lost.`;
		}

		case 'set-up-renewal': {
			return 'Renew the refresh token once a day on this machine? A systemd user timer, or a crontab entry '
				+ 'where there is no systemd, will run concur-tokens renew. To remove it at any time: '
				+ `concur-tokens schedule --remove${profileOptions(state.facts)}`;
		}

		case 'leave-unsaved': {
			return unsavedQuestion(state, question.saved, question.reason);
		}

		case 'change-values': {
			const taken = question.tokenImport
				? ' The refresh token that comes with it replaces the current one.'
				: '';
			return `${changeQuestion(state, question.fields, question.progress)}${state.token ? taken : ''}`;
		}

		case 'overwrite-token-object': {
			return `Replace ${question.folder}/${tokenObjectFileName}? The tokens in that file will be lost.`;
		}
	}
}

/** The labels of the two answers to a question. */
export function answerLabels(state: WizardState, question: Question): {readonly yes: string; readonly no: string} {
	switch (question.kind) {
		case 'import': {
			return {yes: 'Import them', no: 'Start without them'};
		}

		case 'overwrite-credentials':
		case 'overwrite-token-object':
		case 'overwrite-export': {
			return {yes: 'Replace the file', no: 'Keep the file as it is'};
		}

		case 'set-up-renewal': {
			return {yes: 'Set it up', no: 'Show me the lines instead'};
		}

		case 'leave-unsaved': {
			return {yes: 'Try to save again, then leave', no: 'Leave without saving'};
		}

		case 'change-values': {
			const {fields, progress} = question;
			const isEmptied = fields.every(field => progress.values[field] === '');
			const [field] = fields;
			const no = fields.length === 1 && field !== undefined
				? `Keep the one ${endingOf(effectiveValue(state, field))}`
				: 'Keep them';
			const them = fields.length === 1 ? 'it' : 'them';
			const yes = canBeProven(state, fields, progress)
				? `Replace ${them} and prove the new one now`
				: `Replace ${them}`;
			return {no, yes: isEmptied ? `Empty ${them}` : yes};
		}
	}
}

function applyYes(state: WizardState, question: Question): Transition {
	switch (question.kind) {
		case 'import': {
			return importFiles(state);
		}

		case 'overwrite-credentials': {
			return writeCredentials(state, {folder: question.folder, overwrite: true});
		}

		case 'overwrite-export': {
			const {format} = question;
			return {state, effects: [{kind: 'export', format, folder: state.folder, overwrite: true}]};
		}

		case 'set-up-renewal': {
			return {state, effects: [{kind: 'set-up-renewal'}]};
		}

		case 'leave-unsaved': {
			return {state, effects: [{kind: 'leave', to: question.to, attempt: question.attempt}]};
		}

		case 'change-values': {
			return applyChange(state, question);
		}

		case 'overwrite-token-object': {
			return writeTokenObject(state, {folder: question.folder, overwrite: true});
		}
	}
}

function nothingChanged(state: WizardState): Transition {
	return {state: {...state, notice: {tone: 'plain', text: 'Nothing was changed.'}}, effects: []};
}

function applyNo(state: WizardState, question: Question): Transition {
	switch (question.kind) {
		case 'set-up-renewal': {
			return {state, effects: [{kind: 'explain-renewal'}]};
		}

		case 'leave-unsaved': {
			return {state, effects: [{kind: 'leave-unsaved', to: question.to}]};
		}

		case 'import': {
			return nothingChanged({...state, declinedImport: importVersion(state)});
		}

		case 'overwrite-credentials':
		case 'overwrite-export':
		case 'overwrite-token-object':
		case 'change-values': {
			return nothingChanged(state);
		}
	}
}

/** Closes the question on screen without an answer: nothing is decided, and it can be asked again. */
export function leaveQuestionOpen(state: WizardState): WizardState {
	if (state.overlay.kind !== 'question') {
		return state;
	}

	const {question} = state.overlay;
	return {
		...state,
		overlay: {kind: 'none'},
		notice: question.kind === 'leave-unsaved'
			? {tone: 'bad', text: `Not saved: ${question.reason}`}
			: {tone: 'plain', text: 'Nothing was changed.'},
	};
}

/** Answers the question on screen. A no changes nothing. */
export function answerQuestion(state: WizardState, isYes: boolean): Transition {
	if (state.overlay.kind !== 'question') {
		return {state, effects: []};
	}

	const closed: WizardState = {...state, overlay: {kind: 'none'}, notice: persistentNotice(state.notice)};
	const {question} = state.overlay;
	return isYes ? applyYes(closed, question) : applyNo(closed, question);
}
