/**
Text in rows of at most `columns`, broken at blanks alone: a word that is longer stays whole, and so does a command that
ends a row, which is to be copied.
*/
export function wrappedAtBlanks(text: string, columns: number): string {
	return text.split('\n').map(line => {
		const [, before = line, command] = /^(.*?: )(concur-tokens .*)$/.exec(line) ?? [];
		const words = [...before.split(' ').filter(word => word !== ''), ...(command === undefined ? [] : [command])];
		const rows: string[] = [];
		for (const word of words) {
			const last = rows.at(-1);
			if (last !== undefined && last.length + 1 + word.length <= columns) {
				rows[rows.length - 1] = `${last} ${word}`;
			} else {
				rows.push(word);
			}
		}

		return line.length <= columns ? line : rows.join('\n');
	}).join('\n');
}
