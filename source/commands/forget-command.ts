import {type CommandDefinition} from './command-definition.js';
import {type ForgetOptions} from './forget.js';

export const forgetCommand: CommandDefinition<ForgetOptions> = {
	name: 'forget',
	description: 'delete a profile and everything in it, after asking',
	options: [
		{name: '--yes', description: 'do not ask'},
		{name: '--revoke', description: 'revoke the connection to SAP Concur first'},
	],
	examples: ['concur-tokens forget --profile sandbox --revoke'],
	run: async (invocation, given) => (await import('./forget.js')).forget(invocation, given),
};
