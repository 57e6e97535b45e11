import {hasControlCharacters, hideUserInfo, stripControlCharacters} from '../concur/foreign-text.js';
import {shorten} from '../concur/redact.js';
import {exitCodes, UserError} from '../errors.js';

/** The one entrance of arguments: throws `UserError` for control characters in them. They are not taken out, because a path or a name would silently become another. */
export function refuseControlCharacters(given: readonly string[]): void {
	const index = given.findIndex(argument => hasControlCharacters(argument));
	if (index === -1) {
		return;
	}

	throw new UserError(
		`Argument ${index + 1} holds control or invisible characters. Without them it reads: ${shorten(hideUserInfo(stripControlCharacters(given[index]!)), 120)}`,
		'Type it again by hand: such characters ride along when one copies from a page or a terminal.',
		exitCodes.wrongUsage,
	);
}

/** What the parser says of wrong usage, as a sentence; it quotes arguments, and an address among them may hold a password. */
export function usageSentence(parserMessage: string): string {
	const sentence = hideUserInfo(parserMessage).replace(/^error: /, '').replace(/^./, letter => letter.toUpperCase());
	return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
