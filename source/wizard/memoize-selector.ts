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

// What moving the focus changes in a state.
const focusMembers: ReadonlySet<keyof WizardState> = new Set(['item', 'cursor', 'notice', 'noticedAt']);

/** The interval of an idle session's clock, and so how late a displayed time may be. Milliseconds. */
export const idleClockInterval = 5000;

function hasSameFacts(one: WizardState, other: WizardState): boolean {
	return (Object.keys(one) as Array<keyof WizardState>).every(member =>
		member === 'now' || focusMembers.has(member) || one[member] === other[member]);
}

/** Whether two states of an idle session differ only in what has the focus. */
function isSameButForFocus(one: WizardState, other: WizardState): boolean {
	const isSameTime = Math.floor(one.now / idleClockInterval) === Math.floor(other.now / idleClockInterval);
	return one.call.kind === 'idle' && isSameTime && hasSameFacts(one, other) && hasSameFacts(other, one);
}

let latest: WizardState | undefined;
let settled: WizardState | undefined;

/** The first of the states since which only the focus has moved. */
export function stateBehindFocus(state: WizardState): WizardState {
	if (state !== latest) {
		settled = settled && isSameButForFocus(settled, state) ? settled : state;
		latest = state;
	}

	return settled!;
}

/**
Memoizes a selector that does not depend on the focus, by the state behind it: moving the focus, which most key presses
do, selects nothing anew.
*/
export function memoizeByFacts<Result>(select: (state: WizardState) => Result): (state: WizardState) => Result {
	const memoized = memoizeByState(select);
	return state => memoized(stateBehindFocus(state));
}
