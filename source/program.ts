import process from 'node:process';
import {runCommandLine} from './commands/command-line.js';
import {describeFailure} from './describe-failure.js';
import {exitCodes, UserError, type ExitCode} from './errors.js';
import {processIo, type ProcessIo} from './io.js';
import {oldestNode, productVersion} from './product.js';

async function main(io: ProcessIo): Promise<ExitCode> {
	if (Number(process.versions.node.split('.')[0]) < oldestNode()) {
		throw new UserError(
			`Node.js ${oldestNode()} or later is needed; this is ${process.versions.node}.`,
			'Install it from https://nodejs.org, then run the command again.',
			exitCodes.wrongUsage,
		);
	}

	const given = process.argv.slice(2);
	if (given.some(argument => !/^[ -~]*$/.test(argument))) {
		const {refuseControlCharacters} = await import('./commands/usage-error.js');
		refuseControlCharacters(given);
	}

	const code = await runCommandLine(given, io, productVersion());
	await io.flush();
	return code;
}

/** Runs the program proper; how it ended is in `process.exitCode` then. */
export async function runProgram(): Promise<void> {
	const io = processIo();
	try {
		process.exitCode = await main(io);
	} catch (error) {
		const failure = describeFailure(error);
		io.writeError(failure.text);
		process.exitCode = failure.exitCode;
	}
}
