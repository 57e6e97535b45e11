import {type CommandDefinition} from '../command-definition.js';

export const setupCommand: CommandDefinition = {
	name: 'setup',
	description: 'the guided session; resumes where you left off (the default)',
	isDefault: true,
	examples: ['concur-tokens', 'concur-tokens --practice'],
	run: async invocation => (await import('./setup.js')).setup(invocation),
};
