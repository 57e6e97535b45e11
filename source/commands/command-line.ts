import {type EndCode} from '../errors.js';
import {type Io} from '../io.js';
import {type CommandDefinition} from './command-definition.js';
import {commands} from './commands.js';
import {globalOptions} from './global-options.js';
import {resolveInvocation} from './invocation.js';
import {readPlainCommandLine, type ReadCommandLine} from './plain-command-line.js';

/**
Runs the command that the arguments name and tells its exit code. One command is loaded at a time, and the parser where
the command line is not plain.

Throws `UserError` for wrong usage, and what the command throws.
*/
export async function runCommandLine(given: readonly string[], io: Io, version: string): Promise<EndCode> {
	const run = async ({definition, globals, own}: ReadCommandLine<CommandDefinition>) =>
		definition.run(resolveInvocation(globals, io), own);
	const plain = readPlainCommandLine(given, commands, globalOptions);
	if (plain) {
		return run(plain);
	}

	const {parseCommandLine} = await import('./parsed-command-line.js');
	return parseCommandLine(given, io, version, run);
}
