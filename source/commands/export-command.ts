import {envShells, exportFormats} from '../store/files/export-format-names.js';
import {type CommandDefinition} from './command-definition.js';
import {type ExportOptions} from './export.js';

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
			name: '--shell', description: 'who reads the variables of env',
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
