type Measure<Data extends object, Result> = (data: Data, columns: number) => Result;

/** Memoizes a measurement by data and width: the layout needs it first, and drawing needs it again. */
export function oncePerWidth<Data extends object, Result>(measure: Measure<Data, Result>): Measure<Data, Result> {
	const known = new WeakMap<Data, Map<number, {readonly result: Result}>>();
	return (data, columns) => {
		const results = known.get(data) ?? new Map<number, {readonly result: Result}>();
		const found = results.get(columns) ?? {result: measure(data, columns)};
		known.set(data, results.set(columns, found));
		return found.result;
	};
}
