import {stateBehindFocus} from '../memoize-selector.js';
import {type WizardState} from '../wizard-state.js';

type Parts = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Parts {
	return typeof value === 'object' && value !== null;
}

function isEqual(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) {
		return true;
	}

	if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
		return false;
	}

	const keys = Object.keys(one);
	return keys.length === Object.keys(other).length
		&& keys.every(key => key in other && isEqual(one[key], other[key]));
}

/**
The next data, in which every object and array that equals the last one at its place is that one itself. Both must be
plain data.
*/
export function keepEqualParts<Data>(last: unknown, next: Data): Data {
	if (isEqual(last, next)) {
		return last as Data;
	}

	if (!isObject(last) || !isObject(next)) {
		return next;
	}

	const kept = Array.isArray(next)
		? next.map((part: unknown, index) => keepEqualParts(last[index], part))
		: Object.fromEntries(Object.entries(next).map(([key, part]) => [key, keepEqualParts(last[key], part)]));
	return kept as Data;
}

type Select<Given extends readonly unknown[], Data> = (...given: Given) => Data;

/**
Memoizes the data of a region of the screen: what has not changed since the last call stays the same object, so that
React need not render it again.
*/
export function memoizeByContent<Given extends readonly unknown[], Data>(select: Select<Given, Data>) {
	let last: {readonly given: Given; readonly data: Data} | undefined;
	return (...given: Given): Data => {
		if (!last || given.some((each, index) => each !== last?.given[index])) {
			last = {given, data: keepEqualParts(last?.data, select(...given))};
		}

		return last.data;
	};
}

/**
Memoizes the data of a region that does not show the focus: when only the focus has moved, nothing is selected. Most key
presses do no more than that.
*/
export function memoizeIgnoringFocus<Data>(select: Select<[WizardState], Data>) {
	const memoized = memoizeByContent(select);
	return (state: WizardState): Data => memoized(stateBehindFocus(state));
}
