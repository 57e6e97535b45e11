#!/usr/bin/env node
import nodeModule from 'node:module';
import process from 'node:process';
import {type Command as CommanderCommand} from 'commander';
import {type Completed} from './commands/completion.js';
import {type GlobalOptions} from './commands/global-options.js';
import {exitCodes, UserError, type ExitCode} from './errors.js';
import {machineFailure} from './file-failure.js';
import {processIo, type Io, type ProcessIo} from './io.js';

// Put in place when the program is built, from package.json.
declare const productVersion: string;

const oldestNode = 22;

/** What a shell completes: the commands as they are registered, so that no list of them can go stale. */
function completedWords(program: CommanderCommand): Completed {
	const optionsOf = (command: CommanderCommand) => command.options.flatMap(({long, flags, description}) =>
		long ? [{name: long, description, value: /[<[]([^>\]]+)[>\]]$/.exec(flags)?.[1]}] : []);
	return {
		globalOptions: [...optionsOf(program), {name: '--help', description: 'print this help'}],
		commands: program.commands.map(command => ({
			name: command.name(),
			description: command.description(),
			options: optionsOf(command),
			argument: command.registeredArguments[0]?.name(),
		})),
	};
}

async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
	const {Command, CommanderError, InvalidArgumentError} = await import('commander');
	const program = new Command('concur-tokens');
	let exitCode: ExitCode = exitCodes.done;
	const globalOptions = (): GlobalOptions => ({practice: false, json: false, ...program.opts<Partial<GlobalOptions>>(), profile: program.opts<GlobalOptions>().profile});
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
		.option('--practice', 'use the practice Concur on this machine: no SAP account needed')
		.option('--json', 'print JSON')
		.helpOption('--help', 'print this help')
		.helpCommand(false)
		.configureHelp({showGlobalOptions: true})
		.configureOutput({
			writeOut: io.writeOut,
			writeErr() {},
		})
		.exitOverride();

	const run = (command: (options: GlobalOptions) => Promise<ExitCode>) => async () => {
		exitCode = await command(globalOptions());
	};

	const described = (command: CommanderCommand, ...examples: readonly string[]) => {
		command.helpOption('--help', 'print this help').exitOverride()
			.addHelpText('after', `\nExample${examples.length > 1 ? 's' : ''}:\n${examples.map(example => `  ${example}\n`).join('')}`);
	};

	described(program.command('setup', {isDefault: true})
		.description('the guided session; goes on where you left it (the default)')
		.action(run(async options => (await import('./commands/setup.js')).setup(options, io))), 'concur-tokens', 'concur-tokens --practice');
	described(program.command('status')
		.description('stages, masked values with their source, remaining life of the tokens; no network')
		.action(run(async options => (await import('./commands/status.js')).status(options, io))), 'concur-tokens status --profile production');
	described(program.command('check').argument('[file]', 'a credentials.json; without it the one of the profile')
		.description('validity check of a credentials.json; no network')
		.action(async (file?: string) => run(async options => (await import('./commands/check.js')).check({...options, file}, io))()), 'concur-tokens check ./credentials.json');
	described(program.command('token')
		.description('print a bearer token: the cached one, or a new one by refresh grant')
		.action(run(async options => (await import('./commands/token.js')).token(options, io))), 'curl -H "Authorization: Bearer $(concur-tokens token)" https://us2.api.concursolutions.com/profile/identity/v4/Users');
	described(program.command('renew').option('--within <span>', 'renew when the refresh token expires within it: 90m, 12h, 30d, 4w', '30d')
		.description('renew the refresh token when it is due: for cron and timers')
		.action(async ({within}: {within: string}) => run(async options => (await import('./commands/renew.js')).renew({...options, within}, io))()), 'concur-tokens renew --within 30d');
	described(program.command('schedule')
		.description('print the crontab line and the systemd timer that renew the token every day on this machine')
		.action(run(async options => (await import('./commands/schedule.js')).schedule(options, io))), 'concur-tokens schedule --profile sandbox');
	described(program.command('export').argument('<format>', 'env, json, curl, postman or sap-sample')
		.description('print the values in a format that other tools read')
		.option('--out <path>', 'write to this file or folder, readable by you alone')
		.option('--force', 'replace files that are there')
		.action(async (format: string, rest: {out?: string; force: boolean}) => run(async options => (await import('./commands/export.js')).exportValues({...options, ...rest, format}, io))()), 'concur-tokens export postman --out concur.postman_environment.json');
	described(program.command('doctor')
		.description('can this machine reach Concur, and does it keep its secrets')
		.action(run(async options => (await import('./commands/doctor.js')).doctor(options, io))), 'concur-tokens doctor --base-uri us2');
	described(program.command('practice')
		.description('run the practice Concur in the foreground, with its admin panel')
		.option('--port <number>', 'port to listen on; a free one without it', wholePort)
		.option('--tls', 'serve https with a certificate made on the spot')
		.action(async (rest: {port?: number; tls: boolean}) => run(async options => (await import('./commands/practice.js')).practiceCommand({...options, ...rest}, io))()), 'concur-tokens practice --port 8770');
	described(program.command('profiles')
		.description('list the profiles of this machine')
		.option('--names', 'the names alone, one a line')
		.action(async (rest: {names: boolean}) => run(async options => (await import('./commands/profiles.js')).profiles({...options, ...rest}, io))()), 'concur-tokens profiles');
	described(program.command('forget')
		.description('delete everything of a profile, after asking')
		.option('--yes', 'do not ask')
		.option('--revoke', 'revoke the connection to SAP Concur first')
		.action(async (rest: {yes: boolean; revoke: boolean}) => run(async options => (await import('./commands/forget.js')).forget({...options, ...rest}, io))()), 'concur-tokens forget --profile sandbox --revoke');
	described(program.command('completion').argument('<shell>', 'bash, zsh or fish')
		.description('print the completion script of a shell')
		.action(async (shell: string) => run(async () => {
			const {completion} = await import('./commands/completion.js');
			return completion(shell, completedWords(program), io);
		})()), 'source <(concur-tokens completion bash)');

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
		const {usageSentence} = await import('./commands/given-arguments.js');
		throw new UserError(
			isUnknown ? `There is no command of that name. The commands are ${known.join(', ')}.` : usageSentence(error.message),
			'See what there is: concur-tokens --help',
			exitCodes.wrongUsage,
		);
	}
}

