import {type GrantKind, type TokenGrant} from './call-outcome.js';
import {type Credentials} from './credentials.js';

/** A request to SAP Concur; `Granted` is the kind of grant that it presents. */
export type HttpRequest<Granted extends GrantKind = GrantKind> = {
	readonly grant: Granted;
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	/** The request's secrets, which no outcome may repeat even if the response does. */
	readonly secrets: readonly string[];
};

/** Where a request goes, and the ID by which SAP support can find it. */
export type RequestTarget = {readonly baseUri: string; readonly correlationId: string};

/** Where tokens are granted. */
export const tokenPath = '/oauth2/v0/token';

/** Where the keys are that id_tokens are signed with. */
export const keysPath = '/oauth2/v0/jwks';

/** The header with the ID by which SAP support can find a call. */
export const correlationHeader = 'concur-correlationid';

// Compression gains nothing here, and a response can only be checked if it can be read.
const commonHeaders = {accept: 'application/json', 'accept-encoding': 'identity'} as const;

/**
The secrets in a form, including client ID and secret joined as in HTTP Basic, because a server could repeat them so.
*/
function secretsOf(form: Readonly<Record<string, string>>): readonly string[] {
	const secrets = ['client_secret', 'password', 'refresh_token'].flatMap(name => form[name] ?? []);
	return [...secrets, `${form['client_id']}:${form['client_secret']}`];
}

function tokenRequest<Granted extends TokenGrant>(
	grant: Granted,
	form: Readonly<Record<string, string>>,
	{baseUri, correlationId}: RequestTarget,
): HttpRequest<Granted> {
	return {
		grant,
		method: 'POST',
		url: `${baseUri}${tokenPath}`,
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			...commonHeaders,
			[correlationHeader]: correlationId,
		},
		body: new URLSearchParams(form).toString(),
		secrets: secretsOf(form),
	};
}

function bearerRequest(
	method: 'GET' | 'DELETE',
	path: string,
	accessToken: string,
	{baseUri, correlationId}: RequestTarget,
): HttpRequest<'bearer'> {
	return {
		grant: 'bearer',
		method,
		url: `${baseUri}${path}`,
		headers: {authorization: `Bearer ${accessToken}`, ...commonHeaders, [correlationHeader]: correlationId},
		secrets: [accessToken],
	};
}

/**
The request of the company flow: exchanges the four issued values for a refresh token.

    POST /oauth2/v0/token HTTP/1.1
    content-type: application/x-www-form-urlencoded
    accept: application/json
    concur-correlationid: <a UUID of ours>

    client_id=…&client_secret=…&grant_type=password&username=<companyUUID>&password=<companyRequestToken>
    &credtype=authtoken

    HTTP/1.1 200 OK
    {"expires_in": 3600, "scope": "openid …", "token_type": "Bearer", "access_token": "…", "refresh_token": "…",
    "refresh_expires_in": 1788220800, "geolocation": "https://us2.api.concursolutions.com", "id_token": "…"}

    HTTP/1.1 400 Bad Request
    {"code": 5, "error": "invalid_grant", "error_description": "…", "geolocation": "https://…"}

@see https://developer.concur.com/api-reference/authentication/company-auth.html
@see https://www.rfc-editor.org/rfc/rfc6749#section-4.3
*/
export function companyTokenRequest(credentials: Credentials, sent: RequestTarget): HttpRequest<'password'> {
	return tokenRequest('password', {
		client_id: credentials.appID,
		client_secret: credentials.clientSecret,
		grant_type: credentials.grantType,
		username: credentials.companyUUID,
		password: credentials.companyRequestToken,
		credtype: credentials.credentialType,
	}, sent);
}

export type RefreshGrant = {readonly appID: string; readonly clientSecret: string; readonly refreshToken: string};

/**
The refresh grant, sent to the token's own geolocation. The response is like the company flow's; if the refresh token in
it is new, it replaces the old one.

    POST /oauth2/v0/token HTTP/1.1
    content-type: application/x-www-form-urlencoded

    client_id=…&client_secret=…&grant_type=refresh_token&refresh_token=…

    HTTP/1.1 400 Bad Request
    {"code": 108, "error": "invalid_grant", "error_description": "bad or expired refresh token"}

@see https://developer.concur.com/api-reference/authentication/apidoc.html
@see https://www.rfc-editor.org/rfc/rfc6749#section-6
*/
export function refreshRequest(grant: RefreshGrant, sent: RequestTarget): HttpRequest<'refresh_token'> {
	return tokenRequest('refresh_token', {
		client_id: grant.appID,
		client_secret: grant.clientSecret,
		grant_type: 'refresh_token',
		refresh_token: grant.refreshToken,
	}, sent);
}

export type ClientCredentials = {readonly appID: string; readonly clientSecret: string};

/**
The request for an app's own token. The response has neither a refresh token nor an id_token.

    POST /oauth2/v0/token HTTP/1.1
    content-type: application/x-www-form-urlencoded

    client_id=…&client_secret=…&grant_type=client_credentials

    HTTP/1.1 200 OK
    {"expires_in": 3600, "scope": "events.topic.read", "token_type": "Bearer", "access_token": "…",
    "geolocation": "https://us2.api.concursolutions.com"}

@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
@see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
*/
export function appTokenRequest(
	{appID, clientSecret}: ClientCredentials,
	sent: RequestTarget,
): HttpRequest<'client_credentials'> {
	const form = {client_id: appID, client_secret: clientSecret, grant_type: 'client_credentials'};
	return tokenRequest('client_credentials', form, sent);
}

/**
A proof call: one read-only call that needs a working bearer token. `path` comes from the API's catalogue entry.

    GET /profile/identity/v4/Users?count=1 HTTP/1.1
    authorization: Bearer …

    HTTP/1.1 200 OK
    {"totalResults": 7, "itemsPerPage": 1, "Resources": […]}

@see https://developer.concur.com/api-reference/profile/v4.identity.html
@see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
*/
export function proofRequest(accessToken: string, path: string, sent: RequestTarget): HttpRequest<'bearer'> {
	return bearerRequest('GET', path, accessToken, sent);
}

/**
Requests the keys that id_tokens are signed with. It sends no credentials.

    GET /oauth2/v0/jwks HTTP/1.1

    HTTP/1.1 200 OK
    {"keys": [{"kty": "RSA", "kid": "…", "n": "…", "e": "AQAB"}]}

@see https://developer.concur.com/api-reference/authentication/apidoc.html#id_token
@see https://www.rfc-editor.org/rfc/rfc7517
*/
export function keysRequest({baseUri, correlationId}: RequestTarget): HttpRequest<'bearer'> {
	return {
		grant: 'bearer',
		method: 'GET',
		url: `${baseUri}${keysPath}`,
		headers: {...commonHeaders, [correlationHeader]: correlationId},
		secrets: [],
	};
}

/**
Revokes the connection between company and app: its refresh token stops working.

    DELETE /app-mgmt/v0/connections HTTP/1.1
    authorization: Bearer …

    HTTP/1.1 200 OK

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function revokeRequest(accessToken: string, sent: RequestTarget): HttpRequest<'bearer'> {
	return bearerRequest('DELETE', '/app-mgmt/v0/connections', accessToken, sent);
}
