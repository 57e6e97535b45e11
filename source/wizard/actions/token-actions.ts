import {tokenObjectFileName} from '../../concur/tutorial.js';
import {hasLiveRefreshToken, isRequestTokenNewer} from '../calls/lifetimes.js';
import {tokenFromFile, checkTokenImport, unusableTokenFile} from '../paste/found-token.js';
import {hasNewRequestToken} from '../calls/refusals.js';
import {stageFailure} from '../stages/stage-status.js';
import {valueProblem} from '../values/value-problems.js';
import {type WizardState} from '../wizard-state.js';
import {type Action, goToAction, makeAction} from './action.js';
import {missingValueAction, fixActions, scopeActions} from './remedy-actions.js';

function importTokenActions(state: WizardState): readonly Action[] {
	const file = state.folderReport?.tokenObjectFile;
	return file?.kind === 'read' && checkTokenImport(state, tokenFromFile(file)).kind === 'possible'
		? [makeAction('import-token', `Import the refresh token from ${tokenObjectFileName}`)]
		: [];
}

function requestLabel(state: WizardState, hasFailed: boolean): string {
	const isAnother = hasNewRequestToken(state);
	return hasFailed ? 'Try again' : (isAnother ? 'Request a new refresh token' : 'Get the refresh token');
}

/** The action that checks a token object file again after a fix, in the stage that would import its token. */
function checkActions(state: WizardState): readonly Action[] {
	return unusableTokenFile(state) && stageFailure(state, 'refresh-token') === undefined
		? [makeAction('check-again', `Check ${tokenObjectFileName} again`)]
		: [];
}

function requestActions(state: WizardState): readonly Action[] {
	const missing = missingValueAction(state);
	if (missing) {
		return [...importTokenActions(state), missing];
	}

	const hasFailed = stageFailure(state, 'refresh-token') !== undefined;
	if (hasLiveRefreshToken(state)) {
		const save =
			state.folder === ''
				? []
				: [makeAction('save-token-object', `Save ${tokenObjectFileName} for SAP's samples`)];
		const requestToken = makeAction('obtain-token', 'Request a new refresh token');
		if (hasFailed) {
			return [...fixActions(state), requestToken, ...save];
		}

		const isRequestNewer = isRequestTokenNewer(state);
		const addScopes = scopeActions(state);
		return addScopes.length > 0 && isRequestNewer
			? [requestToken, ...addScopes, ...save]
			: [...addScopes, ...save, requestToken];
	}

	const problem = valueProblem(state, 'companyRequestToken');
	if (problem && problem.kind !== 'refused') {
		const generateRequestToken = goToAction('request-token', 'generate a new request token', 'companyRequestToken');
		const requestAnyway = makeAction('obtain-token', 'Request a refresh token anyway');
		return [generateRequestToken, requestAnyway, ...importTokenActions(state)];
	}

	const requestToken = makeAction('obtain-token', requestLabel(state, hasFailed));
	// If this profile already had a token, the one in the file is older.
	return state.token
		? [...fixActions(state), requestToken, ...importTokenActions(state)]
		: [...importTokenActions(state), ...fixActions(state), requestToken];
}

/** The actions of the stage that gets the refresh token. */
export function tokenActions(state: WizardState): readonly Action[] {
	return [...requestActions(state), ...checkActions(state)];
}
