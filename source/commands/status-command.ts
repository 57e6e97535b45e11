import {type CommandDefinition} from './command-definition.js';

export const statusCommand: CommandDefinition = {
	name: 'status',
	description: 'stages, masked values and their sources, how long the tokens last; works offline',
	examples: ['concur-tokens status --profile production'],
	run: async invocation => (await import('./status.js')).status(invocation),
};
