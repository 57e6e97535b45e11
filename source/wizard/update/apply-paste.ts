import {type ResolvedBaseUri} from '../../concur/base-uris.js';
import {isRequestTokenText} from '../../concur/token-rules.js';
import {labelInSentence, type CredentialField, type ValueName} from '../../concur/values.js';
import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {listWords} from '../../list-words.js';
import {textAtEnd} from '../values/edit-text.js';
import {type Transition} from '../events.js';
import {fieldDescriptions, isCredentialField, type FieldName} from '../values/fields.js';
import {focusedItem, stageItems} from '../stages/items-in-view.js';
import {keyFor} from '../keys/keys.js';
import {isOneValue, parsePaste} from '../paste/smart-paste.js';
import {valueStanding} from '../values/value-standing.js';
import {isSuspicious} from '../values/verdicts.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {withNotice} from './notices.js';
import {applyValues, enterText, focusAfterFields, searchFor} from './apply-values.js';
import {importToken} from './import-token.js';

/** The first empty field of the stage. */
function emptyField(state: WizardState): CredentialField | undefined {
	return stageItems(state)
		.flatMap(item => item.kind === 'field' && isCredentialField(item.field) ? [item.field] : [])
		.find(field => effectiveValue(state, field) === '');
}

/**
The field that an unlabelled value goes to: the focused one, otherwise the first empty one of the stage. A value that
looks right is not replaced while another field of the stage is empty: whoever pastes one value after the other has not
moved on. `isAnswer` says that the value is meant for the focused field.
*/
function targetField(state: WizardState, value: string, isAnswer: boolean): FieldName | undefined {
	const focused = focusedItem(state);
	if (focused.kind !== 'field') {
		return emptyField(state);
	}

	const {field} = focused;
	const isKept = isCredentialField(field) && !isAnswer && effectiveValue(state, field) !== value
		&& valueStanding(state, field).meaning === 'good';
	return isKept ? emptyField(state) ?? field : field;
}

function applyAddress(state: WizardState, resolved: ResolvedBaseUri): Transition {
	if (resolved.kind === 'rejected') {
		return withNotice(state, 'plain', `The base URI is unchanged. ${resolved.reason}`);
	}

	const {id, uri} = resolved;
	const applied = applyValues(state, {baseUri: id ?? uri}, 'Base URI set from the address');
	return applied.state.notice?.tone === 'good'
		? withNotice(applied.state, 'good', `Base URI set from the address: ${id ? `${id}, ` : ''}${uri}.`)
		: applied;
}

/**
Applies a paste. Named values go to their fields wherever the focus is, an address of SAP Concur selects its base URI,
and anything else replaces the focused value.
*/
export function applyPaste(state: WizardState, text: string, isAnswer = false): Transition {
	if (state.overlay.kind === 'apis') {
		return {state: searchFor(state, stripControlCharacters(text.trim().slice(0, 100))), effects: []};
	}

	if (state.overlay.kind !== 'none') {
		const first = state.overlay.kind === 'question'
			? 'Answer the question'
			: `Press ${keyFor('close')} to close this page`;
		return withNotice(state, 'plain', `Nothing was pasted. ${first}, then paste again.`);
	}

	// On the welcome screen, a paste begins the session.
	return pasteAtStage({...state, place: {kind: 'stage'}}, text, isAnswer);
}

/** Adds to the notice that values may be cut off: they end at a line break, and what follows could belong to them. */
function withDoubt({state, effects}: Transition, doubtful: readonly ValueName[]): Transition {
	const names = listWords(doubtful.map(name => labelInSentence(name)), 'and');
	const doubt = `The ${names} may be cut off at a line break: compare the ${doubtful.length === 1 ? 'end' : 'ends'} `
		+ 'with the page.';
	const text = [state.notice?.text, doubt].filter(Boolean).join(' ');
	return {state: {...state, notice: {tone: 'warning', text}}, effects};
}

function noValueFound(state: WizardState): Transition {
	return withNotice(
		state,
		'warning',
		'No value was found in what you pasted. Copy the whole App Credentials page, the request token '
			+ 'dialog, or a single value.',
	);
}

function pasteAtStage(state: WizardState, text: string, isAnswer: boolean): Transition {
	const paste = parsePaste(text);
	switch (paste.kind) {
		case 'nothing': {
			return withNotice(state, 'warning', 'The paste was empty: copy the value again.');
		}

		case 'named': {
			const filled = Object.keys(paste.values).length;
			const applied: Transition =
				filled === 0 ? {state, effects: []} : applyValues(state, paste.values, 'Filled from the paste');
			const filledIn = paste.refreshToken
				? importToken(state, applied, {...paste.refreshToken, receivedAt: state.now})
				: applied;
			return paste.doubtful ? withDoubt(filledIn, paste.doubtful) : filledIn;
		}

		case 'concur-address': {
			return applyAddress(state, paste.resolved);
		}

		case 'page': {
			return noValueFound(state);
		}

		case 'plain': {
			return isOneValue(text) ? pasteOneValue(state, paste.value, isAnswer) : pasteText(state, paste.value);
		}
	}
}

/** Pastes what is not a single value, which only a field for a folder or an address can be. */
function pasteText(state: WizardState, words: string): Transition {
	const focused = focusedItem(state);
	return focused.kind === 'field' && !isCredentialField(focused.field)
		? enterText(state, focused.field, textAtEnd(words))
		: noValueFound(state);
}

function pasteOneValue(state: WizardState, value: string, isAnswer: boolean): Transition {
	const field = targetField(state, value, isAnswer);
	const isForCredentials = field === undefined || isCredentialField(field);
	if (isForCredentials && field !== 'companyRequestToken' && isRequestTokenText(value)) {
		return applyValues(state, {companyRequestToken: value}, 'Filled from the paste');
	}

	if (!field) {
		return withNotice(
			state,
			'warning',
			'There is no empty field here. Move to the field you want to fill, then paste again.',
		);
	}

	const focused = focusedItem(state);
	const typed = enterText(state, field, textAtEnd(value));
	if (typed.state.notice || (focused.kind === 'field' && focused.field === field)) {
		return typed;
	}

	const {label} = fieldDescriptions[field];
	if (isSuspicious(typed.state, field)) {
		return withNotice(
			state,
			'warning',
			`Nothing was filled in: this does not look like a ${label}. Move to its field, then paste again.`,
		);
	}

	const other = focused.kind === 'field'
		? ` To replace the ${fieldDescriptions[focused.field].label} instead, clear that field first.`
		: '';
	return {
		...typed,
		state: {
			...focusAfterFields(typed.state, [field]),
			notice: {tone: 'good', text: `Pasted into the ${label} field.${other}`},
		},
	};
}
