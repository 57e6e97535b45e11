import {type CommandDefinition} from '../command-line/command-definition.js';
import {type ScheduleOptions} from './schedule.js';

export const scheduleCommand: CommandDefinition<ScheduleOptions> = {
	name: 'schedule',
	description: 'print, or set up, the daily renewal of the token on this machine',
	options: [
		{name: '--install', description: 'set it up: a systemd user timer, else a crontab entry'},
		{name: '--remove', description: 'undo what --install set up'},
	],
	examples: ['concur-tokens schedule --profile sandbox', 'concur-tokens schedule --install'],
	run: async (invocation, given) => (await import('./schedule.js')).schedule(invocation, given),
};
