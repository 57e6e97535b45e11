import {type CommandDefinition} from './command-definition.js';
import {type ScheduleOptions} from './schedule/schedule.js';
import {type Completable} from './completion/completable.js';
import {shells, type Shell} from './completion/shells.js';

export const doctorCommand: CommandDefinition = {
	name: 'doctor',
	description: 'check that this machine can reach SAP Concur and keeps its secrets safe',
	examples: ['concur-tokens doctor --base-uri us2'],
	run: async invocation => (await import('./doctor/doctor.js')).doctor(invocation),
};

export const scheduleCommand: CommandDefinition<ScheduleOptions> = {
	name: 'schedule',
	description: 'print, or set up, the daily renewal of the token on this machine',
	options: [
		{name: '--install', description: 'set it up: a systemd user timer, else a line in your crontab'},
		{name: '--remove', description: 'undo what --install set up'},
	],
	examples: ['concur-tokens schedule --profile sandbox', 'concur-tokens schedule --install'],
	run: async (invocation, given) => (await import('./schedule/schedule.js')).schedule(invocation, given),
};

/** `definitions` is asked when the command runs: it is one of them itself. */
export function completionCommand(definitions: () => Completable): CommandDefinition<{readonly shell: Shell}> {
	return {
		name: 'completion',
		description: 'print the completion script for a shell',
		argument: {name: 'shell', description: 'the shell to complete in', choices: shells},
		examples: ['source <(concur-tokens completion bash)'],
		run: async (invocation, {shell}) =>
			(await import('./completion/completion.js')).completion(invocation, shell, definitions()),
	};
}
