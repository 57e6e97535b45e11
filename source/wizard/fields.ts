import {credentialFields, type CredentialField} from '../concur/credential-fields.js';
import {valueDescriptions, type ValueName} from '../concur/values.js';
import {recordOf} from '../record-of.js';

export type FieldName = CredentialField | 'baseUri' | 'folder';

export type FieldDescription = {
	readonly label: string;
	readonly isSecret: boolean;
	/** The environment variables that win over what is typed here, as a sentence names them. */
	readonly variable?: string;
};

function describeValue(name: Exclude<ValueName, 'refreshToken'>): FieldDescription {
	const {label, isSecret, variables} = valueDescriptions[name];
	return {label, isSecret, variable: variables.join(' or ')};
}

export const fieldDescriptions: Readonly<Record<FieldName, FieldDescription>> = {
	...recordOf([...credentialFields, 'baseUri'], describeValue),
	folder: {label: 'Folder', isSecret: false},
};

/** The longest value a field takes: far above any real one, so that a whole page pasted by mistake stays harmless. */
export const longestValue = 4096;

export function isCredentialField(field: FieldName): field is CredentialField {
	return (credentialFields as readonly string[]).includes(field);
}
