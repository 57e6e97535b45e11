import {stageNumber, stageReference, type StageId} from '../../concur/tutorial.js';
import {type Transition} from '../events.js';
import {stageAfter, stageItems, type Item} from '../items-in-view.js';
import {isAnswered, isFinished, isStepDone, stageStatus} from '../stage-status.js';
import {isSuspicious} from '../verdicts.js';
import {valueProblem} from '../value-problems.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';

/** Where the text cursor stands in an item that has just got the focus. */
export function cursorAtEnd(state: WizardState, item: Item | undefined): number {
	return item?.kind === 'field' ? effectiveValue(state, item.field).length : 0;
}

/** Whether a field holds a value that will not do or looks wrong. */
function isBlamed(state: WizardState, item: Item): boolean {
	return item.kind === 'field' && (valueProblem(state, item.field) !== undefined || isSuspicious(state, item.field));
}

/**
Where Enter goes from a field that keeps a questionable value: to the next open item, skipping items already done.
*/
export function nextOpenItem(state: WizardState, index: number): number {
	const items = stageItems(state);
	const behind = items.findIndex((item, position) => position > index && isOpen(state, item));
	return isBlamed(state, items[index]!) && behind !== -1 ? behind : index + 1;
}

/** Whether an item still wants something of the person. */
function isOpen(state: WizardState, item: Item): boolean {
	switch (item.kind) {
		case 'step': {
			return !isStepDone(state, item);
		}

		case 'field': {
			return effectiveValue(state, item.field) === '' || isBlamed(state, item);
		}

		case 'apis': {
			return !isAnswered(state, item);
		}

		case 'action': {
			return true;
		}
	}
}

/** The first field of the stage in view whose value will not do or looks wrong; undefined where there is none. */
export function firstBlamedItem(state: WizardState): number | undefined {
	const index = stageItems(state).findIndex(item => isBlamed(state, item));
	return index === -1 ? undefined : index;
}

/**
What is open in the stage: a field whose value will not do, the first unticked step or empty field, else the first
action; undefined where nothing is.
*/
export function findOpenItem(state: WizardState): number | undefined {
	const position = stageItems(state).findIndex(item => isOpen(state, item));
	return firstBlamedItem(state) ?? (position === -1 ? undefined : position);
}

/** Where a person would go on within a stage: what is open there, else its first item. */
export function firstOpenItem(state: WizardState): number {
	return findOpenItem(state) ?? 0;
}

/**
The state with another stage in view, at an item of it (a field, a step, an action) or where the person would go on;
the folder is looked at again, because it may have changed meanwhile.
*/
export function enterStage(state: WizardState, stage: StageId, item?: string): Transition {
	const entered: WizardState = {...state, stage, item: 0, place: {kind: 'stage'}, notice: undefined};
	const wanted = stageItems(entered).findIndex(each => (each.kind === 'field' ? each.field : each.id) === item);
	const position = wanted === -1 ? firstOpenItem(entered) : wanted;
	const focused = stageItems(entered)[position];
	const folder = state.folder === '' ? state.facts.defaultFolder : state.folder;
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
On to the next open stage once the one in view is done and nothing in it is left to do; `said` is what led to that,
the notice of the state unless it is given.
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
