import {type CompanyGrant, type Explanation} from './call-outcome.js';
import {type CallRecord, type SavedCall} from './call-record.js';
import {isRefreshLost} from './connection.js';

/*
A grant that the program asked for before it was killed. The note of it stays on disk until a later grant is answered.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/

/** Every refresh may return a new refresh token, in place of the one that was presented. */
export const lostRefresh: Explanation = {
	stage: 'proof',
	cause: 'SAP Concur was asked to refresh the token, and its answer was lost. If it replaced the refresh token, the '
		+ 'saved one no longer works.',
	remedy: 'Call the API again: the answer shows whether the saved token still works. If it does not, generate a new '
		+ 'company request token.',
};

/** A request token may be exchanged many times. */
const lostRequest: Explanation = {
	stage: 'refresh-token',
	cause: 'SAP Concur was asked for a refresh token, and its answer was lost.',
	remedy: 'Request it again: a company request token can be used many times within its 24 hours.',
};

type LostAnswer = {
	readonly grant: CompanyGrant;
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly explanation: Explanation;
};

/** Whether SAP Concur has refused the refresh token since: the answer that was lost no longer leaves anything open. */
function isRefusedSince({connection, token}: CallRecord, at: number): boolean {
	return connection?.kind === 'refused' && connection.at >= at
		&& connection.refreshToken === token?.object.refresh_token;
}

/** The grant whose answer was lost, if no later grant has made up for it. */
export function findLostAnswer(record: CallRecord): LostAnswer | undefined {
	const {unansweredGrant: refresh, unansweredRequest: request} = record;
	if (refresh && isRefreshLost(record) && !isRefusedSince(record, refresh.at)) {
		return {grant: 'refresh_token', at: refresh.at, explanation: lostRefresh};
	}

	return request && {grant: 'password', at: request.at, explanation: lostRequest};
}

/** The lost answer in place of the last call, if that was earlier: it says nothing about what was asked since. */
export function withLostAnswer<Record extends CallRecord>(record: Record): Record {
	const lost = findLostAnswer(record);
	if (!lost || lost.at < (record.lastCall?.facts.at ?? 0)) {
		return record;
	}

	const {grant, at, explanation} = lost;
	const lastCall: SavedCall = {
		grant,
		kind: 'unreachable',
		// How long it took, and where, is lost too.
		facts: {
			url: '', latency: 0, correlationId: '', attempts: 1, lostAnswers: 1, at,
		},
		explanation,
	};
	return {...record, lastCall};
}
