import {endingOf} from '../../concur/redact.js';
import {stageNumber} from '../../concur/tutorial.js';
import {fieldDescriptions} from '../values/fields.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {
	effectiveValue, type GuardedField, type Question, type SavedProgress, type WizardState,
} from '../wizard-state.js';

type ChangeQuestion = Extract<Question, {kind: 'change-values'}>;

function fieldChange(state: WizardState, field: GuardedField, progress: SavedProgress): string {
	const {label} = fieldDescriptions[field];
	const value = effectiveValue(state, field);
	const replacement = progress.values[field];
	return replacement === ''
		? `clear the ${label} ${endingOf(value)}`
		: `replace the ${label} ${endingOf(value)} with the one ${endingOf(replacement)}`;
}

/** What a change would replace or clear, and what that would destroy. */
function changeConsequences(state: WizardState, {fields, progress}: ChangeQuestion): string {
	const parts = fields.map(field => fieldChange(state, field, progress));
	const joined = parts.map((part, index) => index === 0 ? part : part.replace(/^replace (?=the)/, '')).join(', and ');
	const asked = `${joined[0]!.toUpperCase()}${joined.slice(1)}?`;
	const old = fields.length === 1 ? 'old value' : 'old values';
	if (!hasLiveRefreshToken(state)) {
		return `${asked} SAP Concur shows a secret only once: the old one is kept until the new one is proven.`;
	}

	const [first, second, last] = (['request-token', 'credentials-file', 'refresh-token'] as const)
		.map(id => stageNumber(id));
	return fields.every(field => field === 'clientSecret')
		? `${asked} Your refresh token is kept. The old secret is kept until SAP Concur has accepted the new one.`
		: `${asked} Your refresh token was issued for the ${old}, so stages ${first}, ${second} and ${last} would `
			+ `have to be done again. Putting the ${old} back restores them.`;
}

/** The text of the question whether to make a change that would lose something. */
export function changeText(state: WizardState, question: ChangeQuestion): string {
	const isTokenReplaced = question.tokenImport !== undefined && state.token !== undefined;
	const taken = isTokenReplaced ? ' The refresh token that comes with it replaces the current one.' : '';
	return `${changeConsequences(state, question)}${taken}`;
}

/** Whether the change only clears values. */
export function isClearing({fields, progress}: ChangeQuestion): boolean {
	return fields.every(field => progress.values[field] === '');
}

/** Whether a replaced secret can be proven at once, by refreshing the refresh token of the same app. */
export function canBeProven(state: WizardState, {fields, progress}: ChangeQuestion): boolean {
	return fields.every(field => field === 'clientSecret') && progress.values.clientSecret !== ''
		&& hasLiveRefreshToken(state);
}

/** The label of the answer that makes the change. */
export function changeLabel(state: WizardState, question: ChangeQuestion): string {
	const them = question.fields.length === 1 ? 'it' : 'them';
	const proving = canBeProven(state, question) ? ' and prove the new one now' : '';
	return isClearing(question) ? `Clear ${them}` : `Replace ${them}${proving}`;
}

/** The label of the answer that changes nothing. */
export function keepLabel(state: WizardState, {fields}: ChangeQuestion): string {
	const [field] = fields;
	return fields.length === 1 && field !== undefined
		? `Keep the ${fieldDescriptions[field].label} ${endingOf(effectiveValue(state, field))}`
		: 'Keep them';
}
