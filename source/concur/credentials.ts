import * as z from 'zod/mini';

/** The six keys of credentials.json in the order of SAP's samples; other keys are passed over. Source: tutorial "Create Tokens Required for Concur API Access", stage 5. */
export const credentialsSchema = z.object({
	appID: z._default(z.string(), ''),
	clientSecret: z._default(z.string(), ''),
	grantType: z._default(z.string(), 'password'),
	companyUUID: z._default(z.string(), ''),
	companyRequestToken: z._default(z.string(), ''),
	credentialType: z._default(z.string(), 'authtoken'),
});

export type Credentials = z.infer<typeof credentialsSchema>;

export const credentialFields = ['appID', 'clientSecret', 'companyUUID', 'companyRequestToken'] as const;

/** The four values that the admin panel issues. */
export type CredentialField = (typeof credentialFields)[number];

export const credentialKeys = ['appID', 'clientSecret', 'grantType', 'companyUUID', 'companyRequestToken', 'credentialType'] as const;

/** The credentials object for four issued values; grant and credential type are constants. Source: authentication/company-auth. */
export function composeCredentials(values: Readonly<Record<CredentialField, string>>): Credentials {
	return {
		appID: values.appID,
		clientSecret: values.clientSecret,
		grantType: 'password',
		companyUUID: values.companyUUID,
		companyRequestToken: values.companyRequestToken,
		credentialType: 'authtoken',
	};
}

export const emptyCredentialValues: Readonly<Record<CredentialField, string>> = {
	appID: '', clientSecret: '', companyUUID: '', companyRequestToken: '',
};
