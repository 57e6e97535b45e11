import {callConcur, type CallOptions} from './call-concur.js';
import {type ProofOutcome} from './call-outcome.js';
import {judgeProofAnswer} from './judge-answer.js';
import {proofRequest} from './requests.js';

/** A call with a bearer token; `scope` is what it was granted, so that a refusal names only what is missing. */
export type ProofOptions = CallOptions & {readonly accessToken: string; readonly scope?: string};

/**
Calls the API with a bearer token to prove it: how many users the company has.

@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export async function proveToken(options: ProofOptions): Promise<ProofOutcome> {
	const called = await callConcur((baseUri, correlationId) => proofRequest(options.accessToken, baseUri, correlationId), options);
	return called.kind === 'answered' ? judgeProofAnswer(called, options.scope) : called;
}
