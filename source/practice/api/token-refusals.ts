import {jsonResponse, type PracticeResponse} from './response.js';

/** A documented refusal by the token endpoint; only code 16 has a `geolocation`. */
export type TokenRefusal = {readonly code: number; readonly geolocation?: string};

/**
Codes and errors as documented; the descriptions are this server's own.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#response_codes
*/
const refusals: ReadonlyMap<number, readonly [error: string, description: string]> = new Map([
	[5, ['invalid_grant', 'The company UUID or the request token is wrong.']],
	[10, ['invalid_grant', 'The account is disabled.']],
	[11, ['invalid_grant', 'The account is disabled.']],
	[12, ['invalid_grant', 'Logging on was denied.']],
	[13, ['invalid_grant', 'Logging on was denied.']],
	[14, ['invalid_grant', 'The account is locked.']],
	[16, ['invalid_request', 'The user lives in another data centre.']],
	[19, ['invalid_grant', 'The credentials are no longer valid.']],
	[20, ['invalid_grant', 'Logging on was denied from this address.']],
	[21, ['invalid_request', 'This client signs in through SSO only.']],
	[51, ['invalid_request', 'The username is missing.']],
	[52, ['invalid_request', 'The password is missing.']],
	[53, ['invalid_client', 'The company is not enabled for this client.']],
	[54, ['invalid_scope', 'A requested scope was not granted to the client.']],
	[55, ['invalid_request', 'The e-mail address is not known.']],
	[56, ['invalid_request', 'The otp is missing.']],
	[57, ['invalid_request', 'The channel_type is missing.']],
	[58, ['invalid_request', 'The channel_handle is missing.']],
	[59, ['access_denied', 'The client is disabled.']],
	[60, ['invalid_grant', 'The client may not use this grant.']],
	[61, ['invalid_client', 'The client is not known here.']],
	[62, ['invalid_request', 'The client_id is missing.']],
	[63, ['invalid_request', 'The client_secret is missing.']],
	[64, ['invalid_client', 'The client secret is wrong.']],
	[65, ['invalid_request', 'The grant_type is missing.']],
	[80, ['invalid_request', 'The channel type is not valid.']],
	[81, ['invalid_request', 'The channel handle is not valid.']],
	[83, ['invalid_request', 'The otp was not found.']],
	[84, ['invalid_request', 'A fact could not be verified.']],
	[85, ['invalid_request', 'The otp could not be verified.']],
	[100, ['invalid_request', 'The username is not known.']],
	[101, ['invalid_request', 'The code is missing.']],
	[102, ['invalid_request', 'The redirect_uri is missing.']],
	[103, ['invalid_request', 'The code is wrong or expired.']],
	[104, ['invalid_grant', 'The redirect_uri is another one than before.']],
	[105, ['invalid_grant', 'The grant was issued to another client.']],
	[106, ['invalid_request', 'The refresh_token is missing.']],
	[107, ['invalid_request', 'The client may not refresh tokens.']],
	[108, ['invalid_grant', 'The refresh token is wrong, expired or revoked.']],
	[109, ['invalid_request', 'The loginid is missing.']],
	[115, ['invalid_request', 'An unauthenticated client gets no token.']],
	[117, ['invalid_request', 'The nonce is missing.']],
	[118, ['invalid_request', 'The display is not valid.']],
	[119, ['invalid_request', 'The prompt is not valid.']],
	[120, ['invalid_request', 'The credtype is not valid.']],
	[121, ['invalid_request', 'The login_type is not valid.']],
	[122, ['invalid_request', 'The proxies are not valid.']],
	[123, ['invalid_request', 'The principal is disabled.']],
	[124, ['invalid_request', 'The product is not valid.']],
	[134, ['invalid_request', 'The company is in scheduled maintenance.']],
	[135, ['invalid_request', 'The format of the request is not supported.']],
	[136, ['invalid_request', 'The request token was issued for another client.']],
	[139, ['invalid_request', 'The password no longer meets the company\'s rules.']],
]);

const statuses: Readonly<Record<string, number>> = {invalid_client: 401, access_denied: 403};

/** The documented error codes, in ascending order. */
export const refusalCodes: readonly number[] = [...refusals.keys()];

/**
A refusal with its status and the body `{code, error, error_description, geolocation?}`.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#response_codes
*/
export function refusalResponse({code, geolocation}: TokenRefusal): PracticeResponse {
	const [error, description] = refusals.get(code) ?? ['invalid_request', 'The request was refused.'];
	// An undefined geolocation is left out of the JSON.
	return jsonResponse(statuses[error] ?? 400, {code, error, error_description: description, geolocation});
}
