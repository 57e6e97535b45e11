import {callConcur, type CallOptions} from './call-concur.js';
import {type CallFacts, type FailedCall} from './call-outcome.js';
import {explainRefusal} from './explanations.js';
import {readRefusal} from './judge-answer.js';
import {revokeRequest} from './requests.js';

/** Revokes the connection, so that its refresh token stops working. Source: authentication/apidoc, revoke. */
export async function revokeConnection(options: CallOptions & {readonly accessToken: string}): Promise<{readonly kind: 'revoked'; readonly facts: CallFacts} | FailedCall> {
	const called = await callConcur((baseUri, correlationId) => revokeRequest(options.accessToken, baseUri, correlationId), options);
	if (called.kind !== 'answered') {
		return called;
	}

	const {answer, facts} = called;
	if (answer.status >= 200 && answer.status < 300) {
		return {kind: 'revoked', facts};
	}

	const {code, error, description} = readRefusal(answer);
	return {
		kind: 'refused', facts, code, error, description, explanation: explainRefusal({status: answer.status, code, grant: 'bearer'}),
	};
}
