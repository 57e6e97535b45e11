import {isGranted, type Access, type ApiChoice} from './advise.js';
import {type Api, type ProofCall} from './api.js';
import {currentApis, usedTokenLevel} from './apis.js';

/** How an API is proven, or why it can't be. */
type ApiProofPlan =
	| {
		readonly kind: 'call';
		readonly api: Api;
		readonly access: Access;
		readonly proof: ProofCall;
		readonly token: 'company' | 'app';
	}
	/** It has no suitable read-only call: it remains unproven, and is reported as such. */
	| {readonly kind: 'no-call'; readonly api: Api};

export type ProofPlan =
	| ApiProofPlan
	/**
	No API can be called: the successful refresh grant is the proof, and any id_token that came with it must verify.
	*/
	| {readonly kind: 'grant'};

/** Plans how each of the chosen APIs is proven. */
export function planProofs(choices: readonly ApiChoice[]): readonly ApiProofPlan[] {
	return choices.map(({api, access}) => api.proof
		? {kind: 'call', api, access, proof: api.proof, token: usedTokenLevel(api)}
		: {kind: 'no-call', api});
}

// Every company has these, whichever products it has bought.
const preferred = ['identity-v4', 'identity-v4.1', 'list-v4', 'localities-v5'];

/**
The best proof that the granted scopes allow: an API that every company has, else any other, else the refresh grant.
*/
function bestProof(granted: readonly string[]): ProofPlan {
	const rankOf = ({id}: Api) => preferred.includes(id) ? preferred.indexOf(id) : preferred.length;
	const api = currentApis
		.filter(candidate => usedTokenLevel(candidate) === 'company'
			&& candidate.proof && isGranted(candidate.proof.needs, granted))
		.toSorted((one, other) => rankOf(one) - rankOf(other))[0];
	return api?.proof ? {kind: 'call', api, access: 'read', proof: api.proof, token: 'company'} : {kind: 'grant'};
}

/**
Plans how a company token with these granted scopes is proven: each chosen API by its own read-only call. If none of
them has one and accepts a company token, the best proof that the granted scopes allow comes first, so that no app is
ever asked to widen its scopes just for a proof.
*/
export function chooseProofs(granted: readonly string[], choices: readonly ApiChoice[]): readonly ProofPlan[] {
	const plans = planProofs(choices);
	const isTokenProven = plans.some(plan => plan.kind === 'call' && plan.token === 'company');
	return isTokenProven ? plans : [bestProof(granted), ...plans];
}
