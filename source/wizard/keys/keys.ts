import {type TextEdit} from '../values/edit-text.js';

/**
Where a key works:
- `question`: only while a question is asked;
- `list`: only where it has a label, if an empty one, as its presses mean something else elsewhere;
- `page`: where it ends what is going on, be it a page, a question or a call;
- `stage`: wherever no question is asked;
- `everywhere`.
*/
type KeyScope = 'question' | 'list' | 'page' | 'stage' | 'everywhere';

type Binding = {
	readonly name: string;
	readonly scope: KeyScope;
	/** The presses bound to it, as shown in footer and help. The footer shows the first. */
	readonly keys: readonly [string, ...string[]];
	/** Its description in help. */
	readonly help: string;
	/** Other words that help finds it by. */
	readonly alsoFoundBy?: string;
	/** Why it does nothing, if there is a better explanation than the general one. */
	readonly idle?: string;
	/** Whether it stays in the footer however narrow the screen is. */
	readonly isAlwaysShown?: boolean;
};

const bindings = [
	{
		name: 'yes',
		scope: 'question',
		keys: ['y'],
		help: 'answer a question with yes',
	},
	{
		name: 'no',
		scope: 'question',
		keys: ['n'],
		help: 'answer a question with no',
	},
	{
		name: 'choose-apis',
		scope: 'list',
		keys: ['↓'],
		help: 'at "Which APIs will you call?": open the list',
	},
	{
		name: 'close',
		scope: 'page',
		keys: ['Esc'],
		help: 'clear the search, close this page, leave a question open, or cancel a call in progress',
		alsoFoundBy: 'abort stop back escape',
	},
	{
		name: 'accept',
		scope: 'everywhere',
		keys: ['Enter'],
		help: 'tick or untick a step, accept a field, run an action; '
			+ 'in the list of APIs, switch between read, read and write, and off',
		alsoFoundBy: 'return confirm ok check uncheck select run',
		idle: 'A call is in progress. Press Esc to cancel it.',
	},
	{
		name: 'tick',
		scope: 'list',
		keys: ['Space'],
		help: 'tick or untick a step, like Enter',
		alsoFoundBy: 'check uncheck select',
	},
	{
		name: 'leave-list',
		scope: 'list',
		keys: ['Tab'],
		help: 'close the list of APIs and go on',
	},
	{
		name: 'issue',
		scope: 'stage',
		keys: ['Ctrl+G'],
		help: 'practice only: have the panel issue the values of this stage',
		alsoFoundBy: 'fill generate',
		idle: 'There is nothing to fill in here.',
	},
	{
		name: 'next-item',
		scope: 'everywhere',
		keys: ['Tab', '↓'],
		help: 'next item of this stage',
	},
	{
		name: 'previous-item',
		scope: 'everywhere',
		keys: ['Shift+Tab', '↑'],
		help: 'previous item of this stage',
	},
	{
		name: 'next-stage',
		scope: 'stage',
		keys: ['PgDn', 'Ctrl+N'],
		help: 'next stage; nothing is lost',
		idle: 'This is the last stage.',
	},
	{
		name: 'previous-stage',
		scope: 'stage',
		keys: ['PgUp', 'Ctrl+P'],
		help: 'previous stage; nothing is lost',
		idle: 'This is the first stage.',
	},
	{
		name: 'open-page',
		scope: 'stage',
		keys: ['Ctrl+O'],
		help: 'open the page of this stage in the browser',
		alsoFoundBy: 'link url address web site',
		idle: 'This stage has no page.',
	},
	{
		name: 'help',
		scope: 'stage',
		keys: ['F1', '?'],
		help: 'show this help; type to search it',
		alsoFoundBy: 'keys shortcuts find',
		isAlwaysShown: true,
	},
	{
		name: 'leave',
		scope: 'everywhere',
		keys: ['Ctrl+C'],
		help: 'save and leave',
		alsoFoundBy: 'exit quit close end stop',
		isAlwaysShown: true,
	},
	{
		name: 'copy',
		scope: 'everywhere',
		keys: ['Ctrl+Y'],
		help: 'copy the current value to the clipboard, also over SSH',
		alsoFoundBy: 'yank',
		idle: 'There is no value to copy here.',
	},
	{
		name: 'clear',
		scope: 'stage',
		keys: ['Ctrl+U'],
		help: 'clear the field',
		alsoFoundBy: 'empty delete erase remove',
		idle: 'There is nothing to clear here.',
	},
	{
		name: 'undo',
		scope: 'stage',
		keys: ['Ctrl+Z'],
		help: 'undo the last change: values, ticks, the stage',
		alsoFoundBy: 'take back revert restore',
		idle: 'Nothing to undo.',
	},
	{
		name: 'reveal',
		scope: 'everywhere',
		keys: ['Ctrl+R'],
		help: 'show or hide the secrets',
		alsoFoundBy: 'reveal mask unmask password',
	},
	{
		name: 'debug',
		scope: 'stage',
		keys: ['Ctrl+D'],
		help: 'open the whole debug panel',
		alsoFoundBy: 'status log answer scopes',
	},
] as const satisfies readonly Binding[];

export type KeyName = (typeof bindings)[number]['name'];

export type KeyBinding = Binding & {readonly name: KeyName};

/**
Every key of the session, most needed first. Key presses, the footer, the help and the sentences that name a key all use
this table.
*/
export const keyBindings: readonly KeyBinding[] = bindings;

/** The binding of a key. */
export function bindingOf(name: KeyName): KeyBinding {
	return keyBindings.find(binding => binding.name === name)!;
}

/** The key that sentences name for what it does: the first that is bound to it. */
export function keyFor(name: KeyName): string {
	return bindingOf(name).keys[0];
}

/** Whether the name of a key is the character that it types, as in `y`. */
export function isCharacter(key: string): boolean {
	return /^[!-~]$/.test(key);
}

/** The editing keys that the input component does not handle itself, with their help text and effect. */
export const editBindings: ReadonlyArray<{
	readonly keys: readonly string[]; readonly help: string; readonly edit: TextEdit;
}> = [
	{keys: ['←'], help: 'in a field: move one character left', edit: {kind: 'move', to: 'left'}},
	{keys: ['→'], help: 'in a field: move one character right', edit: {kind: 'move', to: 'right'}},
	{keys: ['Home', 'Ctrl+A'], help: 'in a field: go to the start', edit: {kind: 'move', to: 'start'}},
	{keys: ['End', 'Ctrl+E'], help: 'in a field: go to the end', edit: {kind: 'move', to: 'end'}},
	{keys: ['Ctrl+←', 'Alt+B'], help: 'in a field: move one word left', edit: {kind: 'move', to: 'word-left'}},
	{keys: ['Ctrl+→', 'Alt+F'], help: 'in a field: move one word right', edit: {kind: 'move', to: 'word-right'}},
	{keys: ['Delete'], help: 'in a field: delete the character at the cursor', edit: {kind: 'delete', to: 'right'}},
	{keys: ['Ctrl+W'], help: 'in a field: delete the word before the cursor', edit: {kind: 'delete', to: 'word-left'}},
	{keys: ['Ctrl+K'], help: 'in a field: delete from the cursor to the end', edit: {kind: 'delete', to: 'end'}},
];
