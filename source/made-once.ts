/** What `make` makes, made when it is first asked for: a schema that a command does not need costs it no time. */
export function madeOnce<Made>(make: () => Made): () => Made {
	let known: {readonly made: Made} | undefined;
	return () => {
		known ??= {made: make()};
		return known.made;
	};
}
