import {stageIds, type StageId} from '../concur/tutorial.js';
import {advisedStep, lacksScopes} from './api-choice.js';
import {hasLiveRefreshToken} from './lifetimes.js';
import {oncePerState, effectiveValue, type WizardState} from './wizard-state.js';
import {actionsOf, continueTo, goTo, type Action} from './stage-actions.js';
import {failureAt, isFinished, isOnlyDoubtful, stageStatus} from './stage-status.js';
import {stageOf, type ApiQuestion, type FieldItem, type Step} from './stages.js';

/** What can have the focus in a stage. */
export type Item = Step | FieldItem | ApiQuestion | Action;

/** Where one goes on from a stage: the next one that is not done, else one before it; of a finished set-up its end. */
export function stageAfter(state: WizardState, stage: StageId): StageId | undefined {
	const later = stageIds.slice(stageIds.indexOf(stage) + 1);
	if (isFinished(state) && stage !== 'proof') {
		return 'proof';
	}

	return [...later, ...stageIds].find(id => id !== stage && stageStatus(state, id) !== 'done') ?? later[0];
}

/**
Everything of the current stage that can have the focus, in order: steps and fields, what can be done now, then
the way on.
*/
export const stageItems = oncePerState((state): readonly Item[] => {
	const {stage} = state;
	const own = stageOf(stage).items.map((item): Item => item.kind === 'step' ? advisedStep(state, item) : item);
	const isReady = stage === 'login' || stageStatus(state, stage) === 'done' || isOnlyDoubtful(state, stage);
	const next = stageAfter(state, stage);
	const onward = next && isReady ? [continueTo(next)] : [];
	const actions = actionsOf[stage](state);
	// A finished stage offers the way on before the ways to do it over again.
	const isSecretUnproven = state.former !== undefined && hasLiveRefreshToken(state);
	const isWayFirst = !lacksScopes(state)
		&& (stage === 'refresh-token' || stage === 'proof' || (stage === 'app' && !isSecretUnproven));
	const items =
		isWayFirst && isReady && !failureAt(state, stage)
			? [...own, ...onward, ...actions]
			: [...own, ...actions, ...onward];
	return items.length > 0 ? items : [goTo('login', 'start over')];
});

/** Whether the values of the current stage could be issued by the practice panel. */
export function canIssueValues(state: WizardState): boolean {
	return (
		state.facts.isPractice &&
		state.place.kind === 'stage' &&
		(state.stage === 'app' || (state.stage === 'request-token' && effectiveValue(state, 'appID') !== ''))
	);
}
