import {endingOf} from '../../concur/redact.js';
import {credentialFields} from '../../concur/values.js';
import {recordOf} from '../../record-of.js';
import {formatLife, lifeLeft} from '../format-time.js';
import {hasLiveRefreshToken, isRequestTokenExpired, requestTokenExpiry} from '../calls/lifetimes.js';
import {problemMarks, verdictMarks} from '../marks.js';
import {isNewRequestTokenNeeded, fieldRefusal} from '../calls/refusals.js';
import {memoizeByState} from '../memoize-selector.js';
import {
	effectiveValue, isFixedByEnvironment, ownerFields, type RequestOwner, type WizardState,
} from '../wizard-state.js';
import {fieldDescriptions, fieldNames, type FieldName} from './fields.js';
import {isSuspicious, currentCheck} from './verdicts.js';

/** Why a value that looks right cannot be used, and what to do. Shown beside the field until the value changes. */
export type ValueProblem = {
	readonly kind: keyof typeof problemMarks; readonly cause: string; readonly remedy: string;
};

const renewal = 'Generate a new one and paste it in its place.';

/** The value, app or company, that has been replaced since the request token was entered for it. */
function mismatchedField(state: WizardState): keyof RequestOwner | undefined {
	const {requestedFor} = state;
	const isAnother = (field: keyof RequestOwner) => {
		const [before, value] = [requestedFor?.[field] ?? '', effectiveValue(state, field)];
		return before !== '' && value !== '' && before.toLowerCase() !== value.toLowerCase();
	};

	return ownerFields.find(field => isAnother(field));
}

/** The problem of the request token. Its age no longer matters once there is a valid refresh token. */
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

	// One from the environment may have changed since last time.
	const cause = 'The refresh token that you got with this request token no longer works.';
	return isNewRequestTokenNeeded(state) && !isFixedByEnvironment(state, 'companyRequestToken')
		? {kind: 'to-renew', cause, remedy: renewal}
		: undefined;
}

type RequestTokenLifetime = {readonly text: string; readonly shortText?: string; readonly left?: number};

/**
States how long the request token remains valid at most, or why it is not; `left`, in milliseconds, and the text for
little room only while it is valid. Undefined if none is entered, its age is unknown, or a valid refresh token has made
it irrelevant.
*/
export function requestTokenLifetime(state: WizardState): RequestTokenLifetime | undefined {
	const problem = valueProblem(state, 'companyRequestToken');
	const end = requestTokenExpiry(state);
	if (hasLiveRefreshToken(state)) {
		return undefined;
	}

	return problem
		? {text: problemMarks[problem.kind].word}
		: end && {text: lifeLeft(end, state.now), shortText: formatLife(end, state.now), left: end.at - state.now};
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

/** The problem with a field's value, even if the value looks right. */
export function valueProblem(state: WizardState, field: FieldName): ValueProblem | undefined {
	return valueProblems(state)[field];
}

/** Counts the unusable values of each kind. */
const problemCounts = memoizeByState((state): readonly string[] => {
	const kinds = credentialFields.flatMap(field => valueProblem(state, field)?.kind ?? []);
	return [...new Set(kinds)].map(kind => `${kinds.filter(each => each === kind).length} ${problemMarks[kind].word}`);
});

/** Whether all values are filled, and none is known to be unusable. */
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
