import {omitUndefined, type Clearable} from '../optional-members.js';
import {type ApiProof} from './api-proof.js';
import {
	type CallFacts, type Explanation, type FailedCall, type GrantedToken, type ProofOutcome, type TokenOutcome,
} from './call-outcome.js';
import {
	isConclusive, isRefreshLost, type AppIdentity, type ConnectionEvidence, type ConnectionGrant,
	type ObtainedToken, type UnansweredGrant,
} from './connection.js';
import {type savedCallKinds, type savedGrants} from './saved-words.js';
import {tokenErrorCodes} from './token-error-codes.js';
import {explainRefusal} from './explain-refusal.js';

/** SAP Concur's last response, without any token, so that it can be shown again after a restart. */
export type SavedCall = {
	readonly grant: (typeof savedGrants)[number];
	readonly kind: (typeof savedCallKinds)[number];
	readonly facts: CallFacts;
	readonly code?: number;
	readonly error?: string;
	readonly description?: string;
	readonly explanation?: Explanation;
	readonly totalResults?: number;
};

type Proof = Clearable<{
	/** Whether the refresh grant itself was the proof, because no API could be called. */
	by: 'grant';
}> & {
	readonly facts: CallFacts;
	readonly totalResults: number;
	/** What was returned, in words: 3 lists. Absent if users were counted. */
	readonly found?: string;
	/** The refresh token that was proven; a token from another grant needs its own proof. */
	readonly refreshToken: string;
};

/** A refresh token that was requested with the company request token and whose response has not arrived. */
type UnansweredRequest = {
	/** Milliseconds since the epoch. */
	readonly at: number;
};

/** What calls leave behind; nothing else changes when SAP Concur responds. */
export type CallRecord = Clearable<{
	lastCall: SavedCall;
	token: ObtainedToken;
	proof: Proof;
	/** The latest result of proving each API. */
	proofs: readonly ApiProof[];
	connection: ConnectionEvidence;
	unansweredGrant: UnansweredGrant;
	unansweredRequest: UnansweredRequest;
}>;

/** Picks the call record out of an object that holds more. */
export function callRecord(record: CallRecord): CallRecord {
	const {lastCall, token, proof, proofs, connection, unansweredGrant, unansweredRequest} = record;
	return {
		lastCall, token, proof, proofs, connection, unansweredGrant, unansweredRequest,
	};
}

/** Picks out what is kept of the last response. */
export function savedCall(outcome: TokenOutcome | ProofOutcome): SavedCall {
	const base = {grant: outcome.grant, kind: outcome.kind, facts: outcome.facts};
	switch (outcome.kind) {
		case 'granted':
		case 'cancelled': {
			return base;
		}

		case 'proven': {
			return {...base, totalResults: outcome.totalResults};
		}

		case 'refused': {
			const {code, error, description, explanation} = outcome;
			return {...base, ...omitUndefined({code, error, description}), explanation};
		}

		case 'unreachable':
		case 'unusable': {
			return {...base, explanation: outcome.explanation};
		}
	}
}

function isRefresh(outcome: TokenOutcome): outcome is TokenOutcome & {readonly grant: 'refresh_token'} {
	return outcome.grant === 'refresh_token';
}

/** The token of an outcome that must be stored: a granted one, or a refresh token in an otherwise unusable response. */
export function grantToStore(outcome: TokenOutcome | FailedCall): GrantedToken | undefined {
	if (outcome.kind === 'granted') {
		return outcome;
	}

	return outcome.kind === 'unusable' ? outcome.kept : undefined;
}

/** What a response says about the connection; if it says nothing, what was known before still applies. */
function evidenceOf(
	record: CallRecord,
	outcome: (TokenOutcome | ProofOutcome) & {readonly grant: ConnectionGrant},
	{clientSecret}: AppIdentity,
): ConnectionEvidence | undefined {
	const granted = outcome.kind === 'proven' ? undefined : grantToStore(outcome);
	const refreshToken = granted?.token.refresh_token ?? record.token?.object.refresh_token ?? '';
	const presented = {grant: outcome.grant, at: outcome.facts.at, refreshToken, clientSecret};
	if (granted || outcome.kind === 'granted' || outcome.kind === 'proven') {
		return {...presented, kind: 'accepted'};
	}

	if (!isConclusive(outcome)) {
		return record.connection;
	}

	const {facts: {status}, code, explanation} = outcome;
	return {...presented, kind: 'refused', ...omitUndefined({status, code}), explanation};
}

