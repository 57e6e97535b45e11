import {apiCommand, runCommand, proxyCommand} from './calls/call-commands.js';
import {proveCommand, scopesCommand} from './apis/apis-commands.js';
import {type CommandDefinition} from './command-definition.js';
import {completionCommand, doctorCommand, scheduleCommand} from './machine-commands.js';
import {globalOptions} from './global-options.js';
import {practiceCommand, setupCommand} from './setup/setup-commands.js';
import {
	checkCommand, exportCommand, forgetCommand, profilesCommand, statusCommand,
} from './profile/profile-commands.js';
import {renewCommand, tokenCommand} from './tokens/token-commands.js';

export const programDescription = 'Guides you to SAP Concur API tokens in one session, keeps them alive '
	+ 'and hands bearer tokens to scripts.';

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
