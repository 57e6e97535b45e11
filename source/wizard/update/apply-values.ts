import {stageReference} from '../../concur/tutorial.js';
import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {editText, textAtEnd, type EditedText, type TextEdit} from '../values/edit-text.js';
import {focusedItem, stageItems} from '../stages/items-in-view.js';
import {type Transition, type WizardEffect} from '../events.js';
import {fieldDescriptions, maxValueLength, type FieldName} from '../values/fields.js';
import {doneStageCount, firstUnfinishedStage} from '../stages/stage-status.js';
import {isStepDone} from '../stages/step-status.js';
import {stageOf, stages} from '../stages/stages.js';
import {effectiveValue, isFixedByEnvironment, type Overlay, type WizardState} from '../wizard-state.js';
import {withNotice} from './notices.js';
import {cursorAtEnd, enterStage, firstBlamedItem, advanceWhenDone} from './enter-stage.js';

/** Changes the value of one field. For the request token, the time of the change starts its 24 hours. */
function setValue(state: WizardState, field: FieldName, value: string): WizardState {
	if (field === 'folder' || field === 'baseUri') {
		return {...state, [field]: value};
	}

	if (state.values[field] === value) {
		return state;
	}

	const {[field]: _, ...others} = state.enteredAt;
	return {
		...state,
		values: {...state.values, [field]: value},
		enteredAt: value === '' ? others : {...others, [field]: state.now},
	};
}

/** The effects of changing a field: a folder must be inspected. */
function effectsOfValue(field: FieldName, value: string): readonly WizardEffect[] {
	return field === 'folder' && value !== '' ? [{kind: 'inspect-folder', folder: value}] : [];
}

/** Enters a text, with its cursor, in a field. A field set by the environment keeps its value and says why. */
export function enterText(state: WizardState, field: FieldName, {text, cursor}: EditedText): Transition {
	if (isFixedByEnvironment(state, field)) {
		return withNotice(
			state,
			'warning',
			`The ${fieldDescriptions[field].label} comes from ${fieldDescriptions[field].variable}. To type it here, `
				+ 'unset that variable and start again.',
		);
	}

	const value = stripControlCharacters(text.slice(0, maxValueLength));
	const isChanged = value !== effectiveValue(state, field);
	const next = {...setValue(state, field, value), cursor: Math.min(cursor, value.length), notice: undefined};
	return {state: next, effects: isChanged ? effectsOfValue(field, value) : []};
}

/** Searches the open help page or the list of APIs for a text, and returns to the top. */
export function searchFor(state: WizardState, query: string): WizardState {
	const overlay: Overlay = state.overlay.kind === 'apis'
		? {kind: 'apis', focus: 0, query}
		: {kind: 'help', scroll: 0, query};
	return {...state, overlay, notice: undefined};
}

/** Applies one edit to the focused field. */
export function applyEdit(state: WizardState, edit: TextEdit): Transition {
	if (state.overlay.kind === 'help' || state.overlay.kind === 'apis') {
		const {text} = editText(textAtEnd(state.overlay.query), edit);
		return {state: searchFor(state, text), effects: []};
	}

	const item = focusedItem(state);
	return item.kind === 'field' && state.overlay.kind === 'none'
		? enterText(
				state,
				item.field,
				editText({text: effectiveValue(state, item.field), cursor: state.cursor}, edit),
			)
		: {state, effects: []};
}

/** Fills several fields, from a smart paste or the practice panel. `source` begins the notice that names them. */
export function applyValues(
	state: WizardState,
	values: Readonly<Partial<Record<FieldName, string>>>,
	source: string,
): Transition {
	const fields = (Object.keys(values) as FieldName[]).filter(field => !isFixedByEnvironment(state, field));
	const skipped = (Object.keys(values) as FieldName[]).filter(field => isFixedByEnvironment(state, field));
	if (fields.length === 0) {
		return withNotice(
			state,
			'warning',
			'Nothing was changed: the environment sets '
				+ `${skipped.map(field => fieldDescriptions[field].label).join(', ')}.`,
		);
	}

	let next = state;
	for (const field of fields) {
		next = setValue(next, field, values[field]!);
	}

	if (fields.includes('companyRequestToken')) {
		// The request token belongs to these values, even if it is the same as before.
		next = {...next, requestedFor: {appID: '', companyUUID: ''}};
	}

	const names = fields.map(field => fieldDescriptions[field].label).join(', ');
	const focused = focusedItem(next);
	const cursor = focused.kind === 'field' ? cursorAtEnd(next, focused) : next.cursor;
	const effects = fields.flatMap(field => effectsOfValue(field, values[field]!));
	const filled = {...next, cursor, notice: {tone: 'good', text: `${source}: ${names}.`}} as const;
	const isElsewhere = fields.some(field => !stageOf(state.stage).items.some(item =>
		item.kind === 'field' && item.field === field));
	return isElsewhere
		? advance(state, filled, fields, effects)
		: advanceWhenDone({state: focusAfterFields(filled, fields), effects});
}

/** Enters what the practice panel issued, and ticks the steps on its page, which are then all done. */
export function applyIssuedValues(
	state: WizardState,
	values: Readonly<Partial<Record<FieldName, string>>>,
): Transition {
	// The steps of the stage that asked for the values: the person may have moved on in the meantime.
	const {items} = stages.find(stage => stage.items.some(item => item.kind === 'field' && item.field in values))!;
	const steps = items.flatMap(item => item.kind === 'step' ? [item.id] : []);
	const ticks = [...new Set([...state.ticks, ...steps])];
	return applyValues({...state, ticks}, values, 'Issued by the practice panel');
}

/** After values for several stages, goes on to the first one that is still open and states how many were filled. */
function advance(
	before: WizardState,
	filled: WizardState,
	fields: readonly FieldName[],
	effects: readonly WizardEffect[],
): Transition {
	const stage = firstUnfinishedStage(filled) ?? filled.stage;
	const count = doneStageCount(filled) - doneStageCount(before);
	if (stage === before.stage || count <= 0) {
		return {state: focusAfterFields(filled, fields), effects};
	}

	const entered = enterStage(filled, stage);
	const names = fields.map(field => fieldDescriptions[field].label).join(', ');
	const text = `${count} ${count === 1 ? 'stage' : 'stages'} filled → ${stageReference(stage)}: ${names}.`;
	return {
		state: {...entered.state, notice: {tone: 'good', text}},
		effects: [...effects, ...entered.effects],
	};
}

/** Moves the focus past the filled fields, to the first item that still needs something. */
export function focusAfterFields(state: WizardState, filled: readonly FieldName[]): WizardState {
	const items = stageItems(state);
	const last = items.findLastIndex(item => item.kind === 'field' && filled.includes(item.field));
	if (last === -1) {
		return state;
	}

	const empty = items.findIndex(item => item.kind === 'field' && effectiveValue(state, item.field) === '');
	const open = items.findIndex((item, index) =>
		index > last && !(item.kind === 'step' && isStepDone(state, item)));
	const next = empty === -1 ? (open === -1 ? items.length - 1 : open) : empty;
	const item = firstBlamedItem(state) ?? next;
	return {...state, item, cursor: cursorAtEnd(state, items[item])};
}
