import {type CommandResult} from '../../errors.js';
import {type Invocation} from '../invocation.js';

/** What a shell can offer as completions for a value without fixed choices. */
type Completion = 'profiles' | 'folders' | 'files' | 'base-uris' | 'apis';

export type ValueDefinition = {
	/** Its name in help, without brackets. */
	readonly name: string;
	/** All permitted values: help lists them, shells complete them, anything else is refused. */
	readonly choices?: readonly string[];
	readonly completion?: Completion;
};

export type OptionDefinition = {
	/** Its long name, with the dashes. */
	readonly name: `--${string}`;
	/** Its short name, if it has one. */
	readonly short?: `-${string}`;
	readonly description: string;
	/** Absent where the option takes no value. */
	readonly value?: ValueDefinition;
	readonly default?: string;
	/** Whether it may be given several times: `given` then holds a list. */
	readonly isRepeatable?: boolean;
};

export type ArgumentDefinition = ValueDefinition & {
	readonly description: string;
	readonly isOptional?: boolean;
	/** Whether there may be several: `given` then holds a list. */
	readonly isList?: boolean;
	/** How help explains the words of a list, where they differ in meaning. */
	readonly parts?: ReadonlyArray<{readonly name: string; readonly description: string}>;
};

/**
A command, as help, the parser and shell completion see it.

Definitions are loaded at every start of the program, so their modules import little but types and the lists of choices;
`run` loads what does the work.
*/
export type CommandDefinition<Given extends object = object> = {
	readonly name: string;
	readonly description: string;
	/** Whether it runs when no command is named. */
	readonly isDefault?: boolean;
	readonly argument?: ArgumentDefinition;
	/** Usage shown after the name in help, where it is not derived from the argument and the options. */
	readonly usage?: string;
	readonly options?: readonly OptionDefinition[];
	/** Command lines that work as they stand. */
	readonly examples: readonly [string, ...string[]];
	/** `given` holds the argument and the command's own options by name. */
	run(invocation: Invocation, given: Given): Promise<CommandResult>;
};
