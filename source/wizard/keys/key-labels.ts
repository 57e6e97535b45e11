import {stageIds} from '../../concur/tutorial.js';
import {searchApis, nextAccess, describePurpose} from '../apis/api-choice.js';
import {canIssueValues, focusedItem} from '../stages/items-in-view.js';
import {fieldDescriptions, isCredentialField} from '../values/fields.js';
import {questionTexts} from '../questions/questions.js';
import {stageOf} from '../stages/stages.js';
import {isStepDone, missingField} from '../stages/step-status.js';
import {effectiveValue, isFixedByEnvironment, type Overlay, type WizardState} from '../wizard-state.js';
import {copyableValue} from '../values/copyable-value.js';
import {keyFor, type KeyName} from './keys.js';

/** Whether no page or question covers the stage or the welcome screen. */
function hasNoOverlay(state: WizardState): boolean {
	return state.overlay.kind === 'none';
}

/** Explains why Enter does nothing on the focused item: a value is missing. Undefined if Enter does something. */
export function whyNotAccepted(state: WizardState): string | undefined {
	const item = focusedItem(state);
	if (item.kind === 'step') {
		const missing = missingField(state, item);
		return missing &&
			`The ${fieldDescriptions[missing].label} is still empty: paste it before you choose OK on that page.`;
	}

	const isToFill = item.kind === 'field' && isCredentialField(item.field) && effectiveValue(state, item.field) === '';
	return isToFill
		? `Paste the ${fieldDescriptions[item.field].label} first; ${keyFor('next-item')} skips it.`
		: undefined;
}

/** The short label of an answer to the open question. */
function answerLabel(state: WizardState, answer: 'yes' | 'no'): string | undefined {
	return state.overlay.kind === 'question'
		? questionTexts(state, state.overlay.question)[answer].short
		: undefined;
}

/** What Enter does to the focused API. */
function listLabel(state: WizardState, {query, focus}: Extract<Overlay, {kind: 'apis'}>): string | undefined {
	const api = searchApis(state, query)[focus];
	if (!api) {
		return undefined;
	}

	const access = nextAccess(state.chosenApis, api);
	return access === undefined ? 'untick' : `tick for ${describePurpose({api, access})}`;
}

/** What Enter does now. */
function acceptLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'question') {
		return 'choose';
	}

	if (state.overlay.kind === 'apis') {
		return listLabel(state, state.overlay);
	}

	if (!hasNoOverlay(state) || whyNotAccepted(state) !== undefined) {
		return undefined;
	}

	const item = focusedItem(state);
	switch (item.kind) {
		case 'step': {
			if (state.ticks.includes(item.id)) {
				return 'untick';
			}

			return isStepDone(state, item) ? 'go on' : 'tick';
		}

		case 'apis': {
			return 'go on';
		}

		case 'field': {
			return 'accept';
		}

		case 'action': {
			const isCalling = item.id === 'obtain-token' || item.id === 'prove-token';
			return state.call.kind === 'calling' && isCalling ? undefined : 'run';
		}
	}
}

/** What Esc closes or cancels now. */
function closeLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'question') {
		return 'back';
	}

	if (!hasNoOverlay(state)) {
		// The label of Tab already says how to leave the list.
		return state.overlay.kind === 'apis'
			? ''
			: (state.overlay.kind === 'help' && state.overlay.query !== '' ? 'clear the search' : 'close');
	}

	return state.call.kind === 'calling' && !state.call.isCancelled ? 'cancel the call' : undefined;
}

function isScrolling(state: WizardState): boolean {
	return 'scroll' in state.overlay;
}

/** Whether the focused field has a value that can be cleared. */
function canClear(state: WizardState): boolean {
	const item = focusedItem(state);
	return (
		hasNoOverlay(state) &&
		item.kind === 'field' &&
		!isFixedByEnvironment(state, item.field) &&
		effectiveValue(state, item.field) !== ''
	);
}

/** The label for moving between items, or for scrolling. */
function moveLabel(state: WizardState, item: string, line: string): string | undefined {
	if (isScrolling(state)) {
		return line;
	}

	if (state.overlay.kind === 'apis') {
		return '';
	}

	return hasNoOverlay(state) || state.overlay.kind === 'question' ? item : undefined;
}

/** The label for changing the stage. Empty where the same keys turn pages instead. */
function changeStageLabel(state: WizardState, label: string, lastStage: string | undefined): string | undefined {
	if (isScrolling(state) || state.overlay.kind === 'apis') {
		return '';
	}

	if (!hasNoOverlay(state)) {
		return undefined;
	}

	return state.place.kind === 'welcome' ? '' : (state.stage === lastStage ? undefined : label);
}

/** The label for copying: what would be copied now. */
function copyLabel(state: WizardState): string | undefined {
	if (state.overlay.kind === 'text') {
		return 'copy';
	}

	const copyable = copyableValue(state);
	return copyable && `copy ${copyable.label}`;
}

/** The label for showing or hiding secrets. */
function revealLabel({overlay, place, isRevealing}: WizardState): string | undefined {
	if (overlay.kind === 'text' || overlay.kind === 'help' || overlay.kind === 'apis') {
		return undefined;
	}

	return place.kind === 'welcome' ? '' : (isRevealing ? 'hide secrets' : 'show secrets');
}

/**
The labels of the keys in the footer now: undefined if the key would do nothing, empty if it works but is not shown.
*/
export const keyLabels: Readonly<Record<KeyName, (state: WizardState) => string | undefined>> = {
	yes: state => answerLabel(state, 'yes'),
	no: state => answerLabel(state, 'no'),
	'choose-apis': state => (hasNoOverlay(state) && focusedItem(state).kind === 'apis' ? 'choose' : undefined),
	close: closeLabel,
	accept: acceptLabel,
	tick: state => (hasNoOverlay(state) && focusedItem(state).kind === 'step' ? '' : undefined),
	'leave-list': state => (state.overlay.kind === 'apis' ? 'go on' : undefined),
	issue: state => (hasNoOverlay(state) && canIssueValues(state) ? 'fill in' : undefined),
	'next-item': state => moveLabel(state, 'next', 'down'),
	'previous-item': state => moveLabel(state, '', 'up'),
	'next-stage': state => changeStageLabel(state, 'next stage', stageIds.at(-1)),
	'previous-stage': state => changeStageLabel(state, '', stageIds[0]),
	'open-page': state =>
		hasNoOverlay(state) && state.place.kind === 'stage' && stageOf(state.stage).page ? 'page' : undefined,
	help: state => (hasNoOverlay(state) ? 'help' : undefined),
	leave: () => 'leave',
	copy: copyLabel,
	clear: state => (canClear(state) ? 'clear' : undefined),
	undo: state => (hasNoOverlay(state) && state.history.length > 0 ? 'undo' : undefined),
	reveal: revealLabel,
	debug: state => (hasNoOverlay(state) ? 'whole debug panel' : undefined),
};
