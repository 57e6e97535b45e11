import {type CommandResult} from '../../errors.js';
import {type Io} from '../../io.js';
import {commands} from '../commands.js';
import {resolveInvocation} from '../invocation.js';
import {type CommandDefinition} from './command-definition.js';
import {globalOptions} from './global-options.js';
import {parsePlainCommandLine, type ParsedCommandLine} from './parse-plain-command-line.js';

/**
Runs the command that the arguments name and returns its result. Only that command is loaded, and the parser library
only where the command line is not plain.

Throws `UserError` for wrong usage, and whatever the command throws.
*/
export async function runCommandLine(given: readonly string[], io: Io, version: string): Promise<CommandResult> {
	const run = async ({definition, globals, own}: ParsedCommandLine<CommandDefinition>) =>
		definition.run(resolveInvocation(globals, io), own);
	const plain = parsePlainCommandLine(given, commands, globalOptions);
	if (plain) {
		return run(plain);
	}

	const {parseCommandLine} = await import('./parse-command-line.js');
	return parseCommandLine(given, io, version, run);
}
