import {type WizardState} from './wizard-state.js';

/** The same selector, computed once for each state: one frame asks for the same verdicts dozens of times. */
export function oncePerState<Result>(select: (state: WizardState) => Result): (state: WizardState) => Result {
	const known = new WeakMap<WizardState, {readonly result: Result}>();
	return state => {
		const found = known.get(state) ?? {result: select(state)};
		known.set(state, found);
		return found.result;
	};
}
