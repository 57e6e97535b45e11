/** The keys of the four values that the admin panel issues, in the order of credentials.json. */
export const credentialFields = ['appID', 'clientSecret', 'companyUUID', 'companyRequestToken'] as const;

export type CredentialField = (typeof credentialFields)[number];

/** Every value that a profile stores or the environment sets. */
export type ValueName = CredentialField | 'refreshToken' | 'baseUri';

type ValueDescription = {
	/** The label of a field or table row; use `labelInSentence` anywhere else. */
	readonly label: string;
	readonly isSecret: boolean;
	/** The environment variables that set it; the first one set wins, and an export writes the first one. */
	readonly variables: readonly [string, ...string[]];
};

/** The variables that give other programs for SAP Concur their access token and base URL. */
export const programVariables = {accessToken: 'CONCUR_ACCESS_TOKEN', baseUrl: 'CONCUR_BASE_URL'} as const;

/** Each value's label, whether it must be masked, and which environment variables override what is saved. */
export const valueDescriptions: Readonly<Record<ValueName, ValueDescription>> = {
	appID: {label: 'Client ID', isSecret: false, variables: ['CONCUR_CLIENT_ID']},
	clientSecret: {label: 'Client Secret', isSecret: true, variables: ['CONCUR_CLIENT_SECRET']},
	companyUUID: {label: 'Company UUID', isSecret: false, variables: ['CONCUR_COMPANY_UUID']},
	companyRequestToken: {label: 'Request token', isSecret: true, variables: ['CONCUR_REQUEST_TOKEN']},
	refreshToken: {label: 'Refresh token', isSecret: true, variables: ['CONCUR_REFRESH_TOKEN']},
	baseUri: {label: 'Base URI', isSecret: false, variables: ['CONCUR_BASE_URI', programVariables.baseUrl]},
};

export const valueNames: readonly ValueName[] = [...credentialFields, 'refreshToken', 'baseUri'];

/** A value's label within a sentence: `Client ID` is a name, `request token` is an ordinary noun. */
export function labelInSentence(name: ValueName): string {
	const {label} = valueDescriptions[name];
	return / [a-z]/.test(label) ? `${label[0]!.toLowerCase()}${label.slice(1)}` : label;
}
