type Measure<Data extends object> = (data: Data, columns: number) => number;

/** Memoizes a number of rows by data and width: the layout needs it first, and drawing needs it again. */
export function memoizeByWidth<Data extends object>(measure: Measure<Data>): Measure<Data> {
	const known = new WeakMap<Data, Map<number, number>>();
	return (data, columns) => {
		let rows = known.get(data);
		if (!rows) {
			rows = new Map();
			known.set(data, rows);
		}

		const found = rows.get(columns) ?? measure(data, columns);
		rows.set(columns, found);
		return found;
	};
}
