import {type GlobalOptions} from '../invocation.js';
import {type CommandDefinition, type OptionDefinition} from './command-definition.js';

type Grammar = Pick<CommandDefinition, 'name' | 'isDefault' | 'argument' | 'options'>;

/** A parsed command line: the command, the global options, and the command's own argument and options, by name. */
export type ParsedCommandLine<Definition extends Grammar> = {
	readonly definition: Definition;
	readonly globals: GlobalOptions;
	readonly own: Readonly<Record<string, unknown>>;
};

/** An option's name in code: `--base-uri` is `baseUri`. */
function keyOf({name}: OptionDefinition): string {
	return name.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function defaultsOf(options: readonly OptionDefinition[]): Record<string, unknown> {
	return Object.fromEntries(options
		.filter(option => option.default !== undefined)
		.map(option => [keyOf(option), option.default]));
}

/**
Splits the words into options with their values, and others; undefined where an option is not written in its plain form.
*/
function splitWords(
	words: readonly string[],
	globalOptions: readonly OptionDefinition[],
	ownOptions: readonly OptionDefinition[],
) {
	const options = new Map<OptionDefinition, string | undefined>();
	const others: string[] = [];
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		if (!word.startsWith('-')) {
			others.push(word);
			continue;
		}

		const [name, ...rest] = word.split('=');
		// A command's own options follow its name.
		const known = others.length > 0 ? [...globalOptions, ...ownOptions] : globalOptions;
		const option = known.find(each => each.name === name);
		if (!option || (options.has(option) && option.isRepeatable) || (rest.length > 0 && !option.value)) {
			return undefined;
		}

		const joined = rest.length > 0 ? rest.join('=') : undefined;
		const text = option.value ? joined ?? words[++index] : undefined;
		if (option.value && (!text || text.startsWith('-'))) {
			return undefined;
		}

		options.set(option, text);
	}

	return {options, others};
}

/** The values of options by name; undefined where a value is not one of the choices. */
function valuesOf(options: ReadonlyMap<OptionDefinition, string | undefined>): Record<string, unknown> | undefined {
	const values: Record<string, unknown> = {};
	for (const [option, text] of options) {
		const {value, isRepeatable = false} = option;
		if (value?.choices && !value.choices.includes(text!)) {
			return undefined;
		}

		values[keyOf(option)] = value ? (isRepeatable ? [text] : text) : true;
	}

	return values;
}

/** The argument by its name; undefined where the words do not match what the command takes. */
function argumentOf({argument}: Grammar, words: readonly string[]): Record<string, unknown> | undefined {
	if (!argument) {
		return words.length === 0 ? {} : undefined;
	}

	const {name, isOptional = false, isList = false, choices} = argument;
	const isRight = (words.length > 0 || isOptional)
		&& (words.length <= 1 || isList)
		&& words.every(word => word !== '' && (!choices || choices.includes(word)));
	if (!isRight) {
		return undefined;
	}

	if (isList) {
		return {[name]: words};
	}

	return words.length === 0 ? {} : {[name]: words[0]};
}

/**
Parses a command line as scripts write it, without the parser library, which takes as long to load as a short command
takes to run: the command by its name, its argument, and options by their full names. Returns undefined for everything
else, which the parser then reads, refuses or explains.

The result is the same as the parser's.
*/
export function parsePlainCommandLine<Definition extends Grammar>(
	words: readonly string[],
	definitions: readonly Definition[],
	globalOptions: readonly OptionDefinition[],
): ParsedCommandLine<Definition> | undefined {
	const named = definitions.find(({name}) => words.includes(name));
	const ownOptions = named?.options ?? [];
	const split = splitWords(words, globalOptions, ownOptions);
	const definition = split?.others.length === 0 ? definitions.find(({isDefault}) => isDefault) : named;
	if (!split || !definition || (split.others.length > 0 && split.others[0] !== definition.name)) {
		return undefined;
	}

	const isGlobal = (option: OptionDefinition) => globalOptions.includes(option);
	const globals = valuesOf(new Map([...split.options].filter(([option]) => isGlobal(option))));
	const own = valuesOf(new Map([...split.options].filter(([option]) => !isGlobal(option))));
	const argument = argumentOf(definition, split.others.slice(1));
	return globals && own && argument && {
		definition,
		globals: {...defaultsOf(globalOptions), ...globals},
		own: {...defaultsOf(definition.options ?? []), ...own, ...argument},
	};
}
