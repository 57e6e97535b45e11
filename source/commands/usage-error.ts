import {hasControlCharacters, hideUserInfo, stripControlCharacters} from '../concur/untrusted-text.js';
import {truncate} from '../concur/redact.js';
import {exitCodes, UserError} from '../errors.js';
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
	const word = given.find(argument => !argument.startsWith('-'));
	const isUnknown = code === 'commander.excessArguments' && word !== undefined && !names.includes(word);
	const argument = commands.find(({name}) => name === word)?.argument;
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
