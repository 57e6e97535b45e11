import process from 'node:process';
import {Argument, Command, CommanderError, Option} from 'commander';
import {exitCodes, UserError, type CommandResult} from '../../errors.js';
import {type Io} from '../../io.js';
import {listWords} from '../../list-words.js';
import {commands, programDescription} from '../commands.js';
import {type GlobalOptions} from '../invocation.js';
import {aboutSession} from '../setup/setup-command.js';
import {type ArgumentDefinition, type CommandDefinition, type OptionDefinition} from './command-definition.js';
import {globalOptions} from './global-options.js';
import {type ParsedCommandLine} from './parse-plain-command-line.js';

/**
Creates a parser that rejects anything that is not one of the choices, in our own words. The value is not repeated: it
may be a secret.
*/
function choiceParser(name: string, choices: readonly string[], example: string): (text: string) => string {
	return text => {
		if (!choices.includes(text)) {
			const list = listWords(choices, 'or');
			throw new UserError(`The ${name} must be ${list}.`, `For example: ${example}`, exitCodes.wrongUsage);
		}

		return text;
	};
}

function toOption(definition: OptionDefinition) {
	const {name, short, description, value, isRepeatable = false, default: byDefault} = definition;
	const names = short === undefined ? name : `${short}, ${name}`;
	const option = new Option(value ? `${names} <${value.name}>` : names, description);
	if (byDefault !== undefined) {
		option.default(byDefault);
	}

	if (value?.choices) {
		const {name: whichValue, choices} = value;
		return option.choices(choices).argParser(choiceParser(whichValue, choices, `${name} ${choices[0]}`));
	}

	if (isRepeatable) {
		return option.argParser((text, former: readonly unknown[] | undefined) => [...former ?? [], text]);
	}

	return option;
}

function toArgument(definition: ArgumentDefinition, example: string) {
	const {name, description, isOptional = false, isList = false, choices} = definition;
	const shown = isList ? `${name}...` : name;
	const argument = new Argument(isOptional ? `[${shown}]` : `<${shown}>`, description);
	return choices ? argument.choices(choices).argParser(choiceParser(name, choices, example)) : argument;
}

function addCommand(
	program: Command,
	definition: CommandDefinition,
	run: (own: Readonly<Record<string, unknown>>) => Promise<void>,
): void {
	const {name, description, isDefault = false, argument, usage, options = [], examples} = definition;
	const exampleHelp = `\nExample${examples.length > 1 ? 's' : ''}:\n${examples.map(line => `  ${line}\n`).join('')}`;
	const command = program
		.command(name, {isDefault})
		// A phrase in the list of commands, a sentence on the command's own page.
		.summary(description)
		.description(`${description[0]!.toUpperCase()}${description.slice(1)}.`)
		.helpOption('-h, --help', 'print this help')
		.exitOverride()
		.addHelpText('after', `${exampleHelp}${exitCodeHelp}`);
	if (usage !== undefined) {
		command.usage(usage);
	}

	if (argument) {
		command.addArgument(toArgument(argument, examples[0]));
	}

	if (argument?.parts) {
		const shown = argument.parts.map(part => new Argument(`[${part.name}]`, part.description));
		command.configureHelp({...helpConfiguration, visibleArguments: () => shown});
	}

	for (const option of options) {
		command.addOption(toOption(option));
	}

	command.action(async () => {
		const given: unknown = command.processedArgs[0];
		await run({...command.opts(), ...(argument && given !== undefined && {[argument.name]: given})});
	});
}

const helpConfiguration = {showGlobalOptions: true} as const;

const programExamples = `
Examples:
  concur-tokens               ${aboutSession}
  concur-tokens --practice    a rehearsal of it, without an SAP account
  concur-tokens --accessible  the session line by line, for screen readers
  concur-tokens token         a bearer token for a script, once set up
`;

const exitCodeHelp = `
Exit codes: 0 done, 1 refused by SAP Concur or check failed, 2 wrong usage,
            3 set-up not finished, 4 SAP Concur not reachable,
            5 failed on this machine, 130 interrupted
`;

/** The parser's message for an unknown command, with similarly spelt ones. */
function unknownCommandMessage(word: string): string {
	const probe = new Command().helpCommand(false).exitOverride().configureOutput({writeErr() {}});
	for (const {name} of commands) {
		probe.command(name);
	}

	probe.command('help');

	try {
		probe.parse([word], {from: 'user'});
		return '';
	} catch (error) {
		return error instanceof Error ? error.message : '';
	}
}

/** Turns `help COMMAND` into `COMMAND --help`. */
function withoutHelpCommand(given: readonly string[]): readonly string[] {
	const [first, ...rest] = given;
	const isKnown = rest.length === 0 || commands.some(({name}) => name === rest[0]);
	return first === 'help' ? [...rest, ...(isKnown ? ['--help'] : [])] : given;
}

/**
Parses a command line with the parser library, prints help where it asks for help, and otherwise calls `run` with the
command.

Throws `UserError` for wrong usage, and whatever `run` throws.
*/
export async function parseCommandLine(
	given: readonly string[],
	io: Io,
	version: string,
	run: (read: ParsedCommandLine<CommandDefinition>) => Promise<CommandResult>,
): Promise<CommandResult> {
	const parsed = withoutHelpCommand(given);
	const program = new Command('concur-tokens');
	let exitCode: CommandResult = exitCodes.done;
	program
		.description(programDescription)
		.version(version, '--version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.helpCommand(false)
		.configureHelp(helpConfiguration)
		.configureOutput({
			writeOut: io.writeText,
			writeErr() {},
			// Asking a pipe for its width would open the stream for nothing, which takes milliseconds.
			getOutHelpWidth: () => io.isOutputTerminal ? process.stdout.columns : 80,
			getOutHasColors: () => false,
		})
		.addHelpText('after', programExamples + exitCodeHelp)
		.exitOverride();
	for (const option of globalOptions) {
		program.addOption(toOption(option));
	}

	const runParsed = async (definition: CommandDefinition, own: ParsedCommandLine<CommandDefinition>['own']) => {
		exitCode = await run({definition, globals: program.opts<GlobalOptions>(), own});
	};

	for (const definition of commands) {
		addCommand(program, definition, async own => runParsed(definition, own));
	}

	try {
		await program.parseAsync(parsed, {from: 'user'});
		return exitCode;
	} catch (error) {
		if (!(error instanceof CommanderError)) {
			throw error;
		}

		if (error.exitCode === 0) {
			return exitCodes.done;
		}

		const {usageError} = await import('./usage-error.js');
		throw usageError(error, parsed, commands, unknownCommandMessage);
	}
}
