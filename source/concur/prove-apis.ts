import {toApiProof, type ApiProof, type ProvenPlan} from './api-proof.js';
import {browserUri} from './base-uris.js';
import {type CallOptions} from './call-concur.js';
import {type AppTokenOutcome, type CallFacts, type FailedCall, type ProofOutcome} from './call-outcome.js';
import {isGranted} from './catalogue/advise.js';
import {type ProofPlan} from './catalogue/choose-proofs.js';
import {scopesNeededForProof} from './catalogue/needed-scopes.js';
import {explainDeviation} from './explain-deviation.js';
import {explainRefusal} from './explain-refusal.js';
import {parseScopes} from './parse-scopes.js';
import {callForProof, fetchKeys} from './token-calls.js';
import {isVerifiedIdToken} from './verify-id-token.js';

/** A bearer token, the base URI to use it at, and its granted scopes, space-separated. */
export type ProvenToken = {readonly accessToken: string; readonly baseUri: string; readonly scope: string};

/** The refresh grant that returned the company token, and the id_token that came with it. */
export type ProvenGrant = {readonly facts: CallFacts; readonly idToken: string | undefined};

type ProveOptions = Omit<CallOptions, 'baseUri'> & {
	readonly company: ProvenToken;
	/** Called if no API can be called. */
	readonly grant: () => Promise<ProvenGrant>;
	/** Called once, if an API takes the app's own token. */
	readonly appToken: () => Promise<ProvenToken | Exclude<AppTokenOutcome, {kind: 'granted'}>>;
	/** Called with each API's result as it arrives. */
	readonly onProven?: (proof: ApiProof) => void;
};

/** Proves the refresh grant itself: an id_token that came with it must verify; without one, the grant suffices. */
async function proveGrant({grant, company: {baseUri}, ...call}: ProveOptions): Promise<ProofOutcome> {
	const {facts, idToken} = await grant();
	const proven = {kind: 'proven', grant: 'bearer', by: 'grant', totalResults: 0} as const;
	if (idToken === undefined) {
		return {...proven, facts, found: 'accepted'};
	}

	const fetched = await fetchKeys({...call, baseUri: browserUri(baseUri), userBaseUri: call.userBaseUri ?? baseUri});
	if (fetched.kind !== 'keys') {
		return fetched;
	}

	const {keys, facts: keyFacts} = fetched;
	return isVerifiedIdToken(idToken, keys, keyFacts.at)
		? {...proven, facts: keyFacts, found: 'accepted, id_token verified'}
		: {kind: 'unusable', grant: 'bearer', facts: keyFacts, explanation: explainDeviation('unverified-id-token')};
}

function isToken(answered: ProvenToken | FailedCall): answered is ProvenToken {
	return 'accessToken' in answered;
}

async function prove(plan: ProofPlan, options: ProveOptions): Promise<ProvenPlan['outcome']> {
	switch (plan.kind) {
		case 'no-call': {
			return undefined;
		}

		case 'grant': {
			return proveGrant(options);
		}

		case 'call': {
			const {company, appToken, grant, onProven, ...call} = options;
			const token = plan.token === 'app' ? await appToken() : company;
			return isToken(token)
				? callForProof({
					...call, ...token, proof: plan.proof,
					neededScopes: scopesNeededForProof(plan, plan.proof, parseScopes(token.scope)),
				})
				: token;
		}
	}
}

/**
Corrects refusals: if one API accepted a token, it has neither expired nor been revoked, so other refusals have other
causes.
*/
function withoutDisprovenCauses(proven: readonly ProvenPlan[], {company}: ProveOptions): readonly ProvenPlan[] {
	const isOfCompany = ({plan}: ProvenPlan) => plan.kind === 'call' && plan.token === 'company';
	const isTokenProven = proven.some(each => isOfCompany(each) && each.outcome?.kind === 'proven');
	const granted = parseScopes(company.scope);
	return proven.map(each => {
		const {plan, outcome} = each;
		const isForbidden = outcome?.kind === 'refused' && outcome.facts.status === 403 && outcome.code === undefined;
		const isScopeMissing = plan.kind === 'call' && granted.length > 0 && !isGranted(plan.proof.needs, granted);
		return isTokenProven && isOfCompany(each) && isForbidden && !isScopeMissing
			? {plan, outcome: {...outcome, explanation: explainRefusal({status: 403, grant: 'bearer', isTokenProven})}}
			: each;
	});
}

/**
Proves a token by calling each planned API once, one after the other, and returns each result. Once an address does not
respond, no further calls are made to it.

@see https://developer.concur.com/api-reference/http-status-codes.html
*/
export async function proveApis(plans: readonly ProofPlan[], options: ProveOptions): Promise<readonly ProvenPlan[]> {
	let askedForApp: ReturnType<ProveOptions['appToken']> | undefined;
	const appToken = async () => {
		askedForApp ??= options.appToken();
		return askedForApp;
	};

	const proven: ProvenPlan[] = [];
	let silence: ProofOutcome | undefined;
	for (const plan of plans) {
		const isCompanyCall = plan.kind === 'call' && plan.token === 'company';
		const outcome = silence && isCompanyCall ? silence : await prove(plan, {...options, appToken});
		if (isCompanyCall && outcome?.kind === 'unreachable' && outcome.grant === 'bearer') {
			silence ??= outcome;
		}

		proven.push({plan, outcome});
		options.onProven?.(toApiProof({plan, outcome}));
	}

	return withoutDisprovenCauses(proven, options);
}
