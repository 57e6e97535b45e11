import {stageIds, stageReference, type StageId} from '../../concur/tutorial.js';
import {searchApis} from '../apis/api-choice.js';
import {transitionTo, type Transition} from '../events.js';
import {focusedIndex, itemsInView} from '../stages/items-in-view.js';
import {keyFor} from '../keys/keys.js';
import {type Overlay, type WizardState} from '../wizard-state.js';
import {cursorAtEnd, enterStage, findOpenItem} from './enter-stage.js';

/** Moves the focus to the item at this index. The index wraps around. */
export function setFocus(state: WizardState, item: number): WizardState {
	const items = itemsInView(state);
	const index = (item + items.length) % items.length;
	return {
		...state,
		...(state.place.kind === 'welcome' ? {place: {kind: 'welcome', choice: index}} : {item: index}),
		cursor: cursorAtEnd(state, items[index]),
		notice: undefined,
	};
}

function scroll(state: WizardState, lines: number): Transition {
	const {overlay} = state;
	return transitionTo('scroll' in overlay
		? {...state, overlay: {...overlay, scroll: Math.max(0, overlay.scroll + lines)}}
		: state);
}

/** Takes back what the open page was scrolled beyond its end, so that the next press upwards shows at once. */
export function limitScroll(state: WizardState, maxScroll: number): WizardState {
	const {overlay} = state;
	return 'scroll' in overlay && overlay.scroll > maxScroll
		? {...state, overlay: {...overlay, scroll: maxScroll}}
		: state;
}

/**
Moves within the list of APIs. Moving up from the first one returns to the question, and moving down from the last one
goes on below it.
*/
function moveInList(state: WizardState, list: Extract<Overlay, {kind: 'apis'}>, step: number): Transition {
	const closed: WizardState = {...state, overlay: {kind: 'none'}, notice: undefined};
	if (list.focus === 0 && step === -1) {
		return transitionTo(closed);
	}

	const last = Math.max(0, searchApis(state, list.query).length - 1);
	if (list.focus >= last && step === 1) {
		return transitionTo(setFocus(closed, focusedIndex(closed) + 1));
	}

	const focused = Math.min(Math.max(0, list.focus + step), last);
	return transitionTo({...state, overlay: {...list, focus: focused}, notice: undefined});
}

/** Moves to the next or previous item, answer or line. */
export function moveFocus(state: WizardState, step: 1 | -1): Transition {
	const {overlay} = state;
	if (overlay.kind === 'question') {
		return transitionTo({...state, overlay: {...overlay, answer: overlay.answer === 'yes' ? 'no' : 'yes'}});
	}

	if (overlay.kind === 'apis') {
		return moveInList(state, overlay, step);
	}

	return overlay.kind === 'none' ? transitionTo(setFocus(state, focusedIndex(state) + step)) : scroll(state, step);
}

/** Moves to the next or previous stage, or by a page in a list or text. */
export function changeStage(state: WizardState, step: 1 | -1): Transition {
	if (state.overlay.kind === 'apis') {
		return moveInList(state, state.overlay, step * 10);
	}

	if (state.overlay.kind !== 'none') {
		return scroll(state, step * 10);
	}

	if (state.place.kind === 'welcome') {
		return enterStage(state, state.stage);
	}

	const stage: StageId | undefined = stageIds[stageIds.indexOf(state.stage) + step];
	return stage ? enterStage(state, stage) : transitionTo(state);
}

/** Moves to the item below, or from the last one to what is still open. Unlike `setFocus`, it never wraps around. */
export function focusNext(state: WizardState): WizardState {
	const below = focusedIndex(state) + 1;
	if (below < itemsInView(state).length) {
		return setFocus(state, below);
	}

	const open = findOpenItem(state);
	const text = `That is everything in ${stageReference(state.stage)}. `
		+ `Press ${keyFor('next-stage')} for the next stage.`;
	return open === undefined ? {...state, notice: {tone: 'plain', text}} : setFocus(state, open);
}

/** Moves on from the question about APIs, whatever its answer. */
export function leaveApiQuestion(state: WizardState): WizardState {
	const ticks = state.ticks.includes('app.apis') ? state.ticks : [...state.ticks, 'app.apis'];
	return setFocus({...state, ticks, overlay: {kind: 'none'}}, focusedIndex(state) + 1);
}
