import {type CommandDefinition} from '../command-line/command-definition.js';
import {type ApiOptions} from './api.js';

export const apiCommand: CommandDefinition<ApiOptions> = {
	name: 'api',
	description: 'make one authorized call to SAP Concur\'s API and print its answer',
	argument: {
		name: 'path', description: 'the method, if any, and the path', isList: true, isOptional: true,
		parts: [
			{name: 'method', description: 'by default GET, or POST with a body'},
			{name: 'path', description: 'such as /list/v4/lists, or a full address'},
		],
	},
	usage: '[options] [method] <path>',
	options: [
		{
			name: '--input', description: 'send this file as the body (- for standard input)',
			value: {name: 'file', completion: 'files'},
		},
		{
			name: '--header', short: '-H', description: 'send this header; may be given several times',
			value: {name: 'name:value'},
			isRepeatable: true,
		},
		{name: '--include', description: 'print the status and the headers of the answer before its body'},
	],
	examples: [
		'concur-tokens api /list/v4/lists | jq',
		'concur-tokens api POST /list/v4/lists --input list.json',
	],
	run: async (invocation, given) => (await import('./api.js')).api(invocation, given),
};
