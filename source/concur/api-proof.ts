import {omitUndefined, type Clearable} from '../optional-members.js';
import {type FailedCall, type ProofOutcome} from './call-outcome.js';
import {type ProofPlan} from './catalogue/choose-proofs.js';
import {type apiVerdicts} from './saved-words.js';
import {type StageId} from './tutorial.js';

/** The result of proving an API, without any token, so that it can be shown again after a restart. */
export type ApiProof = {
	/** The API's id in the catalogue; absent for the refresh grant itself. */
	readonly api?: string;
	readonly verdict: (typeof apiVerdicts)[number];
	/** HTTP status; absent if there was no response, or no request was made. */
	readonly status?: number;
	/** Milliseconds; absent if no request was made. */
	readonly latency?: number;
	/** The ID by which SAP support can find the call. */
	readonly correlationId?: string;
	/** What was returned, in words (7 users), or why nothing was. */
	readonly detail: string;
	/** What to do about it, and the stage that fixes it; absent if there is nothing to do. */
	readonly remedy?: string;
	readonly stage?: StageId;
};

type Proven = {readonly totalResults: number; readonly found?: string};

/** Describes what a proof found. */
function describeFound({found, totalResults}: Proven): string {
	return found ?? `${totalResults} ${totalResults === 1 ? 'user' : 'users'}`;
}

/** Describes how SAP Concur proved a token, as in "counted 7 users". `verb` is the verb used for a count. */
export function describeProof(proof: Proven & Clearable<{by: 'grant'}>, verb: string): string {
	return proof.by === 'grant' ? 'accepted the refresh token' : `${verb} ${describeFound(proof)}`;
}

/** How an API was proven, and the outcome; for an app API, a failed call may be the app's own grant. */
export type ProvenPlan = {
	readonly plan: ProofPlan;
	readonly outcome: ProofOutcome | FailedCall<'client_credentials'> | undefined;
};

/** Turns an outcome into the proof that is stored and shown. */
export function toApiProof({plan, outcome}: ProvenPlan): ApiProof {
	const api = plan.kind === 'grant' ? {} : {api: plan.api.id};
	if (!outcome) {
		return {...api, verdict: 'unproven', detail: 'It has no suitable read-only call, so it was not called.'};
	}

	const {status, latency, correlationId} = outcome.facts;
	const asked = {...api, ...omitUndefined({status}), latency: Math.round(latency), correlationId};
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
