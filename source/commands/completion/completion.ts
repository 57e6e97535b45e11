import {exitCodes, type ExitCode} from '../../errors.js';
import {type CommandDefinition} from '../command-line/command-definition.js';
import {type Invocation} from '../invocation.js';
import {bashCompletion} from './bash-completion.js';
import {type Completable, type Shell} from './completable.js';
import {fishCompletion} from './fish-completion.js';
import {zshCompletion} from './zsh-completion.js';

const scripts: Readonly<Record<Shell, (completable: Completable) => string>> = {
	bash: bashCompletion,
	zsh: zshCompletion,
	fish: fishCompletion,
};

/** The commands, with the IDs of the APIs as choices where an argument is an API. */
async function withApis(commands: readonly CommandDefinition[]): Promise<readonly CommandDefinition[]> {
	const {currentApis} = await import('../../concur/catalogue/apis.js');
	const choices = currentApis.map(({id}) => id);
	return commands.map(command => command.argument?.completion === 'apis'
		? {...command, argument: {...command.argument, choices}}
		: command);
}

/** Prints a shell's completion script, generated from the definitions of the commands. */
export async function completion(
	{io}: Invocation,
	shell: Shell,
	{commands, globalOptions}: Completable,
): Promise<ExitCode> {
	io.writeOut(scripts[shell]({
		commands: await withApis(commands),
		globalOptions: [...globalOptions, {name: '--help', description: 'print this help'}],
	}));
	return exitCodes.done;
}
