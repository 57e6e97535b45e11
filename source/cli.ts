#!/usr/bin/env node
import nodeModule from 'node:module';
import process from 'node:process';
import {tryTokenFastPath} from './commands/tokens/token-fast-path.js';
import {compileCacheFolder} from './compile-cache.js';
import {describeFailure} from './describe-failure.js';
import {exitCodes, type ExitCode} from './errors.js';
import {processIo} from './io.js';
import {embeddedHelp, productVersion, isSupportedNode} from './product.js';

/*
The program's entry point. It answers what it can decide from one look at the profile, writes the answer and exits:
scripts call `token` in loops, and loading the main program takes longer than starting bare Node.js. Everything else is
left to the main program.
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
		// The main program then reports the error.
		return undefined;
	}
}

/** Writes an answer and returns the exit code. */
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

/** Hands over to the main program. */
async function runMainProgram(): Promise<void> {
	// Compiled code is kept between runs, so that a script that calls this in a loop does not compile it each time.
	// Node 22.0 does not support that yet.
	const cacheFolder = compileCacheFolder(process.env);
	if (cacheFolder !== undefined) {
		(nodeModule as Partial<typeof nodeModule>).enableCompileCache?.(cacheFolder);
	}

	const {runProgram} = await import('./program.js');
	await runProgram();
	// All output has left this process; waiting for the engine to clean up would take milliseconds.
	process.exit();
}

const output = tryFastPath();
if (output === undefined) {
	void runMainProgram();
} else {
	process.exit(writeOutput(output));
}
