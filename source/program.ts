import process from 'node:process';
import {runCommandLine} from './commands/command-line/run-command-line.js';
import {describeFailure} from './describe-failure.js';
import {exitCodes, UserError, type CommandResult} from './errors.js';
import {processIo, type ProcessIo} from './io.js';
import {oldestNode, productVersion, isSupportedNode} from './product.js';
import {toTerminalText} from './terminal-symbols.js';

async function main(io: ProcessIo): Promise<CommandResult> {
	if (!isSupportedNode(process.versions.node)) {
		throw new UserError(
			`Node.js ${oldestNode()} or later is required; this is ${process.versions.node}.`,
			'Install it from https://nodejs.org, then run the command again.',
			exitCodes.wrongUsage,
		);
	}

	const given = process.argv.slice(2);
	// What follows `--` is for the program that `run` starts.
	const own = given.includes('run') && given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
	if (own.some(argument => !/^[ -~]*$/.test(argument))) {
		const {refuseControlCharacters} = await import('./commands/command-line/usage-error.js');
		refuseControlCharacters(own);
	}

	const code = await runCommandLine(given, io, productVersion());
	await io.flush();
	return code;
}

/** Ends this process in the same way as the program that it ran, so that its own parent sees the same signal. */
function exitAs(end: CommandResult): void {
	if (typeof end === 'number') {
		process.exitCode = end;
	} else if (end.kind === 'exited') {
		process.exitCode = end.code;
	} else {
		process.removeAllListeners(end.signal);
		process.kill(process.pid, end.signal);
	}
}

/** Runs the main program. On return all output has left the process, and `process.exitCode` is set. */
export async function runProgram(): Promise<void> {
	const io = processIo(toTerminalText);
	try {
		exitAs(await main(io));
	} catch (error) {
		const failure = describeFailure(error);
		io.writeError(failure.text);
		process.exitCode = failure.exitCode;
		await io.flush().catch(() => {
			// This is the error that was just reported.
		});
	}
}
