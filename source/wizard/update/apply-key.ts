import {focusedIndex, focusedItem, itemsInView, canIssueValues, type Item} from '../stages/items-in-view.js';
import {adviceFor, chooseApi, apiChoices, searchApis, nextAccess} from '../apis/api-choice.js';
import {transitionTo, type Transition} from '../events.js';
import {cancelledMessage, stillAwaitedMessage} from '../calls/call-messages.js';
import {textAtEnd} from '../values/edit-text.js';
import {keyLabels, whyNotAccepted} from '../keys/key-labels.js';
import {describeIdleBinding} from '../keys/idle-keys.js';
import {keyFor, type KeyName} from '../keys/keys.js';
import {isAtFinish} from '../stages/stage-status.js';
import {isStepDone} from '../stages/step-status.js';
import {pageAddress} from '../stages/page-address.js';
import {stageOf} from '../stages/stages.js';
import {effectiveValue, type Overlay, type WizardState} from '../wizard-state.js';
import {copyableValue} from '../values/copyable-value.js';
import {runAction} from './run-action.js';
import {enterText, searchFor} from './apply-values.js';
import {answerQuestion, leaveQuestionOpen} from './answer-question.js';
import {undo} from './history.js';
import {setFocus, focusNext, leaveApiQuestion, moveFocus, changeStage} from './move-focus.js';
import {persistentNotice} from './notices.js';
import {firstBlamedItem, advanceWhenDone, nextOpenItem} from './enter-stage.js';

/** Opens or closes a page, which ends the notices about the previous view. */
function withOverlay(state: WizardState, overlay: Overlay): WizardState {
	return {...state, overlay, notice: persistentNotice(state.notice)};
}

/** Moves the focused API of the list on to its next access. */
function tickApi(state: WizardState, {query, focus: position}: Extract<Overlay, {kind: 'apis'}>): Transition {
	const api = searchApis(state, query)[position];
	return transitionTo(api ? chooseApi(state, api.id, nextAccess(state.chosenApis, api)) : state);
}

function tick(state: WizardState, item: Extract<Item, {kind: 'step'}>): Transition {
	const isImplied = isStepDone(state, item) && !state.ticks.includes(item.id);
	if (isImplied) {
		return transitionTo(focusNext(state));
	}

	return state.ticks.includes(item.id)
		? transitionTo({...state, ticks: state.ticks.filter(id => id !== item.id), notice: undefined})
		: advanceWhenDone(transitionTo(afterTick({...state, ticks: [...state.ticks, item.id]})));
}

/** Moves to the next item. After the last step, a value that looks wrong comes before the action that leads on. */
function afterTick(state: WizardState): WizardState {
	const next = itemsInView(state)[focusedIndex(state) + 1];
	const isLast = next?.kind !== 'step' && next?.kind !== 'field';
	const blamed = isLast ? firstBlamedItem(state) : undefined;
	return blamed === undefined ? focusNext(state) : setFocus(state, blamed);
}

function acceptField(state: WizardState, item: Extract<Item, {kind: 'field'}>): Transition {
	if (item.field !== 'folder' || state.folder !== '') {
		const index = focusedIndex(state);
		const behind = nextOpenItem(state, index);
		const accepted = transitionTo(behind === index + 1 ? focusNext(state) : setFocus(state, behind));
		return item.field === 'folder' ? advanceWhenDone(accepted) : accepted;
	}

	const {defaultFolder} = state.facts;
	const {state: filled, effects} = enterText(state, 'folder', textAtEnd(defaultFolder));
	return advanceWhenDone({state: focusNext(filled), effects});
}

function accept(state: WizardState): Transition {
	if (state.overlay.kind === 'question') {
		return answerQuestion(state, state.overlay.answer);
	}

	if (state.overlay.kind === 'apis') {
		return tickApi(state, state.overlay);
	}

	// There is nothing to accept on a page of text, so Enter closes it.
	if (state.overlay.kind === 'text') {
		return transitionTo(withOverlay(state, {kind: 'none'}));
	}

	if (state.overlay.kind !== 'none') {
		return transitionTo(state);
	}

	if (whyNotAccepted(state) !== undefined) {
		return transitionTo(state);
	}

	const item = focusedItem(state);
	switch (item.kind) {
		case 'step': {
			return tick(state, item);
		}

		case 'apis': {
			return transitionTo(leaveApiQuestion(state));
		}

		case 'field': {
			return acceptField(state, item);
		}

		case 'action': {
			return runAction(state, item);
		}
	}
}

