import {credentialFields} from '../../concur/values.js';
import {stageNumber} from '../../concur/tutorial.js';
import {type Transition, type WizardEvent} from '../events.js';
import {choiceSummary} from '../api-choice.js';
import {fieldDescriptions, type FieldName} from '../fields.js';
import {focusedItem} from '../items-in-view.js';
import {effectiveValue, savedProgress, type Change, type SavedProgress, type WizardState} from '../wizard-state.js';

// Far more than anybody takes back, and little enough to keep.
const maxChanges = 50;

const fields: readonly FieldName[] = [...credentialFields, 'baseUri', 'folder'];

function changedFields(before: WizardState, after: WizardState): readonly FieldName[] {
	return fields.filter(field => effectiveValue(before, field) !== effectiveValue(after, field));
}

function isSameWork(one: SavedProgress, other: SavedProgress): boolean {
	return one.values === other.values && one.ticks === other.ticks && one.stage === other.stage
		&& one.chosenApis === other.chosenApis && one.folder === other.folder && one.baseUri === other.baseUri;
}

/** The state after an event, with what was before it kept to be taken back. Typing on in one field is one change. */
export function rememberChange(before: WizardState, after: WizardState, event: WizardEvent): WizardState {
	if (isSameWork(before, after) || after.history.length < before.history.length) {
		return after;
	}

	const item = focusedItem(before);
	const edited = event.kind === 'edited' && item.kind === 'field' ? item.field : undefined;
	const last = before.history.at(-1);
	if (edited !== undefined && last?.edited === edited && last.progress.stage === before.stage) {
		return after;
	}

	const change: Change = {progress: savedProgress(before), cursor: before.cursor, edited};
	return {...after, history: [...before.history, change].slice(-maxChanges)};
}

function describeReturn(before: WizardState, after: WizardState): string {
	const changed = changedFields(before, after);
	if (changed.length > 0) {
		return `Taken back: ${changed.map(field => fieldDescriptions[field].label).join(', ')}.`;
	}

	if (before.chosenApis !== after.chosenApis) {
		return `Taken back: ${choiceSummary(after)}.`;
	}

	return before.stage === after.stage ? 'Taken back: a tick.' : `Back in stage ${stageNumber(after.stage)}.`;
}

/** Takes back the last change of this session: values, ticks, the stage. There is no way forward again. */
export function takeBack(state: WizardState): Transition {
	const last = state.history.at(-1);
	if (!last || state.overlay.kind !== 'none') {
		return {state, effects: []};
	}

	const {progress, cursor} = last;
	// A secret that was kept stays kept, whatever is taken back.
	const returned: WizardState = {
		...state, ...progress, former: state.former, cursor, history: state.history.slice(0, -1),
	};
	return {
		state: {...returned, notice: {tone: 'plain', text: describeReturn(state, returned)}},
		effects: returned.folder !== state.folder && returned.folder !== ''
			? [{kind: 'inspect-folder', folder: returned.folder}]
			: [],
	};
}
