import {apiCommand} from './calls/api-command.js';
import {proveCommand, scopesCommand} from './apis/apis-commands.js';
import {type CommandDefinition} from './command-line/command-definition.js';
import {completionCommand} from './completion/completion-command.js';
import {doctorCommand} from './doctor/doctor-command.js';
import {globalOptions} from './command-line/global-options.js';
import {practiceCommand} from './practice/practice-command.js';
import {proxyCommand} from './proxy/proxy-command.js';
import {runCommand} from './run/run-command.js';
import {scheduleCommand} from './schedule/schedule-command.js';
import {setupCommand} from './setup/setup-command.js';
import {
	checkCommand, exportCommand, forgetCommand, profilesCommand, statusCommand,
} from './profile/profile-commands.js';
import {renewCommand, tokenCommand} from './tokens/token-commands.js';

export const programDescription = 'Sets up SAP Concur API tokens in one guided session, keeps them alive '
	+ 'and gives scripts bearer tokens.';

/** All commands, in the order in which help lists them. */
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
