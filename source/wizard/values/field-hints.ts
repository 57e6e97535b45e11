import {defaultBaseUri, isImplementation, lacksAppManagement} from '../../concur/base-uris.js';
import {memoizeByParts} from '../memoize-selector.js';
import {valueKeys, type WizardState} from '../wizard-state.js';
import {currentBaseUri} from './verdicts.js';
import {fieldDescriptions, type FieldName} from './fields.js';

/**
A caveat about the chosen data centre, shown before the call; undefined for the default, which most companies use.

@see https://developer.concur.com/platform/base-uris.html
*/
export const baseUriNote = memoizeByParts(valueKeys, (state): string | undefined => {
	const resolved = currentBaseUri(state);
	if (state.facts.isPractice || resolved.kind === 'rejected' || !resolved.isConcur || resolved.id === undefined) {
		return undefined;
	}

	const {id} = resolved;
	if (isImplementation(id)) {
		return `${id} is for test companies that were moved from Implementation. If your test company is new, use `
			+ `${defaultBaseUri}.`;
	}

	const asksOne = `${id} covers only one data centre; ${defaultBaseUri} covers all of them.`;
	return missingToolNote(state) ?? (id === defaultBaseUri ? undefined : asksOne);
});

/**
How to get an app if the chosen data centre has no App Management; undefined for the others.

@see https://developer.concur.com/platform/base-uris.html
*/
export function missingToolNote(state: Pick<WizardState, (typeof valueKeys)[number]>): string | undefined {
	const resolved = currentBaseUri(state);
	const {id = ''} = resolved.kind === 'base-uri' ? resolved : {};
	return !state.facts.isPractice && lacksAppManagement(id)
		? `${id} has no App Management: ask SAP Concur's Client Web Services to create the app for you.`
		: undefined;
}

/** How to fill a field. */
export function fieldHint(state: WizardState, field: FieldName): string {
	if (field !== 'baseUri') {
		return fieldDescriptions[field].hint;
	}

	return state.facts.isPractice
		? 'This is the practice Concur on this machine.'
		: baseUriNote(state) ?? fieldDescriptions.baseUri.hint;
}
