import {type CommandDefinition} from '../command-line/command-definition.js';

export const tokenCommand: CommandDefinition<{readonly app?: boolean}> = {
	name: 'token',
	description: 'print a bearer token, from the cache or newly issued',
	options: [{name: '--app', description: 'the app\'s own token, for APIs that take one (client_credentials)'}],
	examples: [
		'curl -H "Authorization: Bearer $(concur-tokens token)" '
		+ 'https://us2.api.concursolutions.com/profile/identity/v4/Users',
		'concur-tokens token --app',
	],
	run: async (invocation, given) => (await import('./token.js')).token(invocation, given),
};

export const renewCommand: CommandDefinition<{readonly within: string}> = {
	name: 'renew',
	description: 'renew the refresh token if it is about to expire; for cron and timers',
	options: [{
		name: '--within', description: 'renew if the refresh token expires within this time: 90m, 12h, 30d, 4w',
		default: '30d', value: {name: 'duration'},
	}],
	examples: ['concur-tokens renew --within 30d'],
	run: async (invocation, given) => (await import('./renew.js')).renew(invocation, given),
};
