#!/usr/bin/env node
import nodeModule from 'node:module';
import process from 'node:process';
import {tryTokenFastPath} from './commands/tokens/token-fast-path.js';
import {describeFailure} from './describe-failure.js';
import {exitCodes, type ExitCode} from './errors.js';
import {processIo} from './io.js';
import {embeddedHelp, productVersion, isSupportedNode} from './product.js';

/*
Where the program starts. It answers what it can decide in one look, writes it and exits: scripts call `token` in loops,
and what the main program loads takes longer than bare Node.js does. Everything else it leaves to the main program.
*/

const io = processIo();

function tryFastPath(): string | undefined {
	const given = process.argv.slice(2);
	if (!isSupportedNode(process.versions.node)) {
		return undefined;
	}

	if (given.length === 1 && given[0] === '--version') {
		return `${productVersion()}\n`;
	}

	if (given.length === 1 && given[0] === '--help' && !io.isOutputTerminal) {
		return embeddedHelp();
	}

	try {
		return tryTokenFastPath(given, io);
	} catch {
		// The main program then says what is wrong.
		return undefined;
	}
}

/** Writes an answer and tells the exit code. */
function writeOutput(answer: string): ExitCode {
	try {
		io.writeOut(answer);
		return exitCodes.done;
	} catch (error) {
		const {text, exitCode} = describeFailure(error);
		io.writeError(text);
		return exitCode;
	}
}

/** Leaves it to the main program. */
async function runMainProgram(): Promise<void> {
	// Compiled code is kept between runs, so that a script that calls this in a loop does not compile it each time.
	// Node 22.0 can't yet.
	(nodeModule as Partial<typeof nodeModule>).enableCompileCache?.();
	const {runProgram} = await import('./program.js');
	await runProgram();
	// What it wrote has left this process; to wait for the engine to put everything away takes milliseconds.
	process.exit();
}

const output = tryFastPath();
if (output === undefined) {
	void runMainProgram();
} else {
	process.exit(writeOutput(output));
}
