import {baseUris} from '../../concur/base-uris.js';
import {
	type CommandDefinition, type OptionDefinition, type ValueDefinition,
} from '../command-line/command-definition.js';

/** The shells for which there is a completion script. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** What can be completed: the definitions of the commands, and the options that all of them take. */
export type Completable = {
	readonly commands: readonly CommandDefinition[];
	readonly globalOptions: readonly OptionDefinition[];
};

/** What a shell knows about the possible values. */
type ValueKind =
	| {readonly kind: 'words'; readonly words: readonly string[]}
	| {readonly kind: 'profiles' | 'folders' | 'files' | 'anything'};

/** Returns what a shell can offer for a value. */
export function valueKind({choices, completion}: ValueDefinition): ValueKind {
	if (completion === 'base-uris') {
		return {kind: 'words', words: baseUris.map(({id}) => id)};
	}

	if (choices) {
		return {kind: 'words', words: choices};
	}

	return {kind: completion === undefined || completion === 'apis' ? 'anything' : completion};
}

/** Returns the names of all options that take a value: the word after one of them is not a command. */
export function namesWithValue({commands, globalOptions}: Completable): readonly string[] {
	return [...new Set(optionsWithValue({commands, globalOptions}).flatMap(option => namesOf(option)))];
}

/** Returns the names of an option, the short one first. */
export function namesOf({name, short}: OptionDefinition): readonly string[] {
	return short === undefined ? [name] : [short, name];
}

/** Returns all options that take a value, global ones and those of each command. */
export function optionsWithValue({
	commands,
	globalOptions,
}: Completable): ReadonlyArray<OptionDefinition & {readonly value: ValueDefinition}> {
	const all = [...globalOptions, ...commands.flatMap(({options = []}) => options)];
	return all.flatMap(option => option.value ? [{...option, value: option.value}] : []);
}

/** The shell command that lists the profiles, one per line. */
export const listProfilesCommand = 'concur-tokens profiles --names 2>/dev/null';
