import {type CommandDefinition} from '../command-line/command-definition.js';

/** The guided session in one line of help. */
export const aboutSession = 'the guided session; resumes where you left off';

export const setupCommand: CommandDefinition<{readonly accessible?: boolean}> = {
	name: 'setup',
	description: `${aboutSession} (the default)`,
	isDefault: true,
	options: [{
		name: '--accessible',
		description: 'one question at a time in plain lines: for screen readers and simple terminals',
	}],
	examples: ['concur-tokens', 'concur-tokens --practice', 'concur-tokens --accessible'],
	run: async (invocation, given) => (await import('./setup.js')).setup(invocation, given),
};
