import {callConcur, type CallOptions} from './call-concur.js';
import {type TokenOutcome} from './call-outcome.js';
import {type Credentials} from './credentials.js';
import {judgeTokenAnswer} from './judge-answer.js';
import {companyTokenRequest, refreshRequest, type RefreshGrant} from './requests.js';

/**
Trades the four issued values for a refresh token (password grant with credtype authtoken).

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export async function obtainCompanyToken(options: CallOptions & {readonly credentials: Credentials}): Promise<TokenOutcome> {
	const called = await callConcur((baseUri, correlationId) => companyTokenRequest(options.credentials, baseUri, correlationId), {...options, isGrant: true});
	return called.kind === 'answered' ? judgeTokenAnswer(called, 'password', options.userBaseUri ?? options.baseUri) : called;
}

/**
A new bearer token, and perhaps a new refresh token, by refresh grant at the token's own geolocation.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
@see https://www.rfc-editor.org/rfc/rfc6749#section-6
*/
export async function refreshToken(options: CallOptions & RefreshGrant): Promise<TokenOutcome> {
	const called = await callConcur((baseUri, correlationId) => refreshRequest(options, baseUri, correlationId), {...options, isGrant: true});
	return called.kind === 'answered' ? judgeTokenAnswer(called, 'refresh_token', options.userBaseUri ?? options.baseUri) : called;
}
