/** The words of a line. A command that ends it is one word, so that it can be copied. */
function wordsOf(line: string): readonly string[] {
	const [, before = line, command] = /^(.*?: )(concur-tokens (?:(?![.:?!] ).)*)$/.exec(line) ?? [];
	return command === undefined ? before.split(' ') : [...before.trimEnd().split(' '), command];
}

function wrapLine(line: string, columns: number): string {
	const indent = /^ */.exec(line)![0];
	const rows: string[] = [];
	let row: string | undefined;
	for (const word of wordsOf(line.slice(indent.length))) {
		const next: string = row === undefined ? indent + word : `${row} ${word}`;
		if (row === undefined || next.trimEnd().length <= columns) {
			row = next;
		} else {
			rows.push(row);
			row = indent + word;
		}
	}

	return [...rows, row].join('\n');
}

/**
Wraps text to `columns` cells, breaking only at spaces: a longer word stays whole, and so does a command at the end of a
line. Indented lines stay indented.
*/
export function wrapAtSpaces(text: string, columns: number): string {
	return text.split('\n').map(line => line.trimEnd().length <= columns ? line : wrapLine(line, columns)).join('\n');
}
