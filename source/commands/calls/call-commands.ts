import {type CommandDefinition} from '../command-definition.js';
import {type RunOptions} from '../run/run.js';
import {type ProxyOptions} from '../proxy/proxy.js';
import {type ApiOptions} from './api.js';

export const apiCommand: CommandDefinition<ApiOptions> = {
	name: 'api',
	description: 'make one authorized call to SAP Concur\'s API and print its answer',
	argument: {
		name: 'words', description: 'the method, GET unless there is a body, and the path or address',
		isList: true, isOptional: true,
	},
	usage: '[options] [method] <path>',
	options: [
		{
			name: '--input', description: 'send this file as the body; - is standard input',
			value: {name: 'file', completion: 'files'},
		},
		{
			name: '--header', short: '-H', description: 'send this header; may be given several times',
			value: {name: 'name:value'},
			parse: (text, former = []) => [...former as readonly string[], text],
		},
		{name: '--include', description: 'print the status and the headers of the answer before its body'},
	],
	examples: [
		'concur-tokens api /list/v4/lists | jq',
		'concur-tokens api POST /list/v4/lists --input list.json',
	],
	run: async (invocation, given) => (await import('./api.js')).api(invocation, given),
};

export const runCommand: CommandDefinition<RunOptions> = {
	name: 'run',
	description: 'run a program with CONCUR_ACCESS_TOKEN and CONCUR_BASE_URL in its environment',
	argument: {name: 'command', description: 'the program and its arguments, after --', isList: true, isOptional: true},
	usage: '[options] -- <command...>',
	options: [{
		name: '--proxy',
		description: 'pass no token, but a base URL that needs none and stays valid as long as the program runs',
	}],
	examples: [
		'concur-tokens run -- node report.js',
		'concur-tokens run --proxy -- ./sync-all.sh',
	],
	run: async (invocation, given) => (await import('../run/run.js')).run(invocation, given),
};

export const proxyCommand: CommandDefinition<ProxyOptions> = {
	name: 'proxy',
	description: 'run a proxy to SAP Concur\'s API on this machine; its callers need no token',
	options: [
		{
			name: '--port', description: 'the port to listen on; by default a free one',
			value: {name: 'number'},
		},
		{name: '--read-only', description: 'let only GET and HEAD through'},
		{
			name: '--allow', description: 'let only paths under this one through; may be given several times',
			value: {name: 'prefix'},
			parse: (text, former = []) => [...former as readonly string[], text],
		},
	],
	examples: ['concur-tokens proxy --read-only --allow /list/v4'],
	run: async (invocation, given) => (await import('../proxy/proxy.js')).proxy(invocation, given),
};
