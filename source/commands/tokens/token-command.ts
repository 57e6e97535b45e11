import {type CommandDefinition} from '../command-definition.js';

export const tokenCommand: CommandDefinition = {
	name: 'token',
	description: 'print a bearer token: the cached one, or a new one by refresh grant',
	examples: [
		'curl -H "Authorization: Bearer $(concur-tokens token)" '
		+ 'https://us2.api.concursolutions.com/profile/identity/v4/Users',
	],
	run: async invocation => (await import('./token.js')).token(invocation),
};
