import {envShells, exportFormats} from '../../store/files/export-format-names.js';
import {type CommandDefinition} from '../command-line/command-definition.js';
import {type ExportOptions} from './export.js';
import {type ForgetOptions} from './forget.js';

export const statusCommand: CommandDefinition = {
	name: 'status',
	description: 'show progress, masked values with their sources, and token expiry; works offline',
	examples: ['concur-tokens status --profile production'],
	run: async invocation => (await import('./status.js')).status(invocation),
};

export const checkCommand: CommandDefinition<{readonly file?: string}> = {
	name: 'check',
	description: 'check that a credentials.json is valid; works offline',
	argument: {
		name: 'file', description: 'a credentials.json; by default the profile\'s own',
		isOptional: true, completion: 'files',
	},
	examples: ['concur-tokens check ./credentials.json'],
	run: async (invocation, given) => (await import('./check.js')).check(invocation, given),
};

export const exportCommand: CommandDefinition<ExportOptions> = {
	name: 'export',
	description: 'print the values in a format that another tool reads',
	argument: {name: 'format', description: 'what to print', choices: exportFormats},
	options: [
		{
			name: '--out', description: 'write to this file or folder, readable only by you',
			value: {name: 'path', completion: 'files'},
		},
		{
			name: '--shell', description: 'the shell or tool that will read the variables (env only)',
			default: 'sh', value: {name: 'shell', choices: envShells},
		},
		{name: '--force', description: 'replace existing files'},
	],
	examples: [
		'concur-tokens export postman --out concur.postman_environment.json',
		'concur-tokens export env --shell docker --out concur.env',
	],
	run: async (invocation, given) => (await import('./export.js')).exportValues(invocation, given),
};

export const profilesCommand: CommandDefinition<{readonly names?: boolean}> = {
	name: 'profiles',
	description: 'list the profiles on this machine',
	options: [{name: '--names', description: 'print only the names, one per line'}],
	examples: ['concur-tokens profiles'],
	run: async (invocation, given) => (await import('./profiles.js')).profiles(invocation, given),
};

export const forgetCommand: CommandDefinition<ForgetOptions> = {
	name: 'forget',
	description: 'delete a profile and everything in it (asks first)',
	options: [
		{name: '--yes', description: 'delete without asking'},
		{name: '--revoke', description: 'revoke the connection to SAP Concur first'},
	],
	examples: ['concur-tokens forget --profile sandbox --revoke'],
	run: async (invocation, given) => (await import('./forget.js')).forget(invocation, given),
};
