import {type Plugin} from 'rolldown';
import {substitute} from './patch.ts';

/**
Ink connects to React's developer tools where DEV is set and their package is found.

For correctness, not for speed: the built program imports no package, and a DEV that a user has set for something
else changes nothing.
*/
export function noDevtoolsForInk(): Plugin {
	return substitute('no-devtools-for-ink', './devtools.js', 'ink', 'export {};');
}
