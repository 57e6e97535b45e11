import {type CommandDefinition} from '../command-definition.js';

export const proveCommand: CommandDefinition<{readonly api?: readonly string[]}> = {
	name: 'prove',
	description: 'call each chosen API once, harmlessly, and say what came back',
	argument: {
		name: 'api', description: 'an API, for example list-v4; by default those chosen in the guided session',
		isOptional: true, isList: true, completion: 'apis',
	},
	examples: ['concur-tokens prove', 'concur-tokens prove list-v4 budget-v4'],
	run: async (invocation, given) => (await import('./prove.js')).prove(invocation, given),
};
