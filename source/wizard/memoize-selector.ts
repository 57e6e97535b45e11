import {type WizardState} from './wizard-state.js';

/** Memoizes a selector by state: one frame asks for the same verdicts dozens of times. */
export function memoizeByState<Result>(select: (state: WizardState) => Result): (state: WizardState) => Result {
	const known = new WeakMap<WizardState, {readonly result: Result}>();
	return state => {
		const found = known.get(state);
		if (found) {
			return found.result;
		}

		const result = select(state);
		known.set(state, {result});
		return result;
	};
}

/** Memoizes a selector by some parts of the state, which few key presses replace. */
export function memoizeByParts<Part extends keyof WizardState, Result>(
	parts: readonly Part[],
	select: (state: Pick<WizardState, Part>) => Result,
): (state: Pick<WizardState, Part>) => Result {
	let last: {readonly state: Pick<WizardState, Part>; readonly result: Result} | undefined;
	return state => {
		const known = last;
		if (known?.state === state) {
			return known.result;
		}

		const isSame = known !== undefined && parts.every(part => known.state[part] === state[part]);
		const result = isSame ? known.result : select(state);
		last = {state, result};
		return result;
	};
}
