import {type Plugin} from 'rolldown';
import {substitute} from './patch.ts';

/**
Ink imports React's developer tools where DEV is set, from a package that is not installed.

For correctness, not for speed: the built program imports no package.
*/
export function noDevtoolsForInk(): Plugin {
	const code = 'export default {initialize() {}, connectToDevTools() {}};';
	return substitute('no-devtools-for-ink', 'react-devtools-core', 'ink', code);
}
