import {type Buffer} from 'node:buffer';
import {spawn, type ChildProcess} from 'node:child_process';
import process from 'node:process';
import {onTestFinished} from 'vitest';
import {program, type Home} from '../sessions/opened-terminal.js';

export type Running = {
	readonly child: ChildProcess;
	readonly origin: string;
	readonly output: () => string;
	readonly ended: Promise<number | null>;
};

/** `concur-tokens practice` in the foreground, once it has told its addresses. It is ended with the test. */
export async function runningPractice(home: Home, ...given: readonly string[]): Promise<Running> {
	const child = spawn(process.execPath, [program, 'practice', ...given], {env: home.environment});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let output = '';
	const ended = new Promise<number | null>(resolve => {
		child.once('exit', resolve);
	});
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes('Press Ctrl+C to stop.')) {
				resolve();
			}
		});
		child.stderr.on('data', (chunk: Buffer) => {
			output += chunk.toString();
		});
		child.once('exit', () => {
			reject(new Error(output));
		});
	});
	return {child, origin: /Base URI\s+(\S+)/.exec(output)![1]!, output: () => output, ended};
}
