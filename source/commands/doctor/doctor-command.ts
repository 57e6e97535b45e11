import {type CommandDefinition} from '../command-line/command-definition.js';

export const doctorCommand: CommandDefinition = {
	name: 'doctor',
	description: 'check that this machine can reach SAP Concur and keeps its secrets safe',
	examples: ['concur-tokens doctor --base-uri us2'],
	run: async invocation => (await import('./doctor.js')).doctor(invocation),
};
