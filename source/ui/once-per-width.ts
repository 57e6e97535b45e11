import {memoizeByState, type WizardState} from '../wizard/wizard-state.js';

type Measure<Result> = (state: WizardState, columns: number) => Result;

/** Memoizes a measurement by state and width: the layout needs it first, and drawing needs it again. */
export function oncePerWidth<Result>(measure: Measure<Result>): Measure<Result> {
	const knownOf = memoizeByState(() => new Map<number, {readonly result: Result}>());
	return (state, columns) => {
		const known = knownOf(state);
		const found = known.get(columns) ?? {result: measure(state, columns)};
		known.set(columns, found);
		return found.result;
	};
}
