import {refreshTokenExpiry} from '../../concur/token-rules.js';
import {credentialFields, type CredentialField} from '../../concur/values.js';
import {recordOf} from '../../record-of.js';
import {formatLife} from '../format-time.js';
import {type Transition, type WizardEvent} from '../events.js';
import {checkTokenImport, type FoundToken, tokenFromFile} from '../paste/found-token.js';
import {type WizardState} from '../wizard-state.js';
import {enterStage} from './enter-stage.js';
import {changedFields, rememberImport} from './history.js';
import {applyValues, setValue} from './apply-values.js';

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

type Importable = {
	readonly values: Readonly<Partial<Record<CredentialField, string>>>;
	readonly found: FoundToken | undefined;
};

/** What can be imported from the two files in the folder: the values that are not empty, and a refresh token. */
export function findImportable({folderReport}: WizardState): Importable {
	const credentials =
		folderReport?.credentialsFile.kind === 'read' ? folderReport.credentialsFile.credentials : undefined;
	const found =
		folderReport?.tokenObjectFile.kind === 'read' ? tokenFromFile(folderReport.tokenObjectFile) : undefined;
	const companyUUID = credentials?.companyUUID || found?.companyUUID;
	const all = {...credentials, ...(companyUUID === undefined ? {} : {companyUUID})};
	const filled = credentialFields.filter(field => Boolean(all[field]));
	return {values: recordOf(filled, field => all[field] ?? ''), found};
}

/** The state with these values, as it would be after importing them. */
export function withValues(state: WizardState, {values}: Importable): WizardState {
	let next = state;
	for (const [field, value] of Object.entries(values) as Array<[CredentialField, string]>) {
		next = setValue(next, field, value);
	}

	return next;
}

/** Whether the folder contains anything to import. */
export function hasImportable(state: WizardState): boolean {
	const {values, found} = findImportable(state);
	return (
		Object.keys(values).length > 0 || (found !== undefined && checkTokenImport(state, found).kind === 'possible')
	);
}

/** Names the version of the files in the folder by their times. */
export function importVersion({folderReport}: WizardState): string | undefined {
	if (!folderReport) {
		return undefined;
	}

	const {folder, credentialsFile, tokenObjectFile} = folderReport;
	const times = [credentialsFile, tokenObjectFile].map(file => file.kind === 'read' ? file.modifiedAt : '-');
	return `${times.join(' ')} ${folder}`;
}

/** Whether to offer an import: there is something to import, and the person has not said no to just that. */
export function isImportOffered(state: WizardState): boolean {
	return hasImportable(state) && state.declinedImport !== importVersion(state);
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
