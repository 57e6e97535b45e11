import {type CommandDefinition} from '../command-line/command-definition.js';
import {type ScopesOptions} from './scopes.js';

export const scopesCommand: CommandDefinition<ScopesOptions> = {
	name: 'scopes',
	description: 'show the grants and the fewest scopes that APIs need; works offline',
	argument: {
		name: 'api', description: 'an API, for example list-v4; without one, all of them are listed',
		isOptional: true, isList: true, completion: 'apis',
	},
	options: [
		{name: '--write', description: 'include write access (default: read only)'},
		{name: '--names', description: 'print only the scopes, one per line'},
		{name: '--granted', description: 'compare with what the profile\'s token was granted'},
	],
	examples: [
		'concur-tokens scopes identity-v4 list-v4',
		'concur-tokens scopes --granted',
	],
	run: async (invocation, given) => (await import('./scopes.js')).scopes(invocation, given),
};

export const proveCommand: CommandDefinition<{readonly api?: readonly string[]}> = {
	name: 'prove',
	description: 'call each chosen API once, changing nothing, and show the result',
	argument: {
		name: 'api', description: 'an API, for example list-v4; by default those chosen in the guided session',
		isOptional: true, isList: true, completion: 'apis',
	},
	examples: ['concur-tokens prove', 'concur-tokens prove list-v4 budget-v4'],
	run: async (invocation, given) => (await import('./prove.js')).prove(invocation, given),
};