/** Whether a grant may have been processed without its response arriving here; a rotated token would then be lost. */
function isAnswerLost(outcome: TokenOutcome): boolean {
	const {status = 0} = outcome.facts;
	// Whatever a request error says, it contains no token.
	const isRequestError = status >= 400 && status < 500;
	return (outcome.kind === 'unusable' && !isRequestError)
		|| (outcome.kind !== 'granted' && (outcome.facts.lostAnswers ?? 0) > 0);
}

/**
Interprets a refused refresh grant: after a lost response, the refresh token is refused because its successor never
arrived, not because it was revoked.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function interpretRefreshOutcome(record: CallRecord, outcome: TokenOutcome): TokenOutcome {
	if (outcome.kind !== 'refused' || outcome.code !== tokenErrorCodes.badRefreshToken) {
		return outcome;
	}

	const {grant, code, facts: {status = 0, lostAnswers = 0}} = outcome;
	const explanation = explainRefusal({status, code, grant, isAnswerLost: true});
	const {connection, token} = record;
	// However often it is asked, the successor remains lost.
	const wasLost = connection?.kind === 'refused' && connection.refreshToken === token?.object.refresh_token
		&& connection.explanation.cause === explanation.cause;
	return lostAnswers > 0 || isRefreshLost(record) || wasLost ? {...outcome, explanation} : outcome;
}

/**
The record with a note that a refresh grant is about to be requested, at `now` (milliseconds since the epoch); the note
remains if the response never arrives.
*/
export function recordAttempt(record: CallRecord, now: number): CallRecord {
	const refreshToken = record.token?.object.refresh_token;
	return refreshToken === undefined || record.unansweredGrant?.refreshToken === refreshToken
		? record
		: {...record, unansweredGrant: {at: now, refreshToken}};
}

/**
The record with a note that the company request token is about to be exchanged, at `now` (milliseconds since the epoch);
the note remains if the program ends before the response arrives.
*/
export function recordRequest(record: CallRecord, now: number): CallRecord {
	return {...record, unansweredRequest: {at: now}};
}

/** The record after a response without a token; a refused request token says nothing about the refresh token. */
function recordFailure(record: CallRecord, outcome: TokenOutcome, identity: AppIdentity): CallRecord {
	const lastCall = savedCall(outcome);
	return isRefresh(outcome)
		? {
			...record,
			lastCall,
			connection: evidenceOf(record, outcome, identity),
			unansweredGrant: isAnswerLost(outcome) ? record.unansweredGrant : undefined,
		}
		: {...record, lastCall, unansweredRequest: undefined};
}

/**
The record after the token endpoint responded to the app of `identity`. A granted token replaces the previous one and
counts as received when the call ended; a refusal is recorded as evidence about the connection.
*/
export function recordTokenOutcome(record: CallRecord, outcome: TokenOutcome, identity: AppIdentity): CallRecord {
	const granted = grantToStore(outcome);
	if (!granted) {
		return recordFailure(record, outcome, identity);
	}

	const refreshToken = granted.token.refresh_token;
	const isProofOfPredecessor = isRefresh(outcome)
		&& record.proof?.refreshToken === record.token?.object.refresh_token;
	return {
		lastCall: savedCall(outcome),
		token: {
			object: granted.token, receivedAt: outcome.facts.at, baseUri: granted.baseUri, obtainedWith: identity,
		},
		// A rotated token belongs to the same grant, so the proof of its predecessor also holds for it.
		proof: record.proof && isProofOfPredecessor ? {...record.proof, refreshToken} : record.proof,
		proofs: isRefresh(outcome) ? record.proofs : undefined,
		connection: isRefresh(outcome) ? evidenceOf(record, outcome, identity) : undefined,
		unansweredGrant: undefined,
		unansweredRequest: undefined,
	};
}

/** The record after a response to the proof call; a refusal withdraws an earlier proof. */
export function recordProofOutcome(record: CallRecord, outcome: ProofOutcome, identity: AppIdentity): CallRecord {
	const answered = {
		...record, lastCall: savedCall(outcome), connection: evidenceOf(record, outcome, identity),
	};
	if (outcome.kind === 'proven') {
		const {facts, totalResults, found, by} = outcome;
		const refreshToken = record.token?.object.refresh_token;
		return {
			...answered,
			proof: refreshToken === undefined
				? undefined
				: {facts, totalResults, ...(found !== undefined && {found}), ...(by && {by}), refreshToken},
		};
	}

	return isConclusive(outcome) ? {...answered, proof: undefined} : answered;
}
