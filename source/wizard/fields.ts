import {credentialFields, type CredentialField} from '../concur/credentials.js';

export type FieldName = CredentialField | 'baseUri' | 'folder';

export type FieldDescription = {
	readonly label: string;
	readonly isSecret: boolean;
	/** The environment variable that wins over what is typed here. */
	readonly variable?: string;
};

export const fieldDescriptions: Readonly<Record<FieldName, FieldDescription>> = {
	appID: {label: 'Client ID', isSecret: false, variable: 'CONCUR_CLIENT_ID'},
	clientSecret: {label: 'Client Secret', isSecret: true, variable: 'CONCUR_CLIENT_SECRET'},
	companyUUID: {label: 'Company UUID', isSecret: false, variable: 'CONCUR_COMPANY_UUID'},
	companyRequestToken: {label: 'Request token', isSecret: true, variable: 'CONCUR_REQUEST_TOKEN'},
	baseUri: {label: 'Base URI', isSecret: false, variable: 'CONCUR_BASE_URI'},
	folder: {label: 'Folder', isSecret: false},
};

/** The longest value a field takes: far above any real one, so that a whole page pasted by mistake stays harmless. */
export const longestValue = 4096;

export function isCredentialField(field: FieldName): field is CredentialField {
	return (credentialFields as readonly string[]).includes(field);
}
