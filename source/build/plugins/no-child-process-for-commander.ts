import {type Plugin} from 'rolldown';
import {substitute} from './patch.ts';

/** Commander loads `child_process` for subcommands that are programs of their own; there are none here. */
export function noChildProcessForCommander(): Plugin {
	return substitute('no-child-process-for-commander', 'node:child_process', 'commander', 'export default {};');
}
