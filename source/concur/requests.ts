import {type Credentials} from './credentials.js';

export type HttpRequest = {
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
};

function formRequest(baseUri: string, correlationId: string, form: Readonly<Record<string, string>>): HttpRequest {
	return {
		method: 'POST',
		url: `${baseUri}/oauth2/v0/token`,
		headers: {
			'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'concur-correlationid': correlationId,
		},
		body: new URLSearchParams(form).toString(),
	};
}

function bearerRequest(method: 'GET' | 'DELETE', url: string, accessToken: string, correlationId: string): HttpRequest {
	return {
		method, url, headers: {authorization: `Bearer ${accessToken}`, accept: 'application/json', 'concur-correlationid': correlationId},
	};
}

/**
The request of the company flow (password grant with credtype authtoken). Source: authentication/company-auth.

    POST /oauth2/v0/token
    client_id=…&client_secret=…&grant_type=password&username=<companyUUID>&password=<companyRequestToken>&credtype=authtoken
*/
export function companyTokenRequest(credentials: Credentials, baseUri: string, correlationId: string): HttpRequest {
	return formRequest(baseUri, correlationId, {
		client_id: credentials.appID,
		client_secret: credentials.clientSecret,
		grant_type: credentials.grantType,
		username: credentials.companyUUID,
		password: credentials.companyRequestToken,
		credtype: credentials.credentialType,
	});
}

export type RefreshGrant = {readonly appID: string; readonly clientSecret: string; readonly refreshToken: string};

/**
The refresh grant, sent to the token's own geolocation. Source: authentication/apidoc, RFC 6749 section 6.

    POST /oauth2/v0/token
    client_id=…&client_secret=…&grant_type=refresh_token&refresh_token=…
*/
export function refreshRequest(grant: RefreshGrant, baseUri: string, correlationId: string): HttpRequest {
	return formRequest(baseUri, correlationId, {
		client_id: grant.appID, client_secret: grant.clientSecret, grant_type: 'refresh_token', refresh_token: grant.refreshToken,
	});
}

/**
The proof call: one harmless read that needs a working bearer token. Source: the tutorial on calling APIs, profile/identity v4.

    GET /profile/identity/v4/Users?count=1
    Authorization: Bearer …
*/
export function proofRequest(accessToken: string, baseUri: string, correlationId: string): HttpRequest {
	return bearerRequest('GET', `${baseUri}/profile/identity/v4/Users?count=1`, accessToken, correlationId);
}

/**
Revokes the connection between company and app: its refresh token stops working. Source: authentication/apidoc.

    DELETE /app-mgmt/v0/connections
    Authorization: Bearer …
*/
export function revokeRequest(accessToken: string, baseUri: string, correlationId: string): HttpRequest {
	return bearerRequest('DELETE', `${baseUri}/app-mgmt/v0/connections`, accessToken, correlationId);
}
