import {type CommandDefinition} from '../command-line/command-definition.js';
import {shells, type Completable, type Shell} from './completable.js';

/** Defines the `completion` command; `definitions` is called only when it runs, because they include this one. */
export function completionCommand(definitions: () => Completable): CommandDefinition<{readonly shell: Shell}> {
	return {
		name: 'completion',
		description: 'print the completion script for a shell',
		argument: {name: 'shell', description: 'the shell to complete in', choices: shells},
		examples: ['source <(concur-tokens completion bash)'],
		run: async (invocation, {shell}) =>
			(await import('./completion.js')).completion(invocation, shell, definitions()),
	};
}
