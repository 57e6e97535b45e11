import {type CommandDefinition} from './command-definition.js';

export const checkCommand: CommandDefinition<{readonly file?: string}> = {
	name: 'check',
	description: 'check that a credentials.json is valid; works offline',
	argument: {
		name: 'file', description: 'a credentials.json; by default the profile\'s own',
		isOptional: true, completion: 'files',
	},
	examples: ['concur-tokens check ./credentials.json'],
	run: async (invocation, given) => (await import('./check.js')).check(invocation, given),
};
