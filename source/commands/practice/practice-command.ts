import {type CommandDefinition} from '../command-line/command-definition.js';
import {type PracticeCommandOptions} from './practice.js';

export const practiceCommand: CommandDefinition<PracticeCommandOptions> = {
	name: 'practice',
	description: 'run the practice Concur in the foreground, with its admin panel',
	options: [
		{
			name: '--port', description: 'the port to listen on; by default a free one',
			value: {name: 'number'},
		},
		{name: '--tls', description: 'serve https with a newly generated certificate'},
	],
	examples: ['concur-tokens practice --port 8770'],
	run: async (invocation, given) => (await import('./practice.js')).practice(invocation, given),
};
