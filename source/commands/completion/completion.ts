import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {bashCompletion} from './bash-completion.js';
import {type Completable} from './completable.js';
import {fishCompletion} from './fish-completion.js';
import {zshCompletion} from './zsh-completion.js';

const scripts = {
	bash: bashCompletion,
	zsh: zshCompletion,
	fish: fishCompletion,
} as const;

export type Shell = keyof typeof scripts;

/** Prints the completion script of a shell, made from the definitions of the commands. */
export function completion({io}: Invocation, shell: Shell, {commands, globalOptions}: Completable): ExitCode {
	io.writeOut(scripts[shell]({
		commands,
		globalOptions: [...globalOptions, {name: '--help', description: 'print this help'}],
	}));
	return exitCodes.done;
}
