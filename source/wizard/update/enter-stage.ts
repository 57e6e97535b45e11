import {stageNumber, stageReference, type StageId} from '../../concur/tutorial.js';
import {transitionTo, type Transition} from '../events.js';
import {stageAfter, stageItems, type Item} from '../stages/items-in-view.js';
import {fieldRefusal} from '../calls/refusals.js';
import {isFinished, stageForScopes, stageStatus} from '../stages/stage-status.js';
import {isAnswered, isStepDone} from '../stages/step-status.js';
import {isSuspicious} from '../values/verdicts.js';
import {valueProblem} from '../values/value-problems.js';
import {effectiveValue, folderInUse, type WizardState} from '../wizard-state.js';

/** The position of the text cursor in an item that has just received the focus. */
export function cursorAtEnd(state: WizardState, item: Item | undefined): number {
	return item?.kind === 'field' ? effectiveValue(state, item.field).length : 0;
}

/** Whether an item is a field whose value cannot be used or looks wrong. */
function isBlamed(state: WizardState, item: Item): boolean {
	return item.kind === 'field' && (valueProblem(state, item.field) !== undefined || isSuspicious(state, item.field));
}

/**
The index that Enter moves to from a field: the next item or, if a questionable value is kept, the next open item.
*/
export function nextOpenItem(state: WizardState, index: number): number {
	const items = stageItems(state);
	const behind = items.findIndex((item, position) => position > index && isOpen(state, item));
	return isBlamed(state, items[index]!) && behind !== -1 ? behind : index + 1;
}

/** Whether an item still needs something from the person. */
function isOpen(state: WizardState, item: Item): boolean {
	switch (item.kind) {
		case 'step': {
			return !isStepDone(state, item);
		}

		case 'field': {
			const isToRenew = item.field === 'companyRequestToken' && stageForScopes(state) === 'request-token';
			return effectiveValue(state, item.field) === '' || isToRenew || isBlamed(state, item);
		}

		case 'apis': {
			return !isAnswered(state, item);
		}

		case 'action': {
			return true;
		}
	}
}

/** The first field of the stage in view whose value cannot be used or looks wrong; undefined if there is none. */
export function firstBlamedItem(state: WizardState): number | undefined {
	const index = stageItems(state).findIndex(item => isBlamed(state, item));
	return index === -1 ? undefined : index;
}

/**
The first open item of the stage: a field whose value cannot be used, an unticked step or an empty field, otherwise
the first action; undefined if there is none.
*/
export function findOpenItem(state: WizardState): number | undefined {
	const position = stageItems(state).findIndex(item => isOpen(state, item));
	return firstBlamedItem(state) ?? (position === -1 ? undefined : position);
}

/** The item at which to continue within a stage: the first open one, otherwise the first of all. */
export function firstOpenItem(state: WizardState): number {
	return findOpenItem(state) ?? 0;
}

/**
Brings another stage into view, at one of its items (a field, a step, an action) or at the item to continue with.
The folder is inspected again, because it may have changed in the meantime.
*/
export function enterStage(state: WizardState, stage: StageId, item?: string): Transition {
	const entered: WizardState = {...state, stage, item: 0, place: {kind: 'stage'}, notice: undefined};
	const wanted = stageItems(entered).findIndex(each => (each.kind === 'field' ? each.field : each.id) === item);
	const position = wanted === -1 ? firstOpenItem(entered) : wanted;
	const focused = stageItems(entered)[position];
	const folder = folderInUse(state);
	return {
		state: {
			...entered,
			item: position,
			cursor: cursorAtEnd(entered, focused),
		},
		effects: stage === 'folder' || stage === 'credentials-file' ? [{kind: 'inspect-folder', folder}] : [],
	};
}

/**
Goes on to the next open stage once the one in view is done and has nothing left to do. `said` is the notice about what
led to that, by default the current one.
*/
export function advanceWhenDone({state, effects}: Transition, said = state.notice): Transition {
	const next = isFinished(state) ? 'proof' : stageAfter(state, state.stage);
	const isOpen = next !== undefined && next !== state.stage
		&& (stageStatus(state, next) !== 'done' || isFinished(state));
	const open = stageItems(state)[firstOpenItem(state)];
	const isAllDone = open?.kind === 'action' && open.id === 'continue';
	if (!isOpen || stageStatus(state, state.stage) !== 'done' || !isAllDone) {
		return {state, effects};
	}

	const entered = enterStage(state, next);
	const way = `→ ${stageReference(next)}`;
	return {
		state: {
			...entered.state,
			notice: said
				? {...said, text: `${said.text} ${way}`}
				: {tone: 'good', text: `Stage ${stageNumber(state.stage)} is done ${way}`},
		},
		effects: [...effects, ...entered.effects],
	};
}

/**
Moves the focus to what to do next: after a refusal the field to blame, otherwise the first action. Does nothing if the
person has moved to another stage in the meantime.
*/
export function focusAfterResult(state: WizardState, stage: StageId): WizardState {
	const items = stageItems(state);
	const blamed = items.findIndex(each => each.kind === 'field' && fieldRefusal(state, each.field) !== undefined);
	const item = blamed === -1 ? items.findIndex(each => each.kind === 'action') : blamed;
	return item === -1 || state.stage !== stage ? state : {...state, item, cursor: cursorAtEnd(state, items[item])};
}

/** Goes on to the next open stage, unless the person is elsewhere. */
export function advanceFrom(stage: StageId, state: WizardState): Transition {
	const isHere = state.stage === stage && state.overlay.kind === 'none';
	return isHere ? advanceWhenDone(transitionTo(state)) : transitionTo(state);
}
