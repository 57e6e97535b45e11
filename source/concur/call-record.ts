import {type CallFacts, type Explanation, type Grant, type ProofOutcome, type TokenOutcome} from './call-outcome.js';
import {explainRefusal} from './explanations.js';
import {isConclusive, type AppIdentity, type ConnectionEvidence, type ObtainedToken} from './connection.js';

export type GrantKind = 'password' | 'refresh_token' | 'bearer';

/** The last answer of SAP Concur, without any token, so that it can be shown again after a restart. */
export type SavedCall = {
	readonly grant: GrantKind;
	readonly kind: 'granted' | 'proven' | 'refused' | 'unreachable' | 'unusable' | 'cancelled';
	readonly facts: CallFacts;
	readonly code?: number | undefined;
	readonly error?: string | undefined;
	readonly description?: string | undefined;
	readonly explanation?: Explanation | undefined;
	readonly totalResults?: number | undefined;
};

export type Proof = {
	readonly facts: CallFacts;
	readonly totalResults: number;
	/** The refresh token that was proven: one of another grant needs a proof of its own. */
	readonly refreshToken: string;
};

/** A refresh grant that was asked for and whose answer has not arrived. */
export type UnansweredGrant = {
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly refreshToken: string;
};

/** What calls leave behind, and the only thing that changes when SAP Concur answers. */
export type CallRecord = {
	readonly lastCall?: SavedCall | undefined;
	readonly token?: ObtainedToken | undefined;
	readonly proof?: Proof | undefined;
	readonly connection?: ConnectionEvidence | undefined;
	readonly unansweredGrant?: UnansweredGrant | undefined;
};

function savedCall(outcome: TokenOutcome | ProofOutcome, grant: GrantKind): SavedCall {
	const base = {grant, kind: outcome.kind, facts: outcome.facts};
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
			return {
				...base, code, error, description, explanation,
			};
		}

		case 'unreachable':
		case 'unusable': {
			return {...base, explanation: outcome.explanation};
		}
	}
}

/** What of an outcome must be stored: a granted token, or a refresh token that came in an answer of no other use. */
export function grantToStore(outcome: TokenOutcome): Grant | undefined {
	if (outcome.kind === 'granted') {
		return outcome;
	}

	return outcome.kind === 'unusable' ? outcome.kept : undefined;
}

type Judged = {readonly grant: 'refresh_token' | 'bearer'; readonly identity: AppIdentity; readonly now: number};

/** What an answer says of the connection; what was known before counts on where it says nothing. */
function evidenceOf(record: CallRecord, outcome: TokenOutcome | ProofOutcome, {grant, identity, now}: Judged): ConnectionEvidence | undefined {
	const granted = outcome.kind === 'proven' ? undefined : grantToStore(outcome);
	const refreshToken = granted?.token.refresh_token ?? record.token?.object.refresh_token ?? '';
	const presented = {grant, at: now, refreshToken, clientSecret: identity.clientSecret};
	if (granted || outcome.kind === 'granted' || outcome.kind === 'proven') {
		return {...presented, kind: 'accepted'};
	}

	return isConclusive(outcome)
		? {...presented, kind: 'refused', status: outcome.facts.status, code: outcome.code, explanation: outcome.explanation}
		: record.connection;
}

/** Whether a grant may have been carried out without its answer ever arriving here: a rotated token is then lost. */
function isAnswerLost(outcome: TokenOutcome): boolean {
	return outcome.kind === 'unusable' || (outcome.kind !== 'granted' && (outcome.facts.lostAnswers ?? 0) > 0);
}

// "bad or expired refresh token": https://developer.concur.com/api-reference/authentication/apidoc.html
const badRefreshToken = 108;

/**
A refused refresh grant as it is to be understood: after an answer that was lost, the refresh token is refused because its successor never arrived, not because somebody revoked it.
*/
export function judgeRefreshAnswer(record: CallRecord, outcome: TokenOutcome): TokenOutcome {
	const isLost = (outcome.facts.lostAnswers ?? 0) > 0
		|| (record.unansweredGrant !== undefined && record.unansweredGrant.refreshToken === record.token?.object.refresh_token);
	return outcome.kind === 'refused' && outcome.code === badRefreshToken && isLost
		? {
			...outcome,
			explanation: explainRefusal({status: outcome.facts.status ?? 0, code: badRefreshToken, grant: 'refresh_token', isAnswerLost: true}),
		}
		: outcome;
}

/** The record with the note that a refresh grant is about to be asked for; it stays where the answer never arrives. */
export function recordAttempt(record: CallRecord, now: number): CallRecord {
	return record.token && record.unansweredGrant?.refreshToken !== record.token.object.refresh_token
		? {...record, unansweredGrant: {at: now, refreshToken: record.token.object.refresh_token}}
		: record;
}

export type AnsweredGrant = {
	readonly grant: 'password' | 'refresh_token';
	readonly identity: AppIdentity;
	/** Milliseconds since the epoch. */
	readonly now: number;
};

/** The record after an answer of the token endpoint. A granted token replaces the one before; a refusal says so of the connection. */
export function recordTokenAnswer(record: CallRecord, outcome: TokenOutcome, {grant, identity, now}: AnsweredGrant): CallRecord {
	const lastCall = savedCall(outcome, grant);
	const granted = grantToStore(outcome);
	if (!granted) {
		// A refused request token says nothing of the refresh token that is there.
		return grant === 'password'
			? {...record, lastCall}
			: {
				...record,
				lastCall,
				connection: evidenceOf(record, outcome, {grant, identity, now}),
				unansweredGrant: isAnswerLost(outcome) ? record.unansweredGrant : undefined,
			};
	}

	const refreshToken = granted.token.refresh_token;
	const token = {object: granted.token, receivedAt: now, baseUri: granted.baseUri, obtainedWith: identity};
	const isProofOfPredecessor = grant === 'refresh_token' && record.proof?.refreshToken === record.token?.object.refresh_token;
	return {
		lastCall,
		token,
		// A rotated token is the same grant's: what was proven of its predecessor is proven of it.
		proof: record.proof && isProofOfPredecessor ? {...record.proof, refreshToken} : record.proof,
		connection: grant === 'refresh_token' ? evidenceOf(record, outcome, {grant, identity, now}) : undefined,
		unansweredGrant: undefined,
	};
}

/** The record after an answer of the proof call; a refusal takes back what was proven. */
export function recordProofAnswer(record: CallRecord, outcome: ProofOutcome, {identity, now}: Omit<AnsweredGrant, 'grant'>): CallRecord {
	const answered = {...record, lastCall: savedCall(outcome, 'bearer'), connection: evidenceOf(record, outcome, {grant: 'bearer', identity, now})};
	if (outcome.kind === 'proven') {
		return {
			...answered,
			proof: record.token && {facts: outcome.facts, totalResults: outcome.totalResults, refreshToken: record.token.object.refresh_token},
		};
	}

	return isConclusive(outcome) ? {...answered, proof: undefined} : answered;
}
