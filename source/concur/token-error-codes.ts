/**
The error codes of the token endpoint that more than their explanation depends on.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#response_codes
*/
export const tokenErrorCodes = {
	incorrectCredentials: 5,
	/** "user lives elsewhere". */
	otherDataCentre: 16,
	/** The same text as for `incorrectCredentials`. */
	incorrectLogin: 19,
	/** "SSO-only client tried a password login". */
	singleSignOnOnly: 21,
	noUserName: 51,
	noPassword: 52,
	unknownEmail: 55,
	/** "grant disallowed for the app". */
	grantNotAllowed: 60,
	unknownClient: 61,
	noClientId: 62,
	noClientSecret: 63,
	wrongClientSecret: 64,
	/** "bad or expired refresh token". */
	badRefreshToken: 108,
	/** "company undergoing scheduled maintenance": over in an hour or two, whatever the values. */
	maintenance: 134,
	/** "the authtoken was not issued for this client". */
	requestedForAnother: 136,
} as const;
