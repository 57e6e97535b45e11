import {type StageId} from '../../concur/tutorial.js';
import {hasMissingScopes} from '../apis/scope-coverage.js';
import {fieldDescriptions} from '../values/fields.js';
import {isRequestTokenNewer} from '../calls/lifetimes.js';
import {stageToFix, stageStatus} from '../stages/stage-status.js';
import {stageOf} from '../stages/stages.js';
import {firstMissingField} from '../values/verdicts.js';
import {type WizardState} from '../wizard-state.js';
import {type Action, goToAction} from './action.js';

/** How to get the scopes that the token lacks, starting from the stage in view. */
export function scopeActions(state: WizardState): readonly Action[] {
	if (!hasMissingScopes(state)) {
		return [];
	}

	const isRequestNewer = isRequestTokenNewer(state);
	const addScopes = goToAction('app', 'add the missing scopes', 'app.scopes');
	const generateRequestToken = goToAction('request-token', 'generate a new request token', 'companyRequestToken');
	const requestRefreshToken = goToAction('refresh-token', 'request a new refresh token', 'obtain-token');
	// A scope that cannot be granted must not keep the set-up open forever.
	const changeApis = goToAction('app', 'change the chosen APIs', 'app.apis');
	const byStage: Readonly<Partial<Record<StageId, readonly Action[]>>> = {
		app: [generateRequestToken],
		'request-token': isRequestNewer ? [requestRefreshToken, addScopes] : [addScopes],
		'refresh-token': [addScopes, generateRequestToken, changeApis],
	};
	return byStage[state.stage] ?? (isRequestNewer
		? [requestRefreshToken, addScopes, changeApis]
		: [addScopes, generateRequestToken, changeApis]);
}

/** The action that leads to the first missing value; undefined if none is missing. */
export function missingValueAction(state: WizardState): Action | undefined {
	const field = firstMissingField(state);
	if (field === 'appID' && stageStatus(state, 'login') !== 'done') {
		return goToAction('login', stageOf('login').title);
	}

	return (
		field &&
		goToAction(
			field === 'appID' || field === 'clientSecret' ? 'app' : 'request-token',
			`${fieldDescriptions[field].label} is missing`,
		)
	);
}

/** The action that leads to the stage in which to fix what blocks the one in view. */
export function fixActions(state: WizardState): readonly Action[] {
	const stage = stageToFix(state, state.stage);
	return stage ? [goToAction(stage, stageOf(stage).title)] : [];
}
