import {canBeProven} from '../questions/change-question.js';
import {type Transition, type WizardEvent} from '../events.js';
import {keyFor} from '../keys/keys.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {fieldRefusal} from '../calls/refusals.js';
import {fieldVerdict} from '../values/verdicts.js';
import {askQuestion} from '../questions/questions.js';
import {
	effectiveValue, guardedFields, savedProgress, type GuardedField, type Question, type WizardState,
} from '../wizard-state.js';
import {proveSecret} from './run-action.js';

function isUndoing(state: WizardState, next: WizardState): boolean {
	return next.history.length < state.history.length;
}

/** Whether an event would replace or clear a value in a way that loses something. */
function isLost(state: WizardState, next: WizardState, field: GuardedField, event: WizardEvent): boolean {
	const value = effectiveValue(state, field);
	const isFree = next.unlocked.includes(field) || fieldRefusal(state, field) !== undefined;
	if (value === '' || value === effectiveValue(next, field) || isFree) {
		return false;
	}

	// SAP Concur shows a secret only once. Typing is exempt: it changes the value one character at a time.
	const isShownOnce = field === 'clientSecret' && event.kind !== 'edited';
	return hasLiveRefreshToken(state) || (isShownOnce && fieldVerdict(state, field).kind === 'valid');
}

/** The values an event would destroy. For Ctrl+Z, only those that a valid refresh token depends on. */
function lostFields(state: WizardState, {state: next}: Transition, event: WizardEvent): readonly GuardedField[] {
	// Changes caused by a response or by the disk are not a person's mistakes.
	if (['token-answered', 'record-restored', 'recorded'].includes(event.kind)) {
		return [];
	}

	const isHarmless = isUndoing(state, next) && (!hasLiveRefreshToken(state) || hasLiveRefreshToken(next));
	return isHarmless ? [] : guardedFields.filter(field => isLost(state, next, field, event));
}

/** Asks before a change that would lose a valid refresh token or a secret that is shown only once. */
export function guardChange(state: WizardState, next: Transition, event: WizardEvent): Transition {
	const fields = lostFields(state, next, event);
	if (fields.length === 0) {
		return next;
	}

	const question: Question = {
		kind: 'change-values',
		fields,
		progress: savedProgress(next.state),
		tokenImport: next.effects.find(effect => effect.kind === 'import-token'),
		isUndone: isUndoing(state, next.state),
	};
	return {state: {...state, now: next.state.now, notice: undefined, overlay: askQuestion(question)}, effects: []};
}

/** Makes the change that was asked about. Its fields can be changed freely from then on. */
export function applyChange(
	state: WizardState,
	question: Extract<Question, {kind: 'change-values'}>,
): Transition {
	const {fields, progress, tokenImport, isUndone} = question;
	const {stage, item, ...values} = progress;
	const changed: WizardState = {
		...state, ...values, stage, item, place: {kind: 'stage'},
		unlocked: [...state.unlocked, ...fields],
		...(isUndone && {history: state.history.slice(0, -1)}),
	};
	if (isUndone) {
		const text = 'Undone. Your refresh token is kept and will be used again once its values are restored.';
		return {state: {...changed, notice: {tone: 'plain', text}}, effects: []};
	}

	if (tokenImport) {
		return {state: changed, effects: [{kind: 'import-token', ...tokenImport}]};
	}

	const text = `Changed. Press ${keyFor('undo')} to undo.`;
	return canBeProven(state, question)
		? proveSecret(changed)
		: {state: {...changed, notice: {tone: 'plain', text}}, effects: []};
}
