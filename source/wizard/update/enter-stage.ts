import {type StageId} from '../../concur/tutorial-stages.js';
import {type Transition} from '../events.js';
import {type FieldName} from '../fields.js';
import {stageItems} from '../stage-items.js';
import {isStepDone} from '../stage-status.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';

/** Where a person would go on within a stage: the first unticked step or empty field, else the first action. */
export function firstOpenItem(state: WizardState): number {
	const items = stageItems(state);
	const open = items.findIndex(item =>
			item.kind === 'action' ||
			(item.kind === 'step' ? !isStepDone(state, item) : effectiveValue(state, item.field) === ''));
	return Math.max(0, open);
}

/**
The state with another stage in view, at a field of it or where the person would go on; the folder is looked at again,
because it may have changed meanwhile.
*/
export function enterStage(state: WizardState, stage: StageId, field?: FieldName): Transition {
	const entered = {...state, stage, item: 0, notice: undefined};
	const wanted = stageItems(entered).findIndex(each => each.kind === 'field' && each.field === field);
	const item = wanted === -1 ? firstOpenItem(entered) : wanted;
	const focused = stageItems(entered)[item];
	const folder = state.folder === '' ? state.facts.defaultFolder : state.folder;
	return {
		state: {
			...entered,
			item,
			cursor: focused?.kind === 'field' ? effectiveValue(entered, focused.field).length : 0,
		},
		effects: stage === 'folder' || stage === 'credentials-file' ? [{kind: 'inspect-folder', folder}] : [],
	};
}
