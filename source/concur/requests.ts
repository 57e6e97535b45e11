import {type Credentials} from './credentials.js';

export type HttpRequest = {
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	/** What the request holds that no outcome may repeat, should the answer do so. */
	readonly secrets: readonly string[];
};

// Packed answers gain nothing here, and only what is read can be judged.
const commonHeaders = {accept: 'application/json', 'accept-encoding': 'identity'} as const;

/** The client's two values as HTTP Basic joins them: a server could repeat them so. */
function secretsOf(form: Readonly<Record<string, string>>): readonly string[] {
	const secrets = ['client_secret', 'password', 'refresh_token'].flatMap(name => form[name] ?? []);
	return [...secrets, `${form['client_id']}:${form['client_secret']}`];
}

function formRequest(baseUri: string, correlationId: string, form: Readonly<Record<string, string>>): HttpRequest {
	return {
		method: 'POST',
		url: `${baseUri}/oauth2/v0/token`,
		headers: {
			'content-type': 'application/x-www-form-urlencoded', ...commonHeaders, 'concur-correlationid': correlationId,
		},
		body: new URLSearchParams(form).toString(),
		secrets: secretsOf(form),
	};
}

function bearerRequest(method: 'GET' | 'DELETE', url: string, accessToken: string, correlationId: string): HttpRequest {
	return {
		method,
		url,
		headers: {authorization: `Bearer ${accessToken}`, ...commonHeaders, 'concur-correlationid': correlationId},
		secrets: [accessToken],
	};
}

/**
The request of the company flow (password grant with credtype authtoken).

    POST /oauth2/v0/token
    client_id=…&client_secret=…&grant_type=password&username=<companyUUID>&password=<companyRequestToken>&credtype=authtoken

@see https://developer.concur.com/api-reference/authentication/company-auth.html
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
The refresh grant, sent to the token's own geolocation.

    POST /oauth2/v0/token
    client_id=…&client_secret=…&grant_type=refresh_token&refresh_token=…

@see https://developer.concur.com/api-reference/authentication/apidoc.html
@see https://www.rfc-editor.org/rfc/rfc6749#section-6
*/
export function refreshRequest(grant: RefreshGrant, baseUri: string, correlationId: string): HttpRequest {
	return formRequest(baseUri, correlationId, {
		client_id: grant.appID, client_secret: grant.clientSecret, grant_type: 'refresh_token', refresh_token: grant.refreshToken,
	});
}

/**
The scopes that the proof call needs.

@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export const proofScopes = ['identity.user.ids.read', 'identity.user.core.read'] as const;

/**
The proof call: one harmless read that needs a working bearer token.

    GET /profile/identity/v4/Users?count=1
    Authorization: Bearer …

@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export function proofRequest(accessToken: string, baseUri: string, correlationId: string): HttpRequest {
	return bearerRequest('GET', `${baseUri}/profile/identity/v4/Users?count=1`, accessToken, correlationId);
}

/**
Revokes the connection between company and app: its refresh token stops working.

    DELETE /app-mgmt/v0/connections
    Authorization: Bearer …

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function revokeRequest(accessToken: string, baseUri: string, correlationId: string): HttpRequest {
	return bearerRequest('DELETE', `${baseUri}/app-mgmt/v0/connections`, accessToken, correlationId);
}
