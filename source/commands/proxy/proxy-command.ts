import {type CommandDefinition} from '../command-line/command-definition.js';
import {type ProxyOptions} from './proxy.js';

export const proxyCommand: CommandDefinition<ProxyOptions> = {
	name: 'proxy',
	description: 'run a proxy to SAP Concur\'s API on this machine; its callers need no token',
	options: [
		{
			name: '--port', description: 'the port to listen on; by default a free one',
			value: {name: 'number'},
		},
		{name: '--read-only', description: 'allow only GET and HEAD'},
		{
			name: '--allow', description: 'allow only paths under this prefix; may be given several times',
			value: {name: 'prefix'},
			isRepeatable: true,
		},
	],
	examples: ['concur-tokens proxy --read-only --allow /list/v4'],
	run: async (invocation, given) => (await import('./proxy.js')).proxy(invocation, given),
};
