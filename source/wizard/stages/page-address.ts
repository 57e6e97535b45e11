import {isLoopback} from '../../concur/base-uris.js';
import {parseUrl} from '../../concur/untrusted-text.js';
import {currentBaseUri} from '../values/verdicts.js';
import {type WizardState} from '../wizard-state.js';
import {type PageName} from './stages.js';

/**
The address of a page that a stage names. A base URI on this machine is that of a practice Concur, whose admin panel has
the same paths as the real one: values that SAP issues would be of no use there.
*/
export function pageAddress(state: WizardState, page: PageName): string {
	const address = state.facts.pages[page];
	const resolved = currentBaseUri(state);
	const base = page !== 'sample' && resolved.kind === 'base-uri' ? parseUrl(resolved.uri) : undefined;
	return base && isLoopback(base.hostname) ? `${base.origin}${new URL(address).pathname}` : address;
}
