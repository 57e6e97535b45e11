import {credentialsFileName, stageReference, stageIds, type StageId} from '../../concur/tutorial.js';
import {memoizeByFacts, memoizeByState} from '../memoize-selector.js';
import {type WizardState, effectiveValue} from '../wizard-state.js';
import {stageActions} from '../actions/stage-actions.js';
import {makeAction, type Action, continueAction, goToAction} from '../actions/action.js';
import {isFirstStart} from '../welcome-text.js';
import {advisedStep} from '../apis/api-choice.js';
import {hasMissingScopes} from '../apis/scope-coverage.js';
import {isOtherSecretUnproven} from '../values/other-secret.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {stageOf, type ApiQuestion, type FieldItem, type Step} from './stages.js';
import {stageFailure, isFinished, isOnlySuspicious, stageStatus} from './stage-status.js';

/** Something in a stage that can have the focus. */
export type Item = Step | FieldItem | ApiQuestion | Action;

/** The stage to open after this one: the next unfinished one, or an earlier one; the proof stage if all are done. */
export function stageAfter(state: WizardState, stage: StageId): StageId | undefined {
	const later = stageIds.slice(stageIds.indexOf(stage) + 1);
	if (isFinished(state) && stage !== 'proof') {
		return 'proof';
	}

	return [...later, ...stageIds].find(id => id !== stage && stageStatus(state, id) !== 'done') ?? later[0];
}

/** The action that leads on to the next stage, unless one of these leads there already. */
function onwardActions(next: StageId | undefined, actions: readonly Action[]): readonly Action[] {
	const isOffered = actions.some(action => action.id === 'go-to' && action.stage === next);
	return next && !isOffered ? [continueAction(next)] : [];
}

/** Whether going on comes before the other actions: a finished stage offers that before it offers to be redone. */
function isContinueFirst(state: WizardState): boolean {
	const {stage, former} = state;
	const isSecretUnproven = former !== undefined && hasLiveRefreshToken(state) && !isOtherSecretUnproven(state);
	return !hasMissingScopes(state) && !stageFailure(state, stage)
		&& (stage === 'refresh-token' || stage === 'proof' || (stage === 'app' && !isSecretUnproven));
}

/**
Everything in the current stage that can have the focus, in order: steps and fields, the actions available now, then
the action that leads on.
*/
export const stageItems = memoizeByFacts((state): readonly Item[] => {
	const {stage} = state;
	const own = stageOf(stage).items.map((item): Item => item.kind === 'step' ? advisedStep(state, item) : item);
	const isReady = stage === 'login' || stageStatus(state, stage) === 'done' || isOnlySuspicious(state, stage);
	const actions = stageActions[stage](state);
	const onward = isReady ? onwardActions(stageAfter(state, stage), actions) : [];
	const items = isContinueFirst(state) ? [...own, ...onward, ...actions] : [...own, ...actions, ...onward];
	return items.length > 0 ? items : [goToAction('login', 'review the stages')];
});

/** Whether the values of the current stage could be issued by the practice panel. */
export function canIssueValues(state: WizardState): boolean {
	return (
		state.facts.isPractice &&
		state.place.kind === 'stage' &&
		(state.stage === 'app' || (state.stage === 'request-token' && effectiveValue(state, 'appID') !== ''))
	);
}

/** The item of the stage that has the focus; the stored position is clamped because actions come and go. */
function stageIndex(state: WizardState): number {
	return Math.min(Math.max(0, state.item), stageItems(state).length - 1);
}

/** The item that gets the focus when the welcome screen closes. */
export function nextItem(state: WizardState): Item {
	return stageItems(state)[stageIndex(state)]!;
}

const pasting = makeAction('paste-anything', 'Paste what I have', {
	detail: `IDs, secrets, ${credentialsFileName} or a whole page`,
});

/** The choices on a first start. */
function firstChoices(state: WizardState): readonly Action[] {
	const {isPractice} = state.facts;
	return [
		makeAction('begin', 'Begin', {detail: `${stageReference(state.stage)}: ${stageOf(state.stage).title}`}),
		pasting,
		...(isPractice
			? []
			: [makeAction('rehearse', 'Rehearse first', {detail: 'on a practice Concur, no SAP account needed'})]),
	];
}

/** The choices for a returning user, most likely first. */
function laterChoices(state: WizardState): readonly Action[] {
	const next = nextItem(state);
	const stage = `${stageReference(state.stage)}: ${stageOf(state.stage).title}`;
	const label = next.kind === 'action' && next.id !== 'go-to' && next.id !== 'continue' ? next.label : 'Go on';
	return [
		makeAction('go-on', label, {detail: stage}),
		pasting,
	];
}

/** Everything that can have the focus, in order: the choices on the welcome screen, or the items of the stage. */
export const itemsInView = memoizeByState((state): readonly Item[] => {
	if (state.place.kind === 'stage') {
		return stageItems(state);
	}

	return isFirstStart(state) ? firstChoices(state) : laterChoices(state);
});

/** The index of the item that has the focus. */
export function focusedIndex(state: WizardState): number {
	return state.place.kind === 'welcome'
		? Math.min(state.place.choice, itemsInView(state).length - 1)
		: stageIndex(state);
}

/** The item that has the focus. */
export function focusedItem(state: WizardState): Item {
	return itemsInView(state)[focusedIndex(state)]!;
}
