import {endingOf} from '../concur/redact.js';
import {credentialFields} from '../concur/values.js';
import {recordOf} from '../record-of.js';
import {formatDuration} from './format-time.js';
import {hasLiveRefreshToken, isRequestTokenExpired, requestTokenExpiry} from './lifetimes.js';
import {problemMarks, verdictMarks} from './marks.js';
import {isNewRequestTokenNeeded, fieldRefusal} from './refusals.js';
import {fieldDescriptions, fieldNames, type FieldName} from './fields.js';
import {
	effectiveValue, isFixedByEnvironment, memoizeByState, type RequestOwner, type WizardState,
} from './wizard-state.js';
import {isSuspicious, currentCheck} from './verdicts.js';

/** Why a value that looks right will not do, and what to do: it stands beside the field until the value changes. */
export type ValueProblem = {
	readonly kind: keyof typeof problemMarks; readonly cause: string; readonly remedy: string;
};

const renewal = 'Generate a new one and paste it in its place.';

/** What was replaced by another one after the request token had been entered for it. */
function mismatchedField(state: WizardState): keyof RequestOwner | undefined {
	const {requestedFor} = state;
	const isAnother = (field: keyof RequestOwner) => {
		const [before, value] = [requestedFor?.[field] ?? '', effectiveValue(state, field)];
		return before !== '' && value !== '' && before.toLowerCase() !== value.toLowerCase();
	};

	return (['appID', 'companyUUID'] as const).find(field => isAnother(field));
}

/** A request token is in order without end once a refresh token lives: it has done its work. */
function problemOfRequestToken(state: WizardState): ValueProblem | undefined {
	if (effectiveValue(state, 'companyRequestToken') === '' || hasLiveRefreshToken(state)) {
		return undefined;
	}

	if (isRequestTokenExpired(state)) {
		const cause = 'This request token is older than 24 hours, so SAP Concur no longer accepts it.';
		return {kind: 'expired', cause, remedy: renewal};
	}

	const field = mismatchedField(state);
	if (field) {
		const what = fieldDescriptions[field].label;
		const cause = `This request token belongs to the previous ${what} (${endingOf(state.requestedFor![field])}).`;
		return {kind: 'mismatch', cause, remedy: `Generate one for the new ${what}, or put the old ${what} back.`};
	}

	// One that the environment sets may be another one than last time.
	const cause = 'The refresh token that you got with this request token no longer works.';
	return isNewRequestTokenNeeded(state) && !isFixedByEnvironment(state, 'companyRequestToken')
		? {kind: 'to-renew', cause, remedy: renewal}
		: undefined;
}

/**
How long the request token still works, or why it does not: `left` only while it counts down. Undefined where none is
entered, its age is unknown or a refresh token lives, which it has done its work for.
*/
export function requestTokenLifetime(state: WizardState): {readonly text: string; readonly left?: number} | undefined {
	const problem = valueProblem(state, 'companyRequestToken');
	const end = requestTokenExpiry(state);
	if (hasLiveRefreshToken(state) || (!problem && end === undefined)) {
		return undefined;
	}

	const left = (end ?? 0) - state.now;
	return problem ? {text: problemMarks[problem.kind].word} : {text: `${formatDuration(left)} left`, left};
}

function problemOf(state: WizardState, field: FieldName): ValueProblem | undefined {
	const refusal = fieldRefusal(state, field);
	if (refusal) {
		const {cause, remedy} = refusal;
		return {kind: 'refused', cause, remedy};
	}

	return field === 'companyRequestToken' ? problemOfRequestToken(state) : undefined;
}

const valueProblems = memoizeByState(state => recordOf(fieldNames, field => problemOf(state, field)));

/** What is wrong with the value of a field, however well it looks. */
export function valueProblem(state: WizardState, field: FieldName): ValueProblem | undefined {
	return valueProblems(state)[field];
}

/** How many values there are of each kind that will not do. */
const problemCounts = memoizeByState((state): readonly string[] => {
	const kinds = credentialFields.flatMap(field => valueProblem(state, field)?.kind ?? []);
	return [...new Set(kinds)].map(kind => `${kinds.filter(each => each === kind).length} ${problemMarks[kind].word}`);
});

/** Whether all values are there, and none is known not to do. */
export function isCheckPassed(state: WizardState): boolean {
	return currentCheck(state).isValid && problemCounts(state).length === 0;
}

/** The validity check's verdict as one line. */
export const checkSummary = memoizeByState((state): string => {
	const kinds = Object.values(currentCheck(state).verdicts).map(verdict => verdict.kind);
	const suspicious = credentialFields.filter(field => isSuspicious(state, field)).length;
	const missing = kinds.filter(kind => kind === 'missing').length;
	return [
		...(isCheckPassed(state) ? [verdictMarks.valid.word] : []),
		...(missing > 0 ? [`${missing} ${verdictMarks.missing.word}`] : []),
		...problemCounts(state),
		...(suspicious > 0 ? [`${suspicious} ${verdictMarks.suspicious.word}`] : []),
	].join(', ');
});
