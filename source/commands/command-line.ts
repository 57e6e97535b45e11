import type * as Commander from 'commander';
import {exitCodes, UserError, type EndCode} from '../errors.js';
import {type Io} from '../io.js';
import {type ArgumentDefinition, type CommandDefinition, type OptionDefinition} from './command-definition.js';
import {commands, globalOptions, programDescription} from './commands.js';
import {type GlobalOptions} from './invocation.js';

type Parser = typeof Commander;

/** Refuses what is none of the choices, in a sentence of ours; what was given is not repeated, it may be a secret. */
function chosenFrom(name: string, choices: readonly string[], example: string): (text: string) => string {
	return text => {
		if (!choices.includes(text)) {
			const list = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)!}`;
			throw new UserError(`The ${name} must be ${list}.`, `For example: ${example}`, exitCodes.wrongUsage);
		}

		return text;
	};
}

function toOption({Option}: Parser, definition: OptionDefinition) {
	const {name, short, description, value, parse, default: byDefault} = definition;
	const names = short === undefined ? name : `${short}, ${name}`;
	const option = new Option(value ? `${names} <${value.name}>` : names, description);
	if (byDefault !== undefined) {
		option.default(byDefault);
	}

	if (value?.choices) {
		return option.argParser(chosenFrom(value.name, value.choices, `${name} ${value.choices[0]}`));
	}

	return parse ? option.argParser(parse) : option;
}

function toArgument({Argument}: Parser, definition: ArgumentDefinition, example: string) {
	const {name, description, isOptional = false, isList = false, choices} = definition;
	const shown = isList ? `${name}...` : name;
	const argument = new Argument(isOptional ? `[${shown}]` : `<${shown}>`, description);
	return choices ? argument.choices(choices).argParser(chosenFrom(name, choices, example)) : argument;
}

function addCommand(
	program: Commander.Command,
	commander: Parser,
	definition: CommandDefinition,
	run: (given: object) => Promise<void>,
): void {
	const {name, description, isDefault = false, argument, usage, options = [], examples} = definition;
	const command = program
		.command(name, {isDefault})
		.description(description)
		.helpOption('--help', 'print this help')
		.exitOverride()
		.addHelpText(
			'after',
			`\nExample${examples.length > 1 ? 's' : ''}:\n`
			+ `${examples.map(line => `  ${line}\n`).join('')}${exitCodeHelp}`,
		);
	if (usage !== undefined) {
		command.usage(usage);
	}

	if (argument) {
		command.addArgument(toArgument(commander, argument, examples[0]));
	}

	for (const option of options) {
		command.addOption(toOption(commander, option));
	}

	command.action(async () => {
		const given: unknown = command.processedArgs[0];
		await run({...command.opts(), ...(argument && given !== undefined && {[argument.name]: given})});
	});
}

const exitCodeHelp = `
Exit codes: 0 done, 1 refused by SAP Concur or check failed, 2 wrong usage,
            3 set-up not finished, 4 SAP Concur not reachable,
            5 refused by this machine, 130 interrupted
`;

/** What the parser says of a command that it does not know, with the ones that are spelt like it. */
function unknownCommandMessage({Command}: Parser, word: string): string {
	const probe = new Command().helpCommand(false).exitOverride().configureOutput({writeErr() {}});
	for (const {name} of commands) {
		probe.command(name);
	}

	try {
		probe.parse([word], {from: 'user'});
		return '';
	} catch (error) {
		return error instanceof Error ? error.message : '';
	}
}

/** `help COMMAND` says the same as `COMMAND --help`. */
function withoutHelpCommand(given: readonly string[]): readonly string[] {
	const [first, ...rest] = given;
	const isKnown = rest.length === 0 || commands.some(({name}) => name === rest[0]);
	return first === 'help' ? [...rest, ...(isKnown ? ['--help'] : [])] : given;
}

/**
Runs the command that the arguments name and tells its exit code. One command is loaded at a time.

Throws `UserError` for wrong usage, and what the command throws.
*/
export async function runCommandLine(given: readonly string[], io: Io, version: string): Promise<EndCode> {
	const commander = await import('commander');
	const parsed = withoutHelpCommand(given);
	const program = new commander.Command('concur-tokens');
	let exitCode: EndCode = exitCodes.done;
	program
		.description(programDescription)
		.version(version, '--version', 'print the version')
		.helpOption('--help', 'print this help')
		.helpCommand(false)
		.configureHelp({showGlobalOptions: true})
		.configureOutput({
			writeOut: io.writeText,
			writeErr() {},
		})
		.addHelpText('after', exitCodeHelp)
		.exitOverride();
	for (const option of globalOptions) {
		program.addOption(toOption(commander, option));
	}

	const run = async (definition: CommandDefinition, own: object) => {
		const {resolveInvocation} = await import('./invocation.js');
		exitCode = await definition.run(resolveInvocation(program.opts<GlobalOptions>(), io), own);
	};

	for (const definition of commands) {
		addCommand(program, commander, definition, async own => run(definition, own));
	}

	try {
		await program.parseAsync(parsed, {from: 'user'});
		return exitCode;
	} catch (error) {
		if (!(error instanceof commander.CommanderError)) {
			throw error;
		}

		if (error.exitCode === 0) {
			return exitCodes.done;
		}

		const {usageError} = await import('./usage-error.js');
		throw usageError(error, parsed, commands, word => unknownCommandMessage(commander, word));
	}
}
