import {type CommandDefinition} from './command-definition.js';

export const profilesCommand: CommandDefinition<{readonly names?: boolean}> = {
	name: 'profiles',
	description: 'list the profiles on this machine',
	options: [{name: '--names', description: 'print only the names, one per line'}],
	examples: ['concur-tokens profiles'],
	run: async (invocation, given) => (await import('./profiles.js')).profiles(invocation, given),
};
