import {exitCodes, UserError} from '../../errors.js';
import {type CommandDefinition} from '../command-definition.js';

/** What the guided session is, in a line of help. */
export const aboutSession = 'the guided session; resumes where you left off';

export const setupCommand: CommandDefinition<{readonly accessible?: boolean}> = {
	name: 'setup',
	description: `${aboutSession} (the default)`,
	isDefault: true,
	options: [{
		name: '--accessible',
		description: 'one question at a time in plain lines: for screen readers and simple terminals',
	}],
	examples: ['concur-tokens', 'concur-tokens --practice', 'concur-tokens --accessible'],
	run: async (invocation, given) => (await import('./setup.js')).setup(invocation, given),
};

/** The port that a person names. Throws `UserError` for a text that is none; `example` is a command line that works. */
export function parsePort(text: string, example: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
		throw new UserError('A port is a number from 1 to 65535.', `For example: ${example}`, exitCodes.wrongUsage);
	}

	return port;
}

export const practiceCommand: CommandDefinition<{readonly port?: number; readonly tls?: boolean}> = {
	name: 'practice',
	description: 'run the practice Concur in the foreground, with its admin panel',
	options: [
		{
			name: '--port', description: 'the port to listen on; by default a free one',
			value: {name: 'number'}, parse: text => parsePort(text, 'concur-tokens practice --port 8770'),
		},
		{name: '--tls', description: 'serve https with a certificate made on the spot'},
	],
	examples: ['concur-tokens practice --port 8770'],
	run: async (invocation, given) => (await import('../practice.js')).practice(invocation, given),
};
