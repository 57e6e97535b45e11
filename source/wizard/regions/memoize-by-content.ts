type Parts = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Parts {
	return typeof value === 'object' && value !== null;
}

/**
The next data, in which every object and array that equals the last one at its place is that one itself. Both must be
plain data.
*/
export function keepEqualParts<Data>(last: unknown, next: Data): Data {
	if (!isObject(last) || !isObject(next) || Array.isArray(last) !== Array.isArray(next)) {
		return next;
	}

	const entries = Object.entries(next).map(([key, part]) => [key, keepEqualParts(last[key], part)] as const);
	const isEqual = entries.length === Object.keys(last).length
		&& entries.every(([key, part]) => key in last && Object.is(part, last[key]));
	if (isEqual) {
		return last as Data;
	}

	return (Array.isArray(next) ? entries.map(([, part]) => part) : Object.fromEntries(entries)) as Data;
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
