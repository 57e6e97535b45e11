#!/usr/bin/env node
import {enableCompileCache} from 'node:module';
import process from 'node:process';
import {type GlobalOptions} from './commands/global-options.js';
import {exitCodes, UserError, type ExitCode} from './errors.js';
import {processIo, type Io} from './io.js';

// Put in place when the program is built, from package.json.
declare const productVersion: string;

const oldestNode = 22;

async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
	const {Command, CommanderError, InvalidArgumentError} = await import('commander');
	const program = new Command('concur-tokens');
	let exitCode: ExitCode = exitCodes.done;
	const globalOptions = (): GlobalOptions => program.opts<GlobalOptions>();
	const wholePort = (text: string): number => {
		const port = Number(text);
		if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
			throw new InvalidArgumentError('A port is a number from 1 to 65535.');
		}

		return port;
	};

	program
		.description('Guides you to SAP Concur API tokens in one session, keeps them alive and hands bearer tokens to scripts.')
		.version(productVersion, '--version', 'print the version')
		.option('--profile <name>', 'which set-up to use', 'default')
		.option('--dir <folder>', 'folder of credentials.json')
		.option('--base-uri <id|url>', 'SAP Concur\'s base URI: glz, us2, eu2, … or a whole address')
		.option('--practice', 'use the practice Concur on this machine: no SAP account needed', false)
		.option('--json', 'print JSON', false)
		.helpOption('--help', 'print this help')
		.helpCommand(false)
		.configureHelp({showGlobalOptions: true})
		.configureOutput({
			writeOut: io.writeOut,
			writeErr() {},
		})
		.exitOverride();

	program.command('setup', {isDefault: true}).description('the guided session; goes on where you left it (the default)')
		.action(async () => {
			const {setup} = await import('./commands/setup.js');
			exitCode = await setup(globalOptions(), io);
		});
	program.command('practice').description('run the practice Concur in the foreground, with its admin panel')
		.option('--port <number>', 'port to listen on; a free one without it', wholePort)
		.option('--tls', 'serve https with a certificate made on the spot', false)
		.action(async (options: {port?: number; tls: boolean}) => {
			const {practiceCommand} = await import('./commands/practice.js');
			exitCode = await practiceCommand({...globalOptions(), ...options}, io);
		});

	for (const command of program.commands) {
		command.helpOption('--help', 'print this help').exitOverride();
	}

	try {
		await program.parseAsync(argv, {from: 'user'});
		return exitCode;
	} catch (error) {
		if (!(error instanceof CommanderError)) {
			throw error;
		}

		if (error.exitCode === 0) {
			return exitCodes.done;
		}

		const known = program.commands.map(command => command.name());
		const word = argv.find(argument => !argument.startsWith('-'));
		const isUnknown = error.code === 'commander.excessArguments' && word !== undefined && !known.includes(word);
		throw new UserError(
			isUnknown ? `There is no command of that name. The commands are ${known.join(', ')}.` : `${error.message.replace(/^error: /, '').replace(/^(.)/, letter => letter.toUpperCase())}.`.replace('..', '.'),
			'See what there is: concur-tokens --help',
			exitCodes.wrongUsage,
		);
	}
}

function describeFailure(error: unknown): {readonly text: string; readonly exitCode: ExitCode} {
	if (error instanceof UserError) {
		return {text: `concur-tokens: ${error.message}\n${error.nextStep}\n`, exitCode: error.exitCode};
	}

	const stack = process.env['CONCUR_TOKENS_DEBUG'] === '1' && error instanceof Error ? `${error.stack}\n` : '';
	const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
	return {
		text: `${stack}concur-tokens: this should not have happened${reason}. What was entered is saved.\nRun it again; if it happens again, set CONCUR_TOKENS_DEBUG=1 and report what it prints, without secrets.\n`,
		exitCode: exitCodes.refused,
	};
}

async function main(): Promise<ExitCode> {
	if (Number(process.versions.node.split('.')[0]) < oldestNode) {
		throw new UserError(`Node.js ${oldestNode} or later is needed; this is ${process.versions.node}.`, 'Install it from https://nodejs.org, then run the command again.', exitCodes.wrongUsage);
	}

	// Compiled code is kept between runs, so that a script that calls this in a loop does not compile it each time.
	enableCompileCache();
	return runCommandLine(process.argv.slice(2), processIo());
}

// A reader that goes away, as `head` does, is no failure of ours.
process.stdout.on('error', () => {});

let exitCode: ExitCode;
try {
	exitCode = await main();
} catch (error) {
	const failure = describeFailure(error);
	process.stderr.write(failure.text);
	exitCode = failure.exitCode;
}

// Output to a pipe may still be under way: the process ends by itself unless something keeps it.
process.exitCode = exitCode;
setTimeout(() => {
	process.exit();
}, 500).unref();
