import {type FailedCall, type ProofOutcome} from './call-outcome.js';
import {type ProofPlan} from './catalogue/choose-proofs.js';
import {type StageId} from './tutorial.js';

/** What came of proving an API, without any token, so that it can be shown again after a restart. */
export type ApiProof = {
	/** The API's id in the catalogue; absent for the refresh grant itself. */
	readonly api?: string | undefined;
	readonly verdict: 'proven' | 'unproven' | 'refused' | 'unreachable' | 'unusable' | 'cancelled';
	/** HTTP status; absent where no answer came, or nothing was asked. */
	readonly status?: number | undefined;
	/** Milliseconds; absent where nothing was asked. */
	readonly latency?: number | undefined;
	/** The id that SAP support finds the call by. */
	readonly correlationId?: string | undefined;
	/** What came back in words (7 users), or why nothing did. */
	readonly detail: string;
	/** What to do about it, and the stage that mends it; absent where nothing is to be done. */
	readonly remedy?: string | undefined;
	readonly stage?: StageId | undefined;
};

type Proven = {readonly totalResults: number; readonly found?: string | undefined};

/** What a proof brought, in words. */
export function describeFound({found, totalResults}: Proven): string {
	return found ?? `${totalResults} ${totalResults === 1 ? 'user' : 'users'}`;
}

/** What SAP Concur did to prove a token, in words: counted 7 users. `verb` is how a count is said. */
export function describeProof(proof: Proven & {readonly by?: 'grant' | undefined}, verb: string): string {
	return proof.by === 'grant' ? 'accepted the refresh token' : `${verb} ${describeFound(proof)}`;
}

/** How an API was proven, and what came of it; a failed call by an app may be its grant. */
export type ProvenPlan = {
	readonly plan: ProofPlan;
	readonly outcome: ProofOutcome | FailedCall<'client_credentials'> | undefined;
};

/** A proof as a person reads it. */
export function toApiProof({plan, outcome}: ProvenPlan): ApiProof {
	const api = plan.kind === 'grant' ? {} : {api: plan.api.id};
	if (!outcome) {
		return {...api, verdict: 'unproven', detail: 'It has no harmless call, so it was not called.'};
	}

	const {status, latency, correlationId} = outcome.facts;
	const asked = {...api, status, latency: Math.round(latency), correlationId};
	switch (outcome.kind) {
		case 'proven': {
			return {...asked, verdict: 'proven', detail: describeFound(outcome)};
		}

		case 'cancelled': {
			return {...asked, verdict: 'cancelled', detail: 'The call was cancelled.'};
		}

		case 'refused':
		case 'unreachable':
		case 'unusable': {
			const {cause, remedy, stage} = outcome.explanation;
			return {...asked, verdict: outcome.kind, detail: cause, remedy, stage};
		}
	}
}
