import {credentialFields, type CredentialField} from '../concur/values.js';
import {recordOf} from '../record-of.js';
import {checkTokenImport, tokenFromFile, type FoundToken} from './paste/found-token.js';
import {type WizardState} from './wizard-state.js';

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
