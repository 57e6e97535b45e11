/**
Whether a text may stand in an `Authorization` header: visible ASCII without blanks.

@see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
*/
export function isBearerText(text: string): boolean {
	return /^[\u0021-\u007E]+$/.test(text);
}

/**
Whether a text can be a refresh token: printable ASCII, not blank.

@see https://www.rfc-editor.org/rfc/rfc6749#appendix-A.17
*/
export function isRefreshTokenText(text: string): boolean {
	return /^[\u0020-\u007E]+$/.test(text) && text.trim() !== '';
}
