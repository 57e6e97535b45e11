import {type TokenGrant} from '../call-outcome.js';
import {parseScopes} from '../parse-scopes.js';
import {type accesses} from '../saved-words.js';
import {apis, usedTokenLevel} from './apis.js';
import {type Api, type Need} from './api.js';
import {isWriteScope, inDocumentedOrder, type Scope} from './documented-scopes.js';

/** What an API is chosen for: reading only, or reading and writing. */
export type Access = (typeof accesses)[number];

/** An API that the user chose, as stored. */
export type ChosenApi = {readonly id: string; readonly access: Access};

/** A chosen API with its catalogue entry. */
export type ApiChoice = {readonly api: Api; readonly access: Access};

/** What to select in the new app's form. */
export type Advice = {
	readonly grants: readonly TokenGrant[];
	/** The fewest that open every chosen API, in the order of the documentation. */
	readonly scopes: readonly Scope[];
	/** Each chosen API with the scopes from that list that open it. */
	readonly apis: ReadonlyArray<ApiChoice & {readonly scopes: readonly Scope[]}>;
};

/** The chosen APIs that are in the catalogue; one that only an earlier version knew is left out. */
export function resolveChoices(chosen: readonly ChosenApi[]): readonly ApiChoice[] {
	return chosen.flatMap(({id, access}) => {
		const api = apis.find(candidate => candidate.id === id);
		return api ? [{api, access}] : [];
	});
}

/** What must be granted to call an API; if it has nothing to read, what writing needs. */
export function needsOf({api: {read, write}, access}: ApiChoice): readonly Need[] {
	if (access === 'write') {
		return [...read, ...write];
	}

	return read.length > 0 ? read : write;
}

/** Fewer write scopes are better; with equally many, fewer scopes. */
function costOf(scopes: Iterable<string>): number {
	return [...scopes].reduce((cost, scope) => cost + (isWriteScope(scope) ? 1000 : 0) + 1, 0);
}

type Needs<Name extends string> = ReadonlyArray<readonly Name[]>;

/** Groups of needs that share no scope with each other, so that each can be met separately. */
function separateGroups<Name extends string>(needs: Needs<Name>): ReadonlyArray<Needs<Name>> {
	const groups: Array<{scopes: Set<Name>; needs: Array<readonly Name[]>}> = [];
	for (const need of needs) {
		const linked = groups.filter(({scopes}) => need.some(scope => scopes.has(scope)));
		const merged = {
			scopes: new Set([...need, ...linked.flatMap(({scopes}) => [...scopes])]),
			needs: [need, ...linked.flatMap(group => group.needs)],
		};
		groups.splice(0, groups.length, ...groups.filter(group => !linked.includes(group)), merged);
	}

	return groups.map(group => group.needs);
}

/** The cheapest scopes that meet a group of linked needs, found by trying each scope of the first unmet need. */
function cheapest<Name extends string>(needs: Needs<Name>): ReadonlySet<Name> {
	let best: ReadonlySet<Name> = new Set();
	let bestCost = Number.POSITIVE_INFINITY;
	const tryWith = (chosen: ReadonlySet<Name>) => {
		if (costOf(chosen) >= bestCost) {
			return;
		}

		const open = needs.filter(need => !need.some(scope => chosen.has(scope)));
		const first = open.toSorted((one, other) => one.length - other.length)[0];
		if (!first) {
			best = chosen;
			bestCost = costOf(chosen);
			return;
		}

		for (const scope of first) {
			tryWith(new Set([...chosen, scope]));
		}
	};

	tryWith(new Set());
	return best;
}

/**
The fewest scopes that meet every need: no write scope where a read-only one suffices, then as few as possible. They are
in the order of the documentation.
*/
export function minimalScopes<Name extends string>(needs: Needs<Name>): readonly Name[] {
	return inDocumentedOrder(new Set(separateGroups(needs).flatMap(group => [...cheapest(group)])));
}

