#!/usr/bin/env node
import nodeModule from 'node:module';
import process from 'node:process';
import {runCommandLine} from './commands/command-line.js';
import {errorCode} from './error-code.js';
import {exitCodes, UserError, type EndCode, type ExitCode} from './errors.js';
import {machineFailure} from './file-failure.js';
import {processIo, type ProcessIo} from './io.js';
import {oldestNode, productVersion} from './product.js';

async function main(io: ProcessIo): Promise<EndCode> {
	if (Number(process.versions.node.split('.')[0]) < oldestNode()) {
		throw new UserError(
			`Node.js ${oldestNode()} or later is needed; this is ${process.versions.node}.`,
			'Install it from https://nodejs.org, then run the command again.',
			exitCodes.wrongUsage,
		);
	}

	// Compiled code is kept between runs, so that a script that calls this in a loop does not compile it each time.
	// Node 22.0 can't yet.
	(nodeModule as Partial<typeof nodeModule>).enableCompileCache?.();
	const given = process.argv.slice(2);
	// What stands behind the dashes is for the program that `run` starts.
	const own = given.includes('run') && given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
	if (own.some(argument => !/^[ -~]*$/.test(argument))) {
		const {refuseControlCharacters} = await import('./commands/usage-error.js');
		refuseControlCharacters(own);
	}

	const code = await runCommandLine(given, io, productVersion());
	await io.flush();
	return code;
}

/** What a person is told of a failure, and the exit code that says it to scripts. */
function describeFailure(error: unknown): {readonly text: string; readonly exitCode: ExitCode} {
	const isDebugging = process.env['CONCUR_TOKENS_DEBUG'] === '1';
	const stack = isDebugging && error instanceof Error ? `${error.stack}\n` : '';
	const expected = error instanceof UserError ? error : machineFailure(error);
	if (expected) {
		const {message, nextStep, exitCode} = expected;
		return {text: `${expected === error ? '' : stack}concur-tokens: ${message}\n${nextStep}\n`, exitCode};
	}

	const code = errorCode(error);
	return {
		text:
			`${stack}concur-tokens: this should not have happened${code === undefined ? '' : ` (${code})`}.\n` +
			'Run the command again. If it happens again, set CONCUR_TOKENS_DEBUG=1 and report what it prints, '
				+ 'without secrets.\n',
		exitCode: exitCodes.refused,
	};
}

/** Ends this process as the program ended that it ran: whoever started this one sees the same signal. */
function endAs(end: EndCode): void {
	if (typeof end === 'number') {
		process.exitCode = end;
	} else if (end.kind === 'exited') {
		process.exitCode = end.code;
	} else {
		process.removeAllListeners(end.signal);
		process.kill(process.pid, end.signal);
	}
}

const io = processIo();
try {
	endAs(await main(io));
} catch (error) {
	const failure = describeFailure(error);
	io.writeError(failure.text);
	process.exitCode = failure.exitCode;
}

// Output to a pipe may still be under way: the process ends by itself unless something keeps it.
setTimeout(() => {
	process.exit();
}, 500).unref();
