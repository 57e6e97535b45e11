import {type CommandDefinition} from '../command-line/command-definition.js';
import {type RunOptions} from './run.js';

export const runCommand: CommandDefinition<RunOptions> = {
	name: 'run',
	description: 'run a program with CONCUR_ACCESS_TOKEN and CONCUR_BASE_URL in its environment',
	argument: {name: 'command', description: 'the program and its arguments, after --', isList: true, isOptional: true},
	usage: '[options] -- <command...>',
	options: [{
		name: '--proxy',
		description: 'pass no token, but a base URL that needs none, valid while the program runs',
	}],
	examples: [
		'concur-tokens run -- node report.js',
		'concur-tokens run --proxy -- ./sync-all.sh',
	],
	run: async (invocation, given) => (await import('./run.js')).run(invocation, given),
};