/**
What the app must be allowed in order to call these APIs: its grants, and the fewest scopes.

Every app needs `password` to obtain a company token and `refresh_token` to keep it, but `client_credentials` only if an
API takes the app's own token. `openid` is not a scope in the form and is never included.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function advise(choices: readonly ApiChoice[]): Advice {
	const scopes = minimalScopes(choices.flatMap(choice => needsOf(choice)));
	const isAppTokenNeeded = choices.some(({api}) => usedTokenLevel(api) === 'app');
	return {
		grants: ['password', 'refresh_token', ...(isAppTokenNeeded ? ['client_credentials' as const] : [])],
		scopes,
		apis: choices.map(choice => {
			const needs = needsOf(choice);
			return {...choice, scopes: scopes.filter(scope => needs.some(need => need.includes(scope)))};
		}),
	};
}

/** How the granted scopes compare with what the chosen APIs need. */
export type ScopeComparison = {
	/** The granted scopes that the chosen APIs need, as few as possible. */
	readonly used: readonly string[];
	/** The scopes to add to the app: the fewest that open what is still closed. */
	readonly missing: readonly Scope[];
	/** Scopes that were granted but that none of the chosen APIs needs. */
	readonly beyond: readonly string[];
	/** The chosen APIs that the granted scopes do not open, each with the scopes it lacks. */
	readonly closed: ReadonlyArray<ApiChoice & {readonly missing: readonly Scope[]}>;
};

// It comes with every company token and is not listed in any form.
const unchosenScopes: ReadonlySet<string> = new Set(['openid']);

/** Whether the granted scopes meet every one of these needs. */
export function isGranted(needs: readonly Need[], granted: readonly string[]): boolean {
	return needs.every(need => need.some(scope => granted.includes(scope)));
}

/**
Compares the scopes granted to a company's token with what the chosen APIs need. An API that takes the app's own token
never counts as lacking a scope here: only the app's own token shows what that was granted.
*/
export function compareScopes(choices: readonly ApiChoice[], granted: readonly string[]): ScopeComparison {
	const needs = choices.flatMap(choice => needsOf(choice));
	const calledByCompany = choices.filter(({api}) => usedTokenLevel(api) === 'company');
	const isMet = (need: Need) => isGranted([need], granted);
	const used = minimalScopes(needs.filter(need => isMet(need))
		.map(need => need.filter(scope => granted.includes(scope))));
	const isUsed: ReadonlySet<string> = new Set(used);
	const missing = minimalScopes(calledByCompany.flatMap(choice => needsOf(choice)).filter(need => !isMet(need)));
	return {
		used,
		missing,
		beyond: inDocumentedOrder(granted)
			.filter(scope => !isUsed.has(scope) && !unchosenScopes.has(scope)),
		closed: calledByCompany.flatMap(choice => {
			const open = needsOf(choice).filter(need => !isMet(need));
			const lacking = missing.filter(scope => open.some(need => need.includes(scope)));
			return open.length === 0 ? [] : [{...choice, missing: lacking}];
		}),
	};
}

/** What the catalogue says about a choice of APIs, given the scopes of a token. */
export type ChoiceEvaluation = {
	/** The IDs of the chosen APIs that it knows. */
	readonly known: readonly string[];
	/** Whether the token lacks a scope that they need. */
	readonly isLacking: boolean;
};

/** Evaluates a choice against a company token's space-separated scopes, which are empty if unknown. */
export type EvaluateChoice = (chosen: readonly ChosenApi[], scope: string) => ChoiceEvaluation;

const evaluated = new WeakMap<readonly ChosenApi[], ChoiceEvaluation & {readonly scope: string}>();

/** Evaluates a choice by the catalogue. The last result is cached, because a session asks on every key press. */
export const evaluateChoice: EvaluateChoice = (chosen, scope) => {
	const known = evaluated.get(chosen);
	if (known?.scope === scope) {
		return known;
	}

	const choices = resolveChoices(chosen);
	const granted = parseScopes(scope);
	const judgement = {
		scope,
		known: choices.map(({api}) => api.id),
		isLacking: granted.length > 0 && compareScopes(choices, granted).missing.length > 0,
	};
	evaluated.set(chosen, judgement);
	return judgement;
};
