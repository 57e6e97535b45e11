import {defaultBaseUriAdvice} from '../../concur/base-uris.js';
import {credentialFields, valueDescriptions, type CredentialField, type ValueName} from '../../concur/values.js';
import {recordOf} from '../../record-of.js';

/** Every field of the session. */
export const fieldNames = [...credentialFields, 'baseUri', 'folder'] as const;

export type FieldName = (typeof fieldNames)[number];

export type FieldDescription = {
	readonly label: string;
	readonly isSecret: boolean;
	/** How to fill it. */
	readonly hint: string;
	/** The environment variables that override this field, worded for use in a sentence. */
	readonly variable?: string;
};

const hints: Readonly<Record<FieldName, string>> = {
	appID: 'Paste it, or the whole App Credentials page: that fills both fields.',
	clientSecret: 'Shown only once. Paste it before you leave that page.',
	companyUUID: 'Paste it, or the whole dialog: that fills both fields.',
	companyRequestToken: 'Paste it. It is valid for 24 hours.',
	baseUri: `${defaultBaseUriAdvice} For a test company, paste its admin panel URL.`,
	folder: 'Press Enter to use the folder shown.',
};

function describeValue(name: Exclude<ValueName, 'refreshToken'>): FieldDescription {
	const {label, isSecret, variables} = valueDescriptions[name];
	return {label, isSecret, hint: hints[name], variable: variables.join(' or ')};
}

export const fieldDescriptions: Readonly<Record<FieldName, FieldDescription>> = {
	...recordOf([...credentialFields, 'baseUri'], describeValue),
	folder: {label: 'Folder', isSecret: false, hint: hints.folder},
};

/** The label of a field while it is empty. The folder has a default that Enter confirms. */
export function emptyFieldLabel(field: FieldName): string {
	return field === 'folder' ? 'to confirm' : 'to fill';
}

/** Maximum length of a value: far above any real one, but it keeps a whole page pasted by mistake harmless. */
export const maxValueLength = 4096;

export function isCredentialField(name: string): name is CredentialField {
	return (credentialFields as readonly string[]).includes(name);
}
