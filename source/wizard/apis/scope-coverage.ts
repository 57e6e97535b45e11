import {compareScopes, type ScopeComparison} from '../../concur/catalogue/advise.js';
import {apiTitle} from '../../concur/catalogue/apis.js';
import {howScopesAreAdded} from '../../concur/tutorial.js';
import {parseScopes} from '../../concur/parse-scopes.js';
import {hasTokenForCredentials} from '../calls/lifetimes.js';
import {memoizeByState} from '../memoize-selector.js';
import {type WizardState} from '../wizard-state.js';
import {apiChoices} from './api-choice.js';

/**
Compares the scopes granted to the token with those that the chosen APIs need. Undefined if no APIs are chosen, or if
there is no token for this app whose scopes SAP Concur has listed.
*/
export const scopeCoverage = memoizeByState((state): (ScopeComparison & {readonly granted: number}) | undefined => {
	const choices = apiChoices(state);
	if (!state.token || choices.length === 0 || !hasTokenForCredentials(state)) {
		return undefined;
	}

	const granted = parseScopes(state.token.object.scope);
	return granted.length === 0 ? undefined : {...compareScopes(choices, granted), granted: granted.length};
});

/** Whether the token lacks a scope that the chosen APIs need. */
export function hasMissingScopes(state: WizardState): boolean {
	return (scopeCoverage(state)?.missing.length ?? 0) > 0;
}

/** States how many scopes were granted, how many the choice needs, and how many of those are missing. */
export function describeCoverage({granted, used, missing}: {readonly granted: number} & ScopeComparison): string {
	const lacking = missing.length === 0 ? '' : `, ${missing.length} missing`;
	return `${granted} granted, ${used.length + missing.length} needed${lacking}`;
}

/** States which scopes are missing, for which APIs, and why a new request token is needed. Undefined if none are. */
export function describeMissingScopes(state: WizardState): string | undefined {
	const {missing = [], closed = []} = scopeCoverage(state) ?? {};
	const titles = closed.map(({api}) => apiTitle(api)).join(', ');
	return missing.length === 0
		? undefined
		: `The token lacks ${missing.join(', ')}, needed by ${titles}. `
			+ `Add ${missing.length === 1 ? 'it' : 'them'} to the app, then ${howScopesAreAdded}`;
}
