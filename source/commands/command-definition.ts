import {type CommandResult} from '../errors.js';
import {type Invocation} from './invocation.js';

/** What a shell can offer for a value that has no fixed choices. */
export type Completion = 'profiles' | 'folders' | 'files' | 'base-uris' | 'apis';

export type ValueDefinition = {
	/** What help calls it, without brackets. */
	readonly name: string;
	/** Every value there is: help lists them, shells complete them, anything else is refused. */
	readonly choices?: readonly string[];
	readonly completion?: Completion;
};

export type OptionDefinition = {
	/** Its long name, with the dashes. */
	readonly name: `--${string}`;
	/** Its short name, where scripts know it by one. */
	readonly short?: `-${string}`;
	readonly description: string;
	/** Absent where the option takes none. */
	readonly value?: ValueDefinition;
	readonly default?: string;
	/**
	Makes the value of the text that was given. Throws `UserError` for a text that is none. `former` is what the same
	option has made so far, where it may be given several times.
	*/
	readonly parse?: (text: string, former?: unknown) => unknown;
};

export type ArgumentDefinition = ValueDefinition & {
	readonly description: string;
	readonly isOptional?: boolean;
	/** Whether there may be several: `given` holds a list then. */
	readonly isList?: boolean;
};

/**
A command as help, the parser and the shells' completion know it.

The module of a definition belongs to every start of the program, so it imports nothing but types; `run` loads what
does the work.
*/
export type CommandDefinition<Given extends object = object> = {
	readonly name: string;
	readonly description: string;
	/** Whether it runs where no command is named. */
	readonly isDefault?: boolean;
	readonly argument?: ArgumentDefinition;
	/** What stands behind the name in help, where the argument and the options do not say it. */
	readonly usage?: string;
	readonly options?: readonly OptionDefinition[];
	/** Command lines that work as they stand. */
	readonly examples: readonly [string, ...string[]];
	/** `given` holds the argument and the command's own options by name. */
	run(invocation: Invocation, given: Given): Promise<CommandResult>;
};
