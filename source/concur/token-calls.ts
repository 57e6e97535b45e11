import {callConcur, type CallOptions} from './call-concur.js';
import {
	type AppTokenOutcome, type KeysOutcome, type ProofOutcome, type RevokeOutcome, type TokenOutcome,
} from './call-outcome.js';
import {type ProofCall} from './catalogue/api.js';
import {type Credentials} from './credentials.js';
import {
	interpretAppTokenResponse, interpretKeysResponse, interpretProofResponse, interpretRevokeResponse,
	interpretTokenResponse,
} from './interpret-response.js';
import {
	appTokenRequest, companyTokenRequest, keysRequest, proofRequest, refreshRequest, revokeRequest,
	type ClientCredentials, type RefreshGrant,
} from './requests.js';

type CompanyTokenOptions = CallOptions & {readonly credentials: Credentials};

/**
Exchanges the four issued values for a refresh token (password grant with credtype authtoken).

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export async function obtainCompanyToken(options: CompanyTokenOptions): Promise<TokenOutcome> {
	const call = await callConcur(sent => companyTokenRequest(options.credentials, sent), options);
	return call.kind === 'answered' ? interpretTokenResponse(call) : call;
}

/**
Gets a new bearer token, and perhaps a new refresh token, by a refresh grant at the token's own geolocation.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
@see https://www.rfc-editor.org/rfc/rfc6749#section-6
*/
export async function refreshCompanyToken(options: CallOptions & RefreshGrant): Promise<TokenOutcome> {
	const call = await callConcur(sent => refreshRequest(options, sent), options);
	return call.kind === 'answered' ? interpretTokenResponse(call) : call;
}

/**
Gets an app's own token. Company and user APIs refuse it, often with status 500.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
@see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
*/
export async function obtainAppToken(options: CallOptions & ClientCredentials): Promise<AppTokenOutcome> {
	const call = await callConcur(sent => appTokenRequest(options, sent), options);
	return call.kind === 'answered' ? interpretAppTokenResponse(call) : call;
}

type BearerOptions = CallOptions & {readonly accessToken: string};

type ProofOptions = BearerOptions & {
	readonly proof: ProofCall;
	/** The bearer token's granted scopes, so that a refusal names only what is missing. */
	readonly scope?: string;
	/** The scopes to name if they are missing. */
	readonly neededScopes?: readonly string[];
};

/**
Proves an API by making the read-only call in its catalogue entry with a bearer token.

@see https://developer.concur.com/api-reference/http-status-codes.html
*/
export async function callForProof(options: ProofOptions): Promise<ProofOutcome> {
	const call = await callConcur(sent => proofRequest(options.accessToken, options.proof.path, sent), options);
	return call.kind === 'answered' ? interpretProofResponse(call, options) : call;
}

/**
Fetches the keys that id_tokens are signed with.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#id_token
*/
export async function fetchKeys(options: CallOptions): Promise<KeysOutcome> {
	const call = await callConcur(sent => keysRequest(sent), options);
	return call.kind === 'answered' ? interpretKeysResponse(call) : call;
}

/**
Revokes the connection between company and app, so that its refresh token stops working.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function revokeConnection(options: BearerOptions): Promise<RevokeOutcome> {
	const call = await callConcur(sent => revokeRequest(options.accessToken, sent), options);
	return call.kind === 'answered' ? interpretRevokeResponse(call) : call;
}
