import {callConcur, type CallOptions} from './call-concur.js';
import {type ProofOutcome} from './call-outcome.js';
import {judgeProofAnswer} from './judge-answer.js';
import {proofRequest} from './requests.js';

/** Calls the API with a bearer token to prove it: how many users the company has. Source: profile/identity v4. */
export async function proveToken(options: CallOptions & {readonly accessToken: string}): Promise<ProofOutcome> {
	const called = await callConcur((baseUri, correlationId) => proofRequest(options.accessToken, baseUri, correlationId), options);
	return called.kind === 'answered' ? judgeProofAnswer(called.answer, called.facts) : called;
}
