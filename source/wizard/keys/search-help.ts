import {howScopesAreAdded, stageReference} from '../../concur/tutorial.js';
import {containsWords} from '../contains-words.js';
import {editBindings, keyBindings, type KeyBinding} from './keys.js';

/** Explains leaving and coming back. */
export const resumeHint =
	'Every change is saved at once: leave at any time, and the next start resumes where you left off.';

const goodToKnow: readonly string[] = [
	resumeHint,
	'To paste, use your terminal\'s shortcut, often Ctrl+Shift+V or Cmd+V. A paste replaces the whole value.',
	'Paste a whole page: each labelled value goes into its field.',
	'To copy text from the screen, select it with the mouse as usual.',
	'Stages can be done in any order; the checklist shows what is left.',
	'The bottom line shows the keys available right now.',
	'The request token is valid for 24 hours and can be used repeatedly within that time; the refresh token is '
		+ 'valid for six months, and each use renews it.',
	`To replace the client secret, enter the new one in ${stageReference('app')}. Your old client secret is kept until `
		+ 'the new one works.',
	`Revoked or expired? Generate a new company request token (${stageReference('request-token')}), then get a `
		+ `new refresh token (${stageReference('refresh-token')}).`,
	`After adding a scope to the app, ${howScopesAreAdded} To see the fewest that an API needs, run `
		+ 'concur-tokens scopes.',
	'Behind a proxy, set HTTPS_PROXY and NODE_EXTRA_CA_CERTS; concur-tokens doctor checks the connection to '
		+ 'SAP Concur.',
	'To rehearse without an SAP account, run concur-tokens --practice. With a screen reader, run concur-tokens '
		+ '--accessible.',
];

// These come last in help: the bottom row names them while a question or a page is open.
const namedInPlace: ReadonlySet<KeyBinding['scope']> = new Set(['question', 'list', 'page']);

type KeyHelp = {readonly keys: readonly string[]; readonly help: string; readonly alsoFoundBy?: string};

const keyHelp: readonly KeyHelp[] = [
	...keyBindings.filter(({scope}) => !namedInPlace.has(scope)),
	...keyBindings.filter(({scope}) => namedInPlace.has(scope)),
	...editBindings,
];

/** Searches help for the entries that contain every word of a query, ignoring case. An empty query finds them all. */
export function searchHelp(query: string): {readonly tips: readonly string[]; readonly keys: readonly KeyHelp[]} {
	const isFound = (text: string) => containsWords(text, query);
	return {
		tips: goodToKnow.filter(tip => isFound(tip)),
		keys: keyHelp.filter(({keys, help, alsoFoundBy = ''}) => isFound(`${keys.join(' ')} ${help} ${alsoFoundBy}`)),
	};
}
