import {type CommandDefinition} from '../command-definition.js';

export const scheduleCommand: CommandDefinition = {
	name: 'schedule',
	description: 'print a crontab line and a systemd timer that renew the token daily on this machine',
	examples: ['concur-tokens schedule --profile sandbox'],
	run: async invocation => (await import('./schedule.js')).schedule(invocation),
};
