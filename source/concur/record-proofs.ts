import {toApiProof, type ApiProof, type ProvenPlan} from './api-proof.js';
import {type ProofOutcome} from './call-outcome.js';
import {isConclusive, isTransient, type AppIdentity} from './connection.js';
import {recordProofOutcome, savedCall, type CallRecord} from './call-record.js';

/** The outcomes for the company's token; an app's own token reveals nothing about the connection. */
function companyOutcomes(proven: readonly ProvenPlan[]): readonly ProofOutcome[] {
	return proven.flatMap(({plan, outcome}) =>
		outcome?.grant === 'bearer' && !(plan.kind === 'call' && plan.token === 'app')
			? [outcome]
			: []);
}

/**
The outcome that decides: a rejected token (401) first, then any other failure, then a success; undefined if no call was
made with the company's token.
*/
export function decisiveOutcome(proven: readonly ProvenPlan[]): ProofOutcome | undefined {
	const outcomes = companyOutcomes(proven);
	return outcomes.find(({kind, facts}) => kind === 'refused' && facts.status === 401)
		?? outcomes.find(({kind}) => kind !== 'proven')
		?? outcomes[0];
}

/** The stored result for each API; a transient failure does not override an earlier proof. */
function proofsAfter(earlier: readonly ApiProof[], proven: readonly ProvenPlan[]): readonly ApiProof[] {
	return proven.map(each => {
		const proof = toApiProof(each);
		const {outcome} = each;
		const isTrouble = outcome !== undefined && outcome.kind !== 'proven'
			&& (outcome.kind === 'cancelled' || isTransient(outcome));
		const before = earlier.find(({api, verdict}) => api === proof.api && verdict === 'proven');
		return isTrouble ? before ?? proof : proof;
	});
}

/**
The record after proving several APIs. One API that accepts the token proves the connection, whatever others refuse; but
the setup counts as proven only if none was refused.
*/
export function recordProofs(record: CallRecord, proven: readonly ProvenPlan[], identity: AppIdentity): CallRecord {
	const proofs = proofsAfter(record.proofs ?? [], proven);
	const decisive = decisiveOutcome(proven);
	const accepted = companyOutcomes(proven).find(({kind}) => kind === 'proven');
	if (!decisive) {
		return {...record, proofs};
	}

	const isNotAccepted = decisive.kind === 'refused' && decisive.facts.status === 401;
	// A scope that the app lacks says nothing about the token itself, whereas any other 403 may be about the token.
	const isOfOneApi = decisive.kind === 'refused' && decisive.facts.status === 403 && !accepted
		&& decisive.explanation.stage === 'app';
	const recorded = isOfOneApi
		? record
		: recordProofOutcome(record, isNotAccepted ? decisive : accepted ?? decisive, identity);
	const failures = proven.flatMap(({outcome}) => outcome && outcome.kind !== 'proven' ? [outcome] : []);
	return {
		...recorded,
		lastCall: savedCall(decisive),
		proof: failures.length === 0
			? recorded.proof
			: (failures.some(failure => isConclusive(failure)) ? undefined : record.proof),
		proofs,
	};
}
