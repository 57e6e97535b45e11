import {isUnder} from '../api-target.js';
import {isGranted, minimalScopes, needsOf, type ApiChoice} from './advise.js';
import {apis} from './apis.js';
import {type ProofCall} from './api.js';

/**
The scopes to name when a read-only call is refused: if the granted ones don't open the call, everything that the API
still needs, so that it is added to the app in one go.
*/
export function scopesNeededForProof(
	choice: ApiChoice,
	proof: ProofCall,
	granted: readonly string[],
): readonly string[] {
	return isGranted(proof.needs, granted)
		? []
		: minimalScopes([...needsOf(choice), ...proof.needs].filter(need => !isGranted([need], granted)));
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const writing: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** The path without its query, in segments. */
function segmentsOf(path: string): readonly string[] {
	return path.replace(/[?#].*$/s, '').split('/').filter(segment => segment !== '');
}

/**
The scopes that are known to be missing for a call; none if the path is not that of a catalogue API's list or of one of
its entries.
*/
export function scopesLackedByCall(method: string, path: string, granted: readonly string[]): readonly string[] {
	const api = apis.find(({proof}) => proof && isUnder(path, [segmentsOf(proof.path).join('/')])
		&& segmentsOf(path).length <= segmentsOf(proof.path).length + 1);
	if (!api?.proof) {
		return [];
	}

	if (reading.has(method)) {
		return scopesNeededForProof({api, access: 'read'}, api.proof, granted);
	}

	// A scope that opens a part of the API may suffice for some of its changes.
	const isPartOpen = Object.keys(api.more ?? {}).some(scope => granted.includes(scope));
	return writing.has(method) && !isPartOpen
		? minimalScopes(api.write.filter(need => !isGranted([need], granted)))
		: [];
}
