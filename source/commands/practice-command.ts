import {exitCodes, UserError} from '../errors.js';
import {type CommandDefinition} from './command-definition.js';

function parsePort(text: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
		throw new UserError(
			'A port is a number from 1 to 65535.',
			'For example: concur-tokens practice --port 8770',
			exitCodes.wrongUsage,
		);
	}

	return port;
}

export const practiceCommand: CommandDefinition<{readonly port?: number; readonly tls?: boolean}> = {
	name: 'practice',
	description: 'run the practice Concur in the foreground, with its admin panel',
	options: [
		{
			name: '--port', description: 'the port to listen on; by default a free one',
			value: {name: 'number'}, parse: parsePort,
		},
		{name: '--tls', description: 'serve https with a certificate made on the spot'},
	],
	examples: ['concur-tokens practice --port 8770'],
	run: async (invocation, given) => (await import('./practice.js')).practice(invocation, given),
};
