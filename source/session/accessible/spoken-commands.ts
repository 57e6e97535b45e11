import {resumeHint} from '../../wizard/keys/search-help.js';
import {stages} from '../../wizard/stages/stages.js';
import {bindingOf, keyFor, type KeyName} from '../../wizard/keys/keys.js';
import {type WizardState} from '../../wizard/wizard-state.js';

export type CommandName =
	| 'help' | 'next' | 'back' | 'go' | 'where' | 'status' | 'paste' | 'copy' | 'open' | 'practice' | 'show' | 'hide'
	| 'apis' | 'undo' | 'untick' | 'clear' | 'cancel' | 'leave';

type CommandWord = {
	readonly name: CommandName;
	/** Synonyms. */
	readonly others?: readonly string[];
	readonly help: string;
	/** The full-screen key that does the same. Keys with Ctrl and a letter work here too. */
	readonly key?: KeyName;
	/** Another full-screen key that sentences name for the same, as the next question may be that of the next stage. */
	readonly alsoForKey?: KeyName;
	/** Whether sentences name the key here too. */
	readonly isKeyKept?: boolean;
	readonly isPracticeOnly?: boolean;
};

/** Every command of the accessible session. Both the commands and their help use this table. */
export const spokenCommands: readonly CommandWord[] = [
	{name: 'help', others: ['?'], key: 'help', help: 'lists these commands'},
	{
		name: 'next', key: 'next-item', alsoForKey: 'next-stage',
		help: 'goes to the next question, leaving this one open',
	},
	{name: 'back', key: 'previous-item', alsoForKey: 'previous-stage', help: 'goes to the previous question'},
	{name: 'go', others: ['stage'], help: 'goes to a stage, for example go 3'},
	{name: 'where', help: 'describes this stage: its purpose, its page and your progress'},
	{
		name: 'status', key: 'debug',
		help: 'lists all stages, the credentials object with its validity check, and SAP Concur\'s last answer; '
			+ 'status all adds every scope',
	},
	{
		name: 'paste',
		help: 'lets you paste several lines, ended by an empty one; each labelled value goes into its field',
	},
	{name: 'copy', key: 'copy', help: 'copies the value that is needed now to the clipboard'},
	{name: 'open', key: 'open-page', help: 'opens the page of this stage in your browser'},
	{
		name: 'practice', key: 'issue', isPracticeOnly: true,
		help: 'has the practice panel issue the values of this stage',
	},
	{name: 'show', key: 'reveal', help: 'shows secrets in full from now on'},
	{name: 'hide', help: 'masks secrets again'},
	{name: 'apis', help: 'lets you choose the APIs that you will call, and lists the scopes that they need'},
	{name: 'undo', key: 'undo', help: 'undoes the last change: values, ticks, the stage'},
	{name: 'untick', help: 'marks a completed step as not done'},
	{name: 'clear', others: ['empty'], key: 'clear', help: 'clears the field'},
	{name: 'cancel', key: 'close', help: 'stops further attempts while a call is running'},
	{
		name: 'leave', others: ['quit', 'exit', 'bye'], key: 'leave', isKeyKept: true,
		help: `saves and quits, as ${keyFor('leave')} does`,
	},
];

/** A typed command; `stage` is the number after `go`. */
export type Command =
	| {readonly name: Exclude<CommandName, 'go' | 'status'>}
	| {readonly name: 'status'; readonly isWhole: boolean}
	| {readonly name: 'go'; readonly stage: number | undefined};

/** Parses a line as a command. Undefined if it is none. */
export function commandOf(line: string): Command | undefined {
	const [first = '', second, ...rest] = line.trim().toLowerCase().split(/\s+/);
	const word = spokenCommands.find(({name, others}) => name === first || others?.includes(first));
	const isWhole = word?.name === 'status' && second === 'all';
	if (!word || rest.length > 0 || (second !== undefined && word.name !== 'go' && !isWhole)) {
		return undefined;
	}

	if (word.name === 'status') {
		return {name: 'status', isWhole};
	}

	if (word.name !== 'go') {
		return {name: word.name};
	}

	const number = /^[1-9]$/.test(second ?? '') ? Number(second) : undefined;
	return {name: 'go', stage: number !== undefined && number <= stages.length ? number : undefined};
}

/** Ends the input, as in every terminal: a paste of several lines, or the session. */
export const endOfInput = 'Ctrl+D';

/** The command for what a key does on the full screen. */
function commandForKey(name: string): CommandName | undefined {
	return spokenCommands.find(({key}) =>
		key !== undefined && bindingOf(key).keys.includes(name))?.name;
}

/** The command for a key. Undefined if the key does nothing here. */
export function commandOfKey(name: string): Command | undefined {
	const found = name === endOfInput ? 'leave' : commandForKey(name);
	if (found === 'status') {
		return {name: 'status', isWhole: false};
	}

	return found === undefined || found === 'go' ? undefined : {name: found};
}

/** The lines of the help. */
export function helpLines({facts}: WizardState): readonly string[] {
	return [
		'Press Enter to do what is asked: complete a step, keep a value or carry out an action.',
		'Anything else that you type or paste is used as the value asked for.',
		...spokenCommands
			.filter(({isPracticeOnly}) => !isPracticeOnly || facts.isPractice)
			.map(({name, help}) => `  ${name}: ${help}.`),
		resumeHint,
	];
}
