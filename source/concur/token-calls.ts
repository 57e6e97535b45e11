import {callConcur, type CallOptions} from './call-concur.js';
import {type ProofOutcome, type RevokeOutcome, type TokenOutcome} from './call-outcome.js';
import {type Credentials} from './credentials.js';
import {judgeProofAnswer, judgeRevokeAnswer, judgeTokenAnswer} from './judge-answer.js';
import {companyTokenRequest, proofRequest, refreshRequest, revokeRequest, type RefreshGrant} from './requests.js';

export type CompanyTokenOptions = CallOptions & {readonly credentials: Credentials};

/**
Trades the four issued values for a refresh token (password grant with credtype authtoken).

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export async function obtainCompanyToken(options: CompanyTokenOptions): Promise<TokenOutcome> {
	const call = await callConcur(sent => companyTokenRequest(options.credentials, sent), options);
	return call.kind === 'answered' ? judgeTokenAnswer(call) : call;
}

/**
Gets a new bearer token, and perhaps a new refresh token, by refresh grant at the token's own geolocation.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
@see https://www.rfc-editor.org/rfc/rfc6749#section-6
*/
export async function refreshToken(options: CallOptions & RefreshGrant): Promise<TokenOutcome> {
	const call = await callConcur(sent => refreshRequest(options, sent), options);
	return call.kind === 'answered' ? judgeTokenAnswer(call) : call;
}

type BearerOptions = CallOptions & {readonly accessToken: string};

/** `scope` is what the bearer token was granted, so that a refusal names only what is missing. */
export type ProofOptions = BearerOptions & {readonly scope?: string | undefined};

/**
Calls the API with a bearer token to prove it: how many users the company has.

@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export async function proveToken(options: ProofOptions): Promise<ProofOutcome> {
	const call = await callConcur(sent => proofRequest(options.accessToken, sent), options);
	return call.kind === 'answered' ? judgeProofAnswer(call, options.scope) : call;
}

/**
Revokes the connection between company and app, so that its refresh token stops working.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function revokeConnection(options: BearerOptions): Promise<RevokeOutcome> {
	const call = await callConcur(sent => revokeRequest(options.accessToken, sent), options);
	return call.kind === 'answered' ? judgeRevokeAnswer(call) : call;
}
