import {type StageId} from '../../concur/tutorial.js';
import {valueProblem} from '../values/value-problems.js';
import {type WizardState} from '../wizard-state.js';
import {firstUnfinishedStage, stageForScopes, stageStatus} from './stage-status.js';

/**
The stage that is next: the one that the person was in, if it is unfinished and can be finished, otherwise the first
unfinished one. Undefined if all are done.
*/
export function nextStage(state: WizardState): StageId | undefined {
	const unfinished = firstUnfinishedStage(state);
	// No stage after an expired request token can be finished.
	const isPointless = (unfinished === 'request-token' && valueProblem(state, 'companyRequestToken') !== undefined)
		// Nor can one whose token lacks scopes.
		|| (unfinished !== undefined && unfinished === stageForScopes(state));
	return stageStatus(state, state.stage) === 'done' || isPointless ? unfinished : state.stage;
}
