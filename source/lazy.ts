/** Calls `make` on first use and keeps the result, so that a command that needs no schema does not pay for one. */
export function lazy<Made>(make: () => Made): () => Made {
	let known: {readonly made: Made} | undefined;
	return () => {
		known ??= {made: make()};
		return known.made;
	};
}
