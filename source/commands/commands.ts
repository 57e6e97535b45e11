import {apiCommand} from './api/api-command.js';
import {proveCommand} from './apis/prove-command.js';
import {scopesCommand} from './apis/scopes-command.js';
import {checkCommand} from './check-command.js';
import {type CommandDefinition} from './command-definition.js';
import {completionCommand} from './completion/completion-command.js';
import {doctorCommand} from './doctor/doctor-command.js';
import {exportCommand} from './export-command.js';
import {forgetCommand} from './forget-command.js';
import {globalOptions} from './global-options.js';
import {practiceCommand} from './practice-command.js';
import {profilesCommand} from './profiles-command.js';
import {proxyCommand} from './proxy/proxy-command.js';
import {runCommand} from './run/run-command.js';
import {scheduleCommand} from './schedule/schedule-command.js';
import {setupCommand} from './setup/setup-command.js';
import {statusCommand} from './status-command.js';
import {renewCommand} from './tokens/renew-command.js';
import {tokenCommand} from './tokens/token-command.js';

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
