import {type Clearable} from '../optional-members.js';

/**
Whether a text may be used in an `Authorization` header: visible ASCII without spaces.

@see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
*/
export function isBearerText(text: string): boolean {
	return /^[\u0021-\u007E]+$/.test(text);
}

/**
Whether a text can be a refresh token: printable ASCII and not only spaces.

@see https://www.rfc-editor.org/rfc/rfc6749#appendix-A.17
*/
export function isRefreshTokenText(text: string): boolean {
	return /^[\u0020-\u007E]+$/.test(text) && text.trim() !== '';
}

/**
Whether a text can only be a company request token, by its prefix. Not all of them have it: a UUID without the prefix is
accepted, too.

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export function isRequestTokenText(text: string): boolean {
	return /^at-[\u0021-\u007E]{8,}$/i.test(text);
}

/** The access token lifetime that SAP Concur documents, in seconds. */
export const documentedLife = 3600;

/** The longest access token lifetime that is accepted as plausible, in seconds. */
export const maxAccessTokenLife = 24 * 60 * 60;

// The longest plausible time to expiry, in milliseconds: refresh tokens are valid for six months.
const maxRefreshTokenLife = 10 * 366 * 24 * 60 * 60 * 1000;

// The last instant of the year 9999, in milliseconds since the epoch, which leaves room for sums that are still dates.
const lastInstant = 253_402_300_799_999;

/** Whether a number can be an instant, in milliseconds since the epoch: not before 1970, not after the year 9999. */
export function isInstant(value: number): boolean {
	return value >= 0 && value <= lastInstant;
}

/** Whether a number of seconds is a plausible access token lifetime. */
export function isAccessTokenLife(seconds: number): boolean {
	return seconds > 0 && seconds <= maxAccessTokenLife;
}

/**
Whether epoch seconds can be the expiry of a refresh token received at `receivedAt` (milliseconds since the epoch):
later than that, and not so late that they must be milliseconds.
*/
export function isRefreshTokenExpiry(epochSeconds: number, receivedAt: number): boolean {
	const end = epochSeconds * 1000;
	return end > receivedAt && end <= receivedAt + maxRefreshTokenLife && isInstant(end);
}

/**
When a token expires, in milliseconds since the epoch: exactly, or at the latest if SAP Concur has not said when.
*/
export type Expiry = {readonly at: number; readonly isExact: boolean};

/**
When a refresh token expires.

`refresh_expires_in` is an instant in epoch seconds; if it is absent or implausible, the token expires at the latest six
months after `receivedAt` (milliseconds since the epoch): it may have been issued before.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function refreshTokenExpiry(
	{refresh_expires_in: end}: Clearable<{refresh_expires_in: number}>,
	receivedAt: number,
): Expiry {
	const received = isInstant(receivedAt) ? receivedAt : 0;
	if (end !== undefined && isRefreshTokenExpiry(end, received)) {
		return {at: end * 1000, isExact: true};
	}

	const sixMonths = new Date(received);
	sixMonths.setUTCMonth(sixMonths.getUTCMonth() + 6);
	return {at: sixMonths.getTime(), isExact: false};
}

/**
When an access token expires, in milliseconds since the epoch, as is `receivedAt`. An implausible lifetime counts as the
documented hour.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function accessTokenExpiry({expires_in: seconds}: {readonly expires_in: number}, receivedAt: number): number {
	const life = isAccessTokenLife(seconds) ? seconds : documentedLife;
	return (isInstant(receivedAt) ? receivedAt : 0) + (life * 1000);
}
