import {type Plugin} from 'rolldown';
import {substitute} from './patch.ts';

/**
The writer in conf removes its temporary files by when-exit, which sends each signal that ends a program a second time.

For correctness, not for speed: whether a signal ends this program is for its commands to say. The store removes
what is left.
*/
export function atomicallyWithoutExitHook(): Plugin {
	return substitute('atomically-without-exit-hook', 'when-exit', 'atomically', 'export default () => () => {};');
}
