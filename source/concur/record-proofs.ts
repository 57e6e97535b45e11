import {toApiProof, type ApiProof, type ProvenPlan} from './api-proof.js';
import {type ProofOutcome} from './call-outcome.js';
import {isConclusive, isTransient, type AppIdentity} from './connection.js';
import {recordProofOutcome, savedCall, type CallRecord} from './call-record.js';

/** What was answered to the company's token; an app's own token tells nothing of the connection. */
function companyOutcomes(proven: readonly ProvenPlan[]): readonly ProofOutcome[] {
	return proven.flatMap(({plan, outcome}) =>
		outcome?.grant === 'bearer' && !(plan.kind === 'call' && plan.token === 'app')
			? [outcome]
			: []);
}

/**
The answer that decides: a token that is not accepted (401) before anything else, then what failed, then what was
proven; undefined where nothing was asked with the company's token.
*/
export function decisiveOutcome(proven: readonly ProvenPlan[]): ProofOutcome | undefined {
	const outcomes = companyOutcomes(proven);
	return outcomes.find(({kind, facts}) => kind === 'refused' && facts.status === 401)
		?? outcomes.find(({kind}) => kind !== 'proven')
		?? outcomes[0];
}

/** What came of each API; trouble on the way says nothing against one that was proven before. */
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
The record after the proofs of several APIs. One that accepts the token proves the connection, whatever another one
refuses; but the set-up counts as proven only where none was refused.
*/
export function recordProofs(record: CallRecord, proven: readonly ProvenPlan[], identity: AppIdentity): CallRecord {
	const proofs = proofsAfter(record.proofs ?? [], proven);
	const decisive = decisiveOutcome(proven);
	const accepted = companyOutcomes(proven).find(({kind}) => kind === 'proven');
	if (!decisive) {
		return {...record, proofs};
	}

	const isNotAccepted = decisive.kind === 'refused' && decisive.facts.status === 401;
	// A scope that the app lacks says nothing of the token itself, which any other 403 may be about.
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
