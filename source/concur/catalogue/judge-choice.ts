import {choicesOf, compareScopes, scopeNames, type ChosenApi} from './advise.js';

/** What the catalogue says of a choice of APIs beside the scopes of a token. */
export type ChoiceJudgement = {
	/** Those of the chosen APIs that it knows, by their ids. */
	readonly known: readonly string[];
	/** Whether the token lacks a scope that they need. */
	readonly isLacking: boolean;
};

/** Judges a choice by the scopes of a company's token, with blanks between: none where they are not known. */
export type JudgeChoice = (chosen: readonly ChosenApi[], scope: string) => ChoiceJudgement;

const judged = new WeakMap<readonly ChosenApi[], ChoiceJudgement & {readonly scope: string}>();

/** Judges a choice as the catalogue has it; a session, which asks at every key, hears the same at once. */
export const judgeChoice: JudgeChoice = (chosen, scope) => {
	const known = judged.get(chosen);
	if (known?.scope === scope) {
		return known;
	}

	const choices = choicesOf(chosen);
	const granted = scopeNames(scope);
	const judgement = {
		scope,
		known: choices.map(({api}) => api.id),
		isLacking: granted.length > 0 && compareScopes(choices, granted).missing.length > 0,
	};
	judged.set(chosen, judgement);
	return judgement;
};
