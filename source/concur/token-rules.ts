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

/** The life of an access token that SAP Concur documents, in seconds. */
export const documentedLife = 3600;

/** The longest life of an access token that is believed, in seconds. */
export const maxAccessTokenLife = 24 * 60 * 60;

// The farthest expiry that is believed, milliseconds from now: tokens live six months.
const maxRefreshTokenLife = 10 * 366 * 24 * 60 * 60 * 1000;

// The last instant of the year 9999, milliseconds since the epoch: whatever is added to it is still a date.
const lastInstant = 253_402_300_799_999;

/** Whether a number can be an instant, milliseconds since the epoch: not before 1970, not after the year 9999. */
export function isInstant(value: number): boolean {
	return value >= 0 && value <= lastInstant;
}

/** Whether seconds can be the life of an access token. */
export function isAccessTokenLife(seconds: number): boolean {
	return seconds > 0 && seconds <= maxAccessTokenLife;
}

/**
Whether epoch seconds can be the expiry of a refresh token received at `receivedAt` (milliseconds since the epoch):
later, and not so late that they must be milliseconds.
*/
export function isRefreshTokenExpiry(epochSeconds: number, receivedAt: number): boolean {
	const end = epochSeconds * 1000;
	return end > receivedAt && end <= receivedAt + maxRefreshTokenLife && isInstant(end);
}

/**
When a refresh token expires, milliseconds since the epoch.

`refresh_expires_in` is an instant in epoch seconds; where it is absent or can't be one, six months from `receivedAt`
(milliseconds since the epoch).

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function refreshTokenExpiry(
	{refresh_expires_in: end}: {readonly refresh_expires_in?: number | undefined},
	receivedAt: number,
): number {
	const received = isInstant(receivedAt) ? receivedAt : 0;
	if (end !== undefined && isRefreshTokenExpiry(end, received)) {
		return end * 1000;
	}

	const sixMonths = new Date(received);
	sixMonths.setUTCMonth(sixMonths.getUTCMonth() + 6);
	return sixMonths.getTime();
}

/**
When an access token expires, milliseconds since the epoch; `receivedAt` likewise. A life that can't be one counts as
the documented hour.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function accessTokenExpiry({expires_in: seconds}: {readonly expires_in: number}, receivedAt: number): number {
	const life = isAccessTokenLife(seconds) ? seconds : documentedLife;
	return (isInstant(receivedAt) ? receivedAt : 0) + (life * 1000);
}
