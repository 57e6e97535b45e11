import {type StageId} from '../../concur/tutorial.js';
import {type FieldName} from '../values/fields.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {stages, type ApiQuestion, type Step} from './stages.js';
import {isAppCreated, stageForScopes, stageStatus} from './stage-status.js';

/** The first empty field that a step needs before it can be marked as done. */
export function missingField(state: WizardState, {needs = []}: Step): FieldName | undefined {
	return needs.find(field => effectiveValue(state, field) === '');
}

/** The stage of each step, and whether the step ends its page. */
const stepPlaces: ReadonlyMap<string, {readonly stage: StageId; readonly isLast: boolean}> =
	new Map(stages.flatMap(({id: stage, items}) => items.flatMap(item =>
		item.kind === 'step' ? [[item.id, {stage, isLast: stage !== 'login' && item === items.at(-1)}]] : [])));

/** Whether the facts imply that a stage's steps were completed. */
function areStepsImplied(state: WizardState, id: StageId): boolean {
	return stageStatus(state, id) === 'done' || (id === 'app' && isAppCreated(state));
}

/** Whether a step is done: ticked, or implied by what is known. The last step of a page must always be ticked. */
export function isStepDone(state: WizardState, step: Step): boolean {
	const place = stepPlaces.get(step.id);
	const isTicked = state.ticks.includes(step.id) && missingField(state, step) === undefined;
	// An app without the scopes that are needed now has yet to get them.
	const isLacking = step.id === 'app.scopes' && stageForScopes(state) === 'app';
	return isTicked || (place !== undefined && !place.isLast && !isLacking && areStepsImplied(state, place.stage));
}

/** Whether the question about APIs needs no answer: APIs are chosen, it was skipped, or the app already exists. */
export function isAnswered(state: WizardState, {id}: ApiQuestion): boolean {
	const isPassed = state.ticks.includes(id) || state.ticks.includes('app.scopes');
	return state.chosenApis.length > 0 || isPassed || stageStatus(state, 'app') === 'done';
}
