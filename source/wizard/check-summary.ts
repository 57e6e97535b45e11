import {credentialFields} from '../concur/values.js';
import {isDoubtful} from './suspicion.js';
import {problemWords, valueProblem} from './value-problems.js';
import {currentCheck} from './verdicts.js';
import {type WizardState} from './wizard-state.js';

/** How many values there are of each kind that will not do. */
function problemCounts(state: WizardState): readonly string[] {
	const kinds = credentialFields.flatMap(field => valueProblem(state, field)?.kind ?? []);
	return [...new Set(kinds)].map(kind => `${kinds.filter(each => each === kind).length} ${problemWords[kind]}`);
}

/** Whether all values are there, and none is known not to do. */
export function isCheckPassed(state: WizardState): boolean {
	return currentCheck(state).isValid && problemCounts(state).length === 0;
}

/** The validity check's verdict as one line. */
export function checkSummary(state: WizardState): string {
	const kinds = Object.values(currentCheck(state).verdicts).map(verdict => verdict.kind);
	const suspicious = credentialFields.filter(field => isDoubtful(state, field)).length;
	const missing = kinds.filter(kind => kind === 'missing').length;
	return [
		...(isCheckPassed(state) ? ['valid'] : []),
		...(missing > 0 ? [`${missing} missing`] : []),
		...problemCounts(state),
		...(suspicious > 0 ? [`${suspicious} suspicious`] : []),
	].join(', ');
}
