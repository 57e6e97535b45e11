import {isGranted, type ApiChoice} from './advise.js';
import {type Api, type ProofCall} from './api-entry.js';
import {currentApis, usedTokenLevel} from './apis.js';

/** How an API is proven, or why it can't be. */
export type ApiProofPlan =
	| {readonly kind: 'call'; readonly api: Api; readonly proof: ProofCall; readonly token: 'company' | 'app'}
	/** It has no harmless call: it stays unproven, and is said to be so. */
	| {readonly kind: 'no-call'; readonly api: Api};

export type ProofPlan =
	| ApiProofPlan
	/** No API can be called: the refresh grant that succeeded counts, and an id_token that came must verify. */
	| {readonly kind: 'grant'};

/** How each of the chosen APIs is proven. */
export function planProofs(choices: readonly ApiChoice[]): readonly ApiProofPlan[] {
	return choices.map(({api}) => api.proof
		? {kind: 'call', api, proof: api.proof, token: usedTokenLevel(api)}
		: {kind: 'no-call', api});
}

// Every company has these, whatever products it has bought.
const preferred = ['identity-v4', 'identity-v4.1', 'list-v4', 'localities-v5'];

/** The best test that the granted scopes allow: an API that every company has, else any, else the refresh grant. */
function bestProof(granted: readonly string[]): ProofPlan {
	const rankOf = ({id}: Api) => preferred.includes(id) ? preferred.indexOf(id) : preferred.length;
	const api = currentApis
		.filter(candidate => usedTokenLevel(candidate) === 'company'
			&& candidate.proof && isGranted(candidate.proof.needs, granted))
		.toSorted((one, other) => rankOf(one) - rankOf(other))[0];
	return api?.proof ? {kind: 'call', api, proof: api.proof, token: 'company'} : {kind: 'grant'};
}

/**
How a company token that was granted these scopes is proven: each chosen API by its own harmless call. Where none of
them takes a company token and has one, the best that the granted scopes allow comes first, so that no app is ever told
to widen its scopes for the sake of a proof.
*/
export function chooseProofs(granted: readonly string[], choices: readonly ApiChoice[]): readonly ProofPlan[] {
	const plans = planProofs(choices);
	const isTokenProven = plans.some(plan => plan.kind === 'call' && plan.token === 'company');
	return isTokenProven ? plans : [bestProof(granted), ...plans];
}
