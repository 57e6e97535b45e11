import {type Plugin} from 'rolldown';
import {substitute} from './patch.ts';

/**
Removes when-exit from conf's file writer, which uses it to remove temporary files: it sends every terminating signal a
second time.

For correctness, not for speed. Without it, a write beyond the file size limit (ulimit -f) kills the program: Node
ignores SIGXFSZ, so that the write fails with EFBIG, but when-exit listens for it and sends it again. Whether a signal
ends this program is decided by its commands, and the store removes leftover files.
*/
export function atomicallyWithoutExitHook(): Plugin {
	return substitute('atomically-without-exit-hook', 'when-exit', 'atomically', 'export default () => () => {};');
}
