import {refreshTokenExpiry} from '../../concur/token-rules.js';
import {formatLife} from '../format-time.js';
import {type Transition, type WizardEvent} from '../events.js';
import {findImportable} from '../importable.js';
import {checkTokenImport, type FoundToken} from '../paste/found-token.js';
import {type WizardState} from '../wizard-state.js';
import {enterStage} from './enter-stage.js';
import {changedFields, rememberImport} from './history.js';
import {applyValues} from './apply-values.js';

/** Stores a found token, after the values that came with it. If that is not possible, a notice explains why. */
export function importToken(before: WizardState, {state, effects}: Transition, found: FoundToken): Transition {
	const judged = checkTokenImport(state, found);
	const filled = changedFields(before, state).filter(field => field !== 'folder').length;
	return judged.kind === 'possible'
		? {state, effects: [...effects, {kind: 'import-token', token: judged.token, filled}]}
		: {
				state: {
					...state,
					notice: {tone: 'warning', text: `The refresh token was not imported: ${judged.reason}`},
				},
				effects,
			};
}

/** Enters the proof stage once the token is on disk: an imported token has not been tried yet. */
export function applyImportedToken(
	state: WizardState,
	{record, filled, now}: Extract<WizardEvent, {kind: 'token-imported'}>,
): Transition {
	const history = rememberImport(state, filled);
	const entered = enterStage({...state, now, ...record, history}, 'proof');
	const words =
		filled === 0
			? 'Imported the refresh token'
			: `Imported ${filled} ${filled === 1 ? 'value' : 'values'} and the refresh token`;
	const {token} = record;
	const end = token && refreshTokenExpiry(token.object, token.receivedAt);
	const left = end === undefined ? '' : `, which has ${formatLife(end, now)} left`;
	return {
		...entered,
		state: {...entered.state, notice: {tone: 'good', text: `${words}${left}. Press Enter to prove it.`}},
	};
}

/** Dates an imported request token by its file: it cannot have been issued later. */
function datedByFile(state: WizardState, before: WizardState): WizardState {
	const file = state.folderReport?.credentialsFile;
	return file?.kind === 'read' && state.values.companyRequestToken !== before.values.companyRequestToken
		? {...state, enteredAt: {...state.enteredAt, companyRequestToken: Math.min(file.modifiedAt, state.now)}}
		: state;
}

/**
Imports the values from the credentials.json in the folder, and the refresh token beside it. Empty values do not
replace typed ones.
*/
export function importFiles(state: WizardState): Transition {
	const files = findImportable(state);
	const filled = Object.keys(files.values).length;
	const imported =
		filled === 0 ? {state, effects: []} : applyValues(state, files.values, 'Imported from the folder');
	const folder = state.folder === '' ? (state.folderReport?.folder ?? '') : state.folder;
	const next: Transition = {...imported, state: {...datedByFile(imported.state, state), folder}};
	return files.found ? importToken(state, next, files.found) : next;
}

/** Imports the refresh token from the refreshTokenObjectFile.json in the folder. */
export function importTokenFile(state: WizardState): Transition {
	const {found} = findImportable(state);
	return found ? importToken(state, {state, effects: []}, found) : {state, effects: []};
}
