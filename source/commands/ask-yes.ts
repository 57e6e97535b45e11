import process from 'node:process';
import {createInterface} from 'node:readline/promises';

/** Asks a question on the terminal; only y or yes is a yes, and the end of the input is a no. */
export async function askYes(question: string): Promise<boolean> {
	const terminal = createInterface({input: process.stdin, output: process.stderr});
	try {
		const closed = new Promise<string>(resolve => {
			terminal.once('close', () => {
				resolve('');
			});
		});
		const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
		return /^y(?:es)?$/i.test(answer.trim());
	} finally {
		terminal.close();
	}
}
