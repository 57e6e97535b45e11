import {callConcur, type CallOptions} from './call-concur.js';
import {type CallFacts, type FailedCall} from './call-outcome.js';
import {isYes, judgeRefusal} from './judge-answer.js';
import {revokeRequest} from './requests.js';

export type RevokeOutcome = {readonly kind: 'revoked'; readonly facts: CallFacts} | FailedCall;

/**
Revokes the connection, so that its refresh token stops working.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export async function revokeConnection(options: CallOptions & {readonly accessToken: string}): Promise<RevokeOutcome> {
	const called = await callConcur((baseUri, correlationId) => revokeRequest(options.accessToken, baseUri, correlationId), options);
	if (called.kind !== 'answered') {
		return called;
	}

	return isYes(called.answer) ? {kind: 'revoked', facts: called.facts} : judgeRefusal(called, 'bearer');
}
