import {type Plugin} from 'rolldown';
import {substitute} from './patch.ts';

/**
Removes when-exit from conf's file writer, which uses it to remove temporary files: it sends every terminating signal a
second time.

For correctness, not for speed: whether a signal ends this program is decided by its commands. The store removes
leftover files.
*/
export function atomicallyWithoutExitHook(): Plugin {
	return substitute('atomically-without-exit-hook', 'when-exit', 'atomically', 'export default () => () => {};');
}
