import {type CommandDefinition} from '../command-line/command-definition.js';
import {parsePort} from '../../port.js';

export const practiceCommand: CommandDefinition<{readonly port?: number; readonly tls?: boolean}> = {
	name: 'practice',
	description: 'run the practice Concur in the foreground, with its admin panel',
	options: [
		{
			name: '--port', description: 'the port to listen on; by default a free one',
			value: {name: 'number'}, parse: text => parsePort(text, 'concur-tokens practice --port 8770'),
		},
		{name: '--tls', description: 'serve https with a newly generated certificate'},
	],
	examples: ['concur-tokens practice --port 8770'],
	run: async (invocation, given) => (await import('./practice.js')).practice(invocation, given),
};
