import {
	defaultBaseUri, implementationFact, isImplementation, lacksAppManagement, missingToolAdvice,
} from '../../concur/base-uris.js';
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
		return `${implementationFact(id)}. If your test company is new, use ${defaultBaseUri}.`;
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
	if (state.facts.isPractice || !lacksAppManagement(id)) {
		return undefined;
	}

	const {fact, remedy} = missingToolAdvice(id);
	return `${fact}. ${remedy}`;
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
