/** The keys of the four values that the admin panel issues, in the order of credentials.json. */
export const credentialFields = ['appID', 'clientSecret', 'companyUUID', 'companyRequestToken'] as const;

export type CredentialField = (typeof credentialFields)[number];
