import {apiCommand} from './api/api-command.js';
import {proveCommand, scopesCommand} from './apis/apis-commands.js';
import {
	checkCommand, exportCommand, forgetCommand, profilesCommand, statusCommand,
} from './profile/profile-commands.js';
import {type CommandDefinition, type OptionDefinition} from './command-definition.js';
import {completionCommand} from './completion/completion-command.js';
import {doctorCommand} from './doctor/doctor-command.js';
import {practiceCommand} from './practice-command.js';
import {proxyCommand} from './proxy/proxy-command.js';
import {runCommand} from './run/run-command.js';
import {scheduleCommand} from './schedule/schedule-command.js';
import {setupCommand} from './setup/setup-command.js';
import {renewCommand} from './tokens/renew-command.js';
import {tokenCommand} from './tokens/token-command.js';

export const programDescription = 'Guides you to SAP Concur API tokens in one session, keeps them alive '
	+ 'and hands bearer tokens to scripts.';

/** The options that every command takes; `invocation.ts` judges them. */
export const globalOptions: readonly OptionDefinition[] = [
	{
		name: '--profile', description: 'the profile to use (default: CONCUR_PROFILE, else "default")',
		value: {name: 'name', completion: 'profiles'},
	},
	{name: '--dir', description: 'the folder of credentials.json', value: {name: 'folder', completion: 'folders'}},
	{
		name: '--base-uri', description: 'SAP Concur\'s base URI: glz, us2, eu2, … or a whole address',
		value: {name: 'id|url', completion: 'base-uris'},
	},
	{name: '--practice', description: 'use the practice Concur on this machine: no SAP account needed'},
	{name: '--json', description: 'print JSON'},
];

/** Every command, in the order that help lists them. */
export const commands: readonly CommandDefinition[] = [
	setupCommand,
	scopesCommand,
	statusCommand,
	checkCommand,
	tokenCommand,
	proveCommand,
	renewCommand,
	apiCommand,
	runCommand,
	proxyCommand,
	scheduleCommand,
	exportCommand,
	doctorCommand,
	practiceCommand,
	profilesCommand,
	forgetCommand,
	completionCommand(() => ({commands, globalOptions})),
];
