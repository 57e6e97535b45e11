import {type CommandDefinition} from '../command-definition.js';

export const renewCommand: CommandDefinition<{readonly within: string}> = {
	name: 'renew',
	description: 'renew the refresh token when it is due; made for cron and timers',
	options: [{
		name: '--within', description: 'renew if the refresh token expires within this time: 90m, 12h, 30d, 4w',
		default: '30d', value: {name: 'duration'},
	}],
	examples: ['concur-tokens renew --within 30d'],
	run: async (invocation, given) => (await import('./renew.js')).renew(invocation, given),
};