function close(state: WizardState): Transition {
	if ('query' in state.overlay && state.overlay.query !== '') {
		return transitionTo(searchFor(state, ''));
	}

	if (state.overlay.kind === 'question') {
		return transitionTo(leaveQuestionOpen(state));
	}

	if (state.overlay.kind !== 'none') {
		return transitionTo(withOverlay(state, {kind: 'none'}));
	}

	if (state.call.kind === 'idle') {
		return transitionTo(state.notice ? {...state, notice: undefined} : state);
	}

	if (state.call.isCancelled) {
		return transitionTo({...state, notice: {tone: 'plain', text: stillAwaitedMessage}});
	}

	// The stage that made the call says so itself.
	const notice = state.call.purpose === state.stage ? undefined : {tone: 'warning', text: cancelledMessage} as const;
	return transitionTo({...state, notice, call: {...state.call, isCancelled: true}}, {kind: 'cancel-call'});
}

function clear(state: WizardState): Transition {
	if ('query' in state.overlay && state.overlay.query !== '') {
		return transitionTo(searchFor(state, ''));
	}

	const item = focusedItem(state);
	return item.kind === 'field' && state.overlay.kind === 'none'
		? enterText(state, item.field, textAtEnd(''))
		: transitionTo(state);
}

function issue(state: WizardState): Transition {
	if (!canIssueValues(state) || state.overlay.kind !== 'none') {
		return transitionTo(state);
	}

	const {grants, scopes} = adviceFor(state);
	const limits = apiChoices(state).length > 0 && {allowed: {grants, scopes}};
	return state.stage === 'app'
		? transitionTo(state, {kind: 'issue-values', stage: 'app', ...limits})
		: transitionTo(state, {kind: 'issue-values', stage: 'request-token', appID: effectiveValue(state, 'appID')});
}

function openPage(state: WizardState): Transition {
	const {page} = stageOf(state.stage);
	return page && state.overlay.kind === 'none' && state.place.kind === 'stage'
		? transitionTo(state, {kind: 'open-page', url: pageAddress(state, page)})
		: transitionTo(state);
}

function copy(state: WizardState): Transition {
	const value = copyableValue(state);
	return value
		? transitionTo(
				{
					...state,
					notice: {
						tone: 'good',
						text: `Copied the ${value.label} to the clipboard, if your terminal allows it.`,
					},
				},
				{kind: 'copy', ...value},
			)
		: transitionTo(state);
}

function show(state: WizardState, kind: 'help' | 'debug'): Transition {
	return state.overlay.kind === 'none'
		? transitionTo(withOverlay(state, kind === 'help' ? {kind, scroll: 0, query: ''} : {kind, scroll: 0}))
		: (state.overlay.kind === kind
			? transitionTo(withOverlay(state, {kind: 'none'}))
			: transitionTo(state));
}

/** Shows the secrets in full or masks them again, with a notice if none of them is in view. */
function reveal(state: WizardState): Transition {
	if (keyLabels.reveal(state) === undefined) {
		return transitionTo(state);
	}

	const isRevealing = !state.isRevealing;
	const text = isRevealing
		? `Secrets are now shown in full. Press ${keyFor('debug')} to see them.`
		: 'Secrets are masked again.';
	return transitionTo({
		...state, isRevealing,
		...((isAtFinish(state) || state.place.kind === 'welcome') && state.overlay.kind === 'none'
			&& {notice: {tone: 'plain', text}}),
	});
}

/** Leaves; a person who has been asked about unsaved changes leaves without them. */
function leave(state: WizardState): Transition {
	const asked = state.overlay.kind === 'question' ? state.overlay.question : undefined;
	return asked?.kind === 'leave-unsaved'
		? transitionTo(state, {kind: 'leave-unsaved', to: asked.to})
		: transitionTo(state, {kind: 'leave', to: 'terminal'});
}

const keyTransitions: Readonly<Record<KeyName, (state: WizardState) => Transition>> = {
	accept,
	tick: accept,
	close,
	copy,
	clear,
	issue,
	undo,
	'open-page': openPage,
	'choose-apis': state => transitionTo(state.overlay.kind === 'none' && focusedItem(state).kind === 'apis'
		? {...state, overlay: {kind: 'apis', query: '', focus: 0}, notice: undefined}
		: state),
	'leave-list': state => transitionTo(state.overlay.kind === 'apis' ? leaveApiQuestion(state) : state),
	'next-item': state => moveFocus(state, 1),
	'previous-item': state => moveFocus(state, -1),
	'next-stage': state => changeStage(state, 1),
	'previous-stage': state => changeStage(state, -1),
	reveal,
	help: state => show(state, 'help'),
	debug: state => show(state, 'debug'),
	leave,
	yes: state => answerQuestion(state, 'yes'),
	no: state => answerQuestion(state, 'no'),
};

/** Carries out a key of the key table. A key that does nothing explains why. */
export function applyKey(state: WizardState, key: KeyName): Transition {
	const next = keyTransitions[key](state);
	const isIdle = next.state === state && next.effects.length === 0;
	return isIdle ? transitionTo({...state, notice: {tone: 'plain', text: describeIdleBinding(state, key)}}) : next;
}
