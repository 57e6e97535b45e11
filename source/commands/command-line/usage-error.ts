import {hasControlCharacters, hideUserInfo, stripControlCharacters} from '../../concur/untrusted-text.js';
import {truncate} from '../../concur/redact.js';
import {exitCodes, UserError} from '../../errors.js';
import {globalOptions} from './global-options.js';
import {type ArgumentDefinition, type CommandDefinition} from './command-definition.js';

/**
Rejects control characters in arguments by throwing `UserError`; all arguments pass through here.

They are not removed, because a path or a name would silently become another one.
*/
export function refuseControlCharacters(given: readonly string[]): void {
	const index = given.findIndex(argument => hasControlCharacters(argument));
	if (index === -1) {
		return;
	}

	const shown = truncate(hideUserInfo(stripControlCharacters(given[index]!)), 120);
	throw new UserError(
		`Argument ${index + 1} contains control or invisible characters. Without them it reads: ${shown}`,
		'Type it by hand: text copied from a page or a terminal can carry such characters along.',
		exitCodes.wrongUsage,
	);
}

/** Turns the parser's message into a sentence; it quotes arguments, and a URL among them may hold a password. */
function sentenceOf(parserMessage: string): string {
	const sentence = hideUserInfo(parserMessage)
		.replace(/^error: /, '')
		.replace(/\s*\(Did you mean (.*)\?\)$/s, '. Did you mean $1?')
		.replace(/^./, letter => letter.toUpperCase());
	return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function unknownCommand(parserMessage: string, names: readonly string[]): string {
	const similar = /Did you mean .*\?/.exec(parserMessage)?.[0];
	return `Unknown command. ${similar ?? `The commands are ${[...names, 'help'].join(', ')}.`}`;
}

function missingArgument({name, choices = []}: ArgumentDefinition, example: string): UserError {
	return new UserError(
		`The ${name} is missing. Choose one of: ${choices.join(', ')}.`,
		`For example: ${example}`,
		exitCodes.wrongUsage,
	);
}

/** The first word that is neither an option nor the value of one. */
function firstWord(given: readonly string[]): string | undefined {
	const valued = new Set<string>(globalOptions.filter(({value}) => value).map(({name}) => name));
	return given.find((argument, index) => !argument.startsWith('-') && !valued.has(given[index - 1] ?? ''));
}

/**
Turns wrong usage that the parser found into the error that ends the program.

`suggest` returns what the parser says about a misspelt command.
*/
export function usageError(
	{code, message}: {readonly code: string; readonly message: string},
	given: readonly string[],
	commands: readonly CommandDefinition[],
	suggest: (word: string) => string,
): UserError {
	const names = commands.map(({name}) => name);
	const word = firstWord(given);
	const isExcess = code === 'commander.excessArguments' && word !== undefined;
	const isUnknown = isExcess && !names.includes(word);
	const argument = commands.find(({name}) => name === word)?.argument;
	if (isExcess && !isUnknown && !argument) {
		return new UserError(
			`${word} takes no argument.`,
			`See what it takes: concur-tokens ${word} --help`,
			exitCodes.wrongUsage,
		);
	}

	if (code === 'commander.missingArgument' && argument) {
		return missingArgument(argument, commands.find(({name}) => name === word)!.examples[0]);
	}

	if (code === 'commander.unknownOption' && word === 'run') {
		return new UserError(
			sentenceOf(message),
			'If it is meant for the program, put -- before the program: concur-tokens run -- COMMAND',
			exitCodes.wrongUsage,
		);
	}

	return new UserError(
		isUnknown ? unknownCommand(suggest(word), names) : sentenceOf(message),
		'See what is available: concur-tokens --help',
		exitCodes.wrongUsage,
	);
}
