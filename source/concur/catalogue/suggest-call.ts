import {isUnder} from '../api-target.js';
import {isGranted} from './advise.js';
import {currentApis, usedTokenLevel} from './apis.js';
import {chooseProofs} from './choose-proofs.js';

type SuggestOptions = {
	/** The scopes of the company's token; undefined if they are not known. */
	readonly granted: readonly string[] | undefined;
	/** The IDs of the APIs that SAP Concur has answered. */
	readonly proven?: readonly string[];
	/** The prefixes of the paths that may be called; none allow every path. */
	readonly allowed?: readonly string[];
};

/**
The path, with its query, of a read-only call that the token can make, to be suggested: of a proven API if there is one,
or else of one whose scopes are granted. Undefined if there is none.
*/
export function suggestedPath({granted, proven = [], allowed = []}: SuggestOptions): string | undefined {
	const callable = currentApis.flatMap(api => api.proof && usedTokenLevel(api) === 'company'
		&& (allowed.length === 0 || isUnder(api.proof.path, allowed))
		&& (granted === undefined || isGranted(api.proof.needs, granted))
		? [{id: api.id, path: api.proof.path}]
		: []);
	const best = chooseProofs(granted ?? [], [])[0];
	const bestId = best?.kind === 'call' ? best.api.id : undefined;
	const chosen = callable.find(({id}) => proven.includes(id)) ?? callable.find(({id}) => id === bestId);
	return (chosen ?? callable[0])?.path;
}
