import {recordOf} from '../../record-of.js';
import {markSymbols, problemMarks, verdictMarks, type Mark, type ExplainedMark} from '../marks.js';
import {memoizeByState} from '../memoize-selector.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {fieldNames, emptyFieldLabel, type FieldName} from './fields.js';
import {valueProblem} from './value-problems.js';
import {displayedVerdict} from './verdicts.js';

/** The standing of a value, as mark and word. `inFull` says what is wrong, for when there is room for a clause. */
export type ValueStanding = Mark & {
	readonly inFull: string;
	/** What is wrong and what to do, in sentences; undefined if there is nothing to explain. */
	readonly explanation?: string;
};

function standingOf(state: WizardState, field: FieldName): ValueStanding {
	// An empty value is a gap to fill, not a mistake.
	if (effectiveValue(state, field) === '') {
		const word = emptyFieldLabel(field);
		return {meaning: 'open', symbol: markSymbols.open, word, inFull: word};
	}

	const problem = valueProblem(state, field);
	if (problem) {
		const mark: ExplainedMark = problemMarks[problem.kind];
		return {inFull: mark.word, ...mark, explanation: `${problem.cause} ${problem.remedy}`};
	}

	const verdict = displayedVerdict(state, field);
	const mark = verdictMarks[verdict.kind];
	return verdict.kind === 'valid'
		? {...mark, inFull: mark.word}
		: {...mark, inFull: verdict.reason, explanation: verdict.reason};
}

const valueStandings = memoizeByState(state => recordOf(fieldNames, field => standingOf(state, field)));

/** The standing of a field's value, as shown to people. Known problems take precedence over how it looks. */
export function valueStanding(state: WizardState, field: FieldName): ValueStanding {
	return valueStandings(state)[field];
}