function describeFailure(error: unknown): {readonly text: string; readonly exitCode: ExitCode} {
	const stack = process.env['CONCUR_TOKENS_DEBUG'] === '1' && error instanceof Error ? `${error.stack}\n` : '';
	const expected = error instanceof UserError ? error : machineFailure(error);
	if (expected) {
		return {text: `${expected === error ? '' : stack}concur-tokens: ${expected.message}\n${expected.nextStep}\n`, exitCode: expected.exitCode};
	}

	const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
	return {
		text: `${stack}concur-tokens: this should not have happened${reason}.\nRun it again; if it happens again, set CONCUR_TOKENS_DEBUG=1 and report what it prints, without secrets.\n`,
		exitCode: exitCodes.refused,
	};
}

async function main(io: ProcessIo): Promise<ExitCode> {
	if (Number(process.versions.node.split('.')[0]) < oldestNode) {
		throw new UserError(`Node.js ${oldestNode} or later is needed; this is ${process.versions.node}.`, 'Install it from https://nodejs.org, then run the command again.', exitCodes.wrongUsage);
	}

	// Compiled code is kept between runs, so that a script that calls this in a loop does not compile it each time. Node 22.0 can't yet.
	(nodeModule as Partial<typeof nodeModule>).enableCompileCache?.();
	const given = process.argv.slice(2);
	if (given.some(argument => !/^[ -~]*$/.test(argument))) {
		const {refuseControlCharacters} = await import('./commands/given-arguments.js');
		refuseControlCharacters(given);
	}

	const code = await runCommandLine(given, io);
	await io.flush();
	return code;
}

const io = processIo();
let exitCode: ExitCode;
try {
	exitCode = await main(io);
} catch (error) {
	const failure = describeFailure(error);
	io.writeError(failure.text);
	exitCode = failure.exitCode;
}

// Output to a pipe may still be under way: the process ends by itself unless something keeps it.
process.exitCode = exitCode;
setTimeout(() => {
	process.exit();
}, 500).unref();
