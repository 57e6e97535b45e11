import {execFile} from 'node:child_process';
import process from 'node:process';
import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {truncate} from '../../concur/redact.js';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Io} from '../../io.js';

/** What running a system tool for a profile needs to know. */
export type ToolContext = {
	/** The home folder that systemd sets for this account. */
	readonly home: string;
	readonly environment: Io['environment'];
	/** The options that a suggested command must repeat to use the profile, each with a leading space. */
	readonly repeatedOptions: string;
};

type ToolResult = {
	readonly isAbsent: boolean;
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
};

// The tools answer quickly; systemd starts a timer at once. Milliseconds.
const maxToolTime = 30_000;

/** Runs a system tool and returns how it ended. */
export async function runTool(
	name: string,
	given: readonly string[],
	{environment}: ToolContext,
	input = '',
): Promise<ToolResult> {
	return new Promise(resolve => {
		const options = {env: environment, encoding: 'utf8', timeout: maxToolTime} as const;
		// A user who leaves does not wait for a tool that hangs, and leaves none running.
		const end = () => {
			child.kill();
		};

		process.once('exit', end);
		const child = execFile(name, given, options, (error, stdout, stderr) => {
			process.off('exit', end);
			const isAbsent = errorCode(error) === 'ENOENT';
			resolve({isAbsent, code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, stdout, stderr});
		});
		child.stdin?.on('error', () => {
			// A tool that does not read its input reports that by its exit code.
		});
		child.stdin?.end(input);
	});
}

/** Throws `UserError`, with the tool's message, where a tool failed. */
export function throwOnFailure(
	name: string,
	given: readonly string[],
	{code, stderr}: ToolResult,
	{repeatedOptions}: ToolContext,
): void {
	if (code !== 0) {
		const said = truncate(stripControlCharacters(stderr.trim()), 300);
		throw new UserError(
			`${[name, ...given].join(' ')} failed${said === '' ? ` with exit code ${code}` : `: ${said}`}`,
			'Fix that and try again, or set the renewal up by hand. '
				+ `To see how: concur-tokens schedule${repeatedOptions}`,
			exitCodes.machineRefused,
		);
	}
}

/** Runs a tool that must succeed. Throws `UserError` where it does not. */
export async function runToolOrFail(
	name: string,
	given: readonly string[],
	context: ToolContext,
	input?: string,
): Promise<ToolResult> {
	const ran = await runTool(name, given, context, input);
	throwOnFailure(name, given, ran, context);
	return ran;
}
