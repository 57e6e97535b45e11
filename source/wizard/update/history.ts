import {callRecord} from '../../concur/call-record.js';
import {stageReference} from '../../concur/tutorial.js';
import {type Transition, type WizardEvent} from '../events.js';
import {describeRevertedChoice} from '../apis/api-choice.js';
import {fieldDescriptions, fieldNames, type FieldName} from '../values/fields.js';
import {focusedItem} from '../stages/items-in-view.js';
import {
	effectiveValue, savedProgress, type HistoryEntry, type SavedProgress, type WizardState,
} from '../wizard-state.js';

// Far more than anyone will undo, and still little to keep.
const maxChanges = 50;

/** The fields whose values differ. */
export function changedFields(before: WizardState, after: WizardState): readonly FieldName[] {
	return fieldNames.filter(field => effectiveValue(before, field) !== effectiveValue(after, field));
}

/** Whether nothing has changed, except possibly the stage in view. */
function isSameWork(one: SavedProgress, other: SavedProgress): boolean {
	return one.values === other.values && one.ticks === other.ticks && one.chosenApis === other.chosenApis
		&& one.folder === other.folder && one.baseUri === other.baseUri;
}

/** The changes that can still be undone. Once a call has brought a new token, earlier imports no longer can. */
function undoableHistory({history}: WizardState): readonly HistoryEntry[] {
	return history.slice(history.findLastIndex(({replaced}) => replaced !== undefined) + 1);
}

/** Whether a change is merged into the previous one: typing in one field, or paging through stages. */
function isContinuation(before: WizardState, isMove: boolean, edited: FieldName | undefined): boolean {
	const last = before.history.at(-1);
	if (last === undefined || last.replaced !== undefined) {
		return false;
	}

	const isTypingOn = edited !== undefined && last.edited === edited && last.progress.stage === before.stage;
	return isTypingOn || (isMove && isSameWork(last.progress, before));
}

/** Records what was there before an event, so that it can be undone. */
export function rememberChange(before: WizardState, after: WizardState, event: WizardEvent): WizardState {
	if (event.kind === 'token-imported' || after.history.length < before.history.length) {
		return after;
	}

	const kept = before.token === after.token ? after : {...after, history: undoableHistory(after)};
	const isMove = isSameWork(before, after);
	if (isMove && before.stage === after.stage) {
		return kept;
	}

	const item = focusedItem(before);
	const edited = event.kind === 'edited' && item.kind === 'field' ? item.field : undefined;
	if (isContinuation(before, isMove, edited)) {
		return kept;
	}

	const change: HistoryEntry = {progress: savedProgress(before), cursor: before.cursor, edited};
	return {...kept, history: [...kept.history, change].slice(-maxChanges)};
}

/** The history after an import: the refresh token and the values that came with it are undone together. */
export function rememberImport(state: WizardState, filled: number): readonly HistoryEntry[] {
	const {history, cursor} = state;
	const filling = filled > 0 ? history.at(-1) : undefined;
	return [
		...(filling ? history.slice(0, -1) : history),
		{progress: savedProgress(state), cursor, edited: undefined, ...filling, replaced: callRecord(state)},
	];
}

function describeReturn(before: WizardState, after: WizardState, isToken: boolean): string {
	const fieldNames = changedFields(before, after).map(field => fieldDescriptions[field].label);
	const changed = isToken ? [...fieldNames, 'the imported refresh token'] : fieldNames;
	if (changed.length > 0) {
		return `Undone: ${changed.join(', ')}.`;
	}

	if (before.chosenApis !== after.chosenApis) {
		return `Undone: ${describeRevertedChoice(before, after)}.`;
	}

	return before.stage === after.stage ? 'Undone: a tick.' : `Back in ${stageReference(after.stage)}.`;
}

/** Undoes the last change of this session: values, ticks, the stage. There is no redo. */
export function undo(state: WizardState): Transition {
	const last = state.history.at(-1);
	if (!last || state.overlay.kind !== 'none') {
		return {state, effects: []};
	}

	const {replaced} = last;
	if (replaced) {
		const instead = state.token?.object.refresh_token ?? '';
		return {state, effects: [{kind: 'restore-record', record: replaced, instead}]};
	}

	return restoreEntry(state, last);
}

/** Completes undoing an import, once its refresh token is gone from the disk or has been renewed in the meantime. */
export function applyRestoredRecord(
	state: WizardState,
	{record, now}: Extract<WizardEvent, {kind: 'record-restored'}>,
): Transition {
	const position = state.history.findLastIndex(({replaced}) => replaced !== undefined);
	const change = state.history[position];
	const recorded: WizardState = {...state, ...callRecord(record), now, history: state.history.slice(0, position + 1)};
	if (change?.replaced?.token?.object.refresh_token === record.token?.object.refresh_token) {
		return change ? restoreEntry(recorded, change) : {state: recorded, effects: []};
	}

	const text = 'Nothing was undone: the refresh token has been renewed since it was imported.';
	return {state: {...recorded, history: [], notice: {tone: 'warning', text}}, effects: []};
}

/** Restores the state from before its last change. */
function restoreEntry(state: WizardState, {progress, cursor, replaced}: HistoryEntry): Transition {
	// A former secret is kept, whatever is undone.
	const returned: WizardState = {
		...state, ...progress, former: state.former, cursor, history: state.history.slice(0, -1),
	};
	return {
		state: {...returned, notice: {tone: 'plain', text: describeReturn(state, returned, replaced !== undefined)}},
		effects: returned.folder !== state.folder && returned.folder !== ''
			? [{kind: 'inspect-folder', folder: returned.folder}]
			: [],
	};
}
