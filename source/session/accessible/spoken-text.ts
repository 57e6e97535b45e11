import {stageNumber, type StageId} from '../../concur/tutorial.js';
import {bindingOf, isCharacter} from '../../wizard/keys/keys.js';
import {type CommandName, spokenCommands} from './spoken-commands.js';

/** The command for each key that sentences name. */
const wordsForKeys: ReadonlyMap<string, CommandName> = new Map(spokenCommands
	.filter(({isKeyKept}) => !isKeyKept)
	.flatMap(({name, key, alsoForKey}) => [key, alsoForKey].flatMap(binding => binding ? bindingOf(binding).keys : [])
		.map(press => [press, name] as const))
	// Sentences do not name the keys that are characters.
	.filter(([press]) => !isCharacter(press)));

const keyNames = [...wordsForKeys.keys()]
	.toSorted((one, other) => other.length - one.length)
	.map(name => name.replaceAll(/[+?]/g, String.raw`\$&`));
const keyMentions = new RegExp(String.raw`(?<![\w+])([Pp]ress )?(${keyNames.join('|')})(?![\w+])`, 'g');

// A key is pressed, a word is typed.
const typing: Readonly<Record<string, string>> = {'Press ': 'Type ', 'press ': 'type '};

/** Replaces the bullets of masked secrets, which a screen reader would name. */
export function withoutBullets(text: string): string {
	return text.replaceAll(/•+([!-~]{4})/g, 'ending in $1').replaceAll(/•+/g, 'hidden');
}

/** Adds the command for going to a stage where a text sends the person to another one than `here`. */
function withWays(text: string, here: StageId): string {
	return text.replaceAll(/\bin stage (\d)\b/g, (mention, number: string) =>
		Number(number) === stageNumber(here) ? mention : `${mention} ("go ${number}")`);
}

/**
Turns a text from the wizard into spoken text: commands instead of keys, no symbols that a screen reader would name, and
a period at the end. After a path, an address or an option there is no period, which would look like part of it. If the
text may send the person to another stage, `here` is the one in view.
*/
export function toSpokenText(text: string, here?: StageId): string {
	const said = withoutBullets(here === undefined ? text : withWays(text, here))
		.replaceAll(keyMentions, (_, press: string | undefined, name: string) =>
			`${press ? typing[press]! : ''}"${wordsForKeys.get(name)!}"`)
		.replaceAll(/([.?!]) → (?=\w)/g, '$1 On to ')
		.replaceAll(' → ', ', on to ')
		.replaceAll(' · ', ', ');
	return /[.?!:]$|(?:\/|--)[^\s)]*$/.test(said) ? said : `${said}.`;
}
