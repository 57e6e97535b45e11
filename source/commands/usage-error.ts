import {hasControlCharacters, hideUserInfo, stripControlCharacters} from '../concur/foreign-text.js';
import {shorten} from '../concur/redact.js';
import {exitCodes, UserError} from '../errors.js';

/**
The one entrance of arguments: throws `UserError` for control characters in them.

They are not taken out, because a path or a name would silently become another.
*/
export function refuseControlCharacters(given: readonly string[]): void {
	const index = given.findIndex(argument => hasControlCharacters(argument));
	if (index === -1) {
		return;
	}

	const shown = shorten(hideUserInfo(stripControlCharacters(given[index]!)), 120);
	throw new UserError(
		`Argument ${index + 1} contains control or invisible characters. Without them it reads: ${shown}`,
		'Type it by hand: text copied from a page or a terminal can carry such characters along.',
		exitCodes.wrongUsage,
	);
}

/** What the parser says, as a sentence; it quotes arguments, and an address among them may hold a password. */
function sentenceOf(parserMessage: string): string {
	const sentence = hideUserInfo(parserMessage)
		.replace(/^error: /, '')
		.replace(/^./, letter => letter.toUpperCase());
	return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/** Wrong usage that the parser found, as the end of the program. */
export function usageError(
	{code, message}: {readonly code: string; readonly message: string},
	given: readonly string[],
	commands: readonly string[],
): UserError {
	const word = given.find(argument => !argument.startsWith('-'));
	const isUnknown = code === 'commander.excessArguments' && word !== undefined && !commands.includes(word);
	return new UserError(
		isUnknown ? `There is no such command. The commands are ${commands.join(', ')}.` : sentenceOf(message),
		'See what is available: concur-tokens --help',
		exitCodes.wrongUsage,
	);
}
