import process from 'node:process';
import {errorCode} from './error-code.js';
import {exitCodes, UserError, type ExitCode} from './errors.js';
import {machineError} from './disk/describe-file-error.js';
import {wrapAtSpaces} from './wrap-at-spaces.js';

/**
Wraps text for standard error if that is a terminal, which would break lines within words; a file or a pipe gets it as
it is.
*/
function wrapForTerminal(text: string): string {
	const {isTTY, columns} = process.stderr;
	return isTTY && columns > 0 ? wrapAtSpaces(text, columns) : text;
}

/** Describes a failure to the user, with the exit code that reports it to scripts. */
export function describeFailure(error: unknown): {readonly text: string; readonly exitCode: ExitCode} {
	const isDebugging = process.env['CONCUR_TOKENS_DEBUG'] === '1';
	const stack = isDebugging && error instanceof Error ? `${error.stack}\n` : '';
	const expected = error instanceof UserError ? error : machineError(error);
	if (expected) {
		const {message, nextStep, exitCode} = expected;
		return {
			text: `${expected === error ? '' : stack}${wrapForTerminal(`concur-tokens: ${message}\n${nextStep}\n`)}`,
			exitCode,
		};
	}

	const code = errorCode(error);
	return {
		text:
			`${stack}concur-tokens: an unexpected error occurred${code === undefined ? '' : ` (${code})`}.\n` +
			'Run the command again. If it happens again, set CONCUR_TOKENS_DEBUG=1, run it once more and report what '
				+ 'it prints, without secrets.\n',
		exitCode: exitCodes.refused,
	};
}
