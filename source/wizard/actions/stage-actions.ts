import {suggestedCommand} from '../calls/repeated-options.js';
import {endingOf} from '../../concur/redact.js';
import {credentialsFileName, tokenObjectFileName, type StageId} from '../../concur/tutorial.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {isOtherSecretRefused, isOtherSecretUnproven} from '../values/other-secret.js';
import {isAnswerOwed} from '../calls/refusals.js';
import {isAtFinish, isFileOf, stageToFix, stageStatus} from '../stages/stage-status.js';
import {currentCredentials} from '../values/verdicts.js';
import {type WizardState} from '../wizard-state.js';
import {type Action, goToAction, makeAction} from './action.js';
import {tokenActions} from './token-actions.js';
import {scopeActions, missingValueAction, fixActions} from './remedy-actions.js';

/** The actions for a secret that has been, or could be, replaced. */
function secretActions(state: WizardState): readonly Action[] {
	const {former} = state;
	if (!former) {
		return hasLiveRefreshToken(state) ? [makeAction('new-secret', 'Enter a new secret')] : [];
	}

	const ending = endingOf(former.clientSecret);
	if (isOtherSecretUnproven(state)) {
		const isRefused = isOtherSecretRefused(state);
		const label = isRefused ? `Try the refused secret ${ending} again` : `Try the secret ${ending}`;
		return [
			...(hasLiveRefreshToken(state) ? [makeAction('new-secret', 'Enter a new secret')] : []),
			makeAction('swap-secrets', label),
		];
	}

	const back = makeAction('swap-secrets', `Go back to the secret ${ending}`);
	return hasLiveRefreshToken(state)
		? [makeAction('prove-secret', 'Prove the new secret by refreshing the token'), back]
		: [back];
}

function appActions(state: WizardState): readonly Action[] {
	return [
		...scopeActions(state),
		...secretActions(state),
		makeAction('copy-request', 'Copy the request for my administrator'),
	];
}

function folderActions(state: WizardState): readonly Action[] {
	return state.folderReport?.git === 'unprotected' && state.folder !== ''
		? [makeAction('ignore-in-git', `Add ${credentialsFileName} to .gitignore`)]
		: [];
}

function fileActions(state: WizardState): readonly Action[] {
	const missing = missingValueAction(state);
	if (state.folder === '') {
		return [missing ?? goToAction('folder', 'choose the folder first')];
	}

	const file = state.folderReport?.credentialsFile;
	switch (file?.kind) {
		case undefined:
		case 'absent': {
			return [missing ?? makeAction('write-credentials', `Write ${credentialsFileName}`)];
		}

		case 'read': {
			if (isFileOf(file, currentCredentials(state))) {
				return missing ? [missing] : [];
			}

			const importValues = makeAction('import-credentials', 'Import the values from the existing file');
			return missing
				? [importValues, missing]
				: [makeAction('overwrite-credentials', 'Replace the file with the values shown here'), importValues];
		}

		case 'malformed':
		case 'wrong-shape':
		case 'unreadable': {
			return [makeAction('check-again', 'Check the file again'), goToAction('folder', 'choose another folder')];
		}
	}
}

/** The actions for a finished set-up. */
function finishActions(state: WizardState): readonly Action[] {
	return [
		makeAction('copy-command', 'Copy the token command', {detail: suggestedCommand(state.facts, 'token')}),
		makeAction('try-token', 'Try it here', {detail: 'shows what that command prints, masked'}),
		makeAction('export-environment', 'Write an environment file', {detail: 'for shells, containers and pipelines'}),
		makeAction('export-postman', 'Export for Postman', {detail: 'a file to import as an environment'}),
		makeAction('save-token-object', 'Export for SAP\'s samples', {detail: tokenObjectFileName}),
		makeAction('daily-renewal', 'Renew it daily', {detail: 'a scheduled job on this machine'}),
		makeAction('prove-token', 'Call the API again'),
		makeAction('leave', 'Leave', {detail: 'everything is saved'}),
	];
}

function proofActions(state: WizardState): readonly Action[] {
	if (!hasLiveRefreshToken(state)) {
		const fixes = stageToFix(state, 'proof') === 'refresh-token' ? [] : fixActions(state);
		return fixes.length > 0
			? fixes
			: [state.token
				? goToAction('refresh-token', 'get a new refresh token')
				: missingValueAction(state) ?? goToAction('refresh-token', 'get a refresh token')];
	}

	if (isAtFinish(state)) {
		return finishActions(state);
	}

	const hasFailed = stageStatus(state, 'proof') === 'attention';
	const addScopes = scopeActions(state);
	const fixes = addScopes.length > 0 ? addScopes : fixActions(state);
	const call = makeAction(
		'prove-token',
		stageStatus(state, 'proof') === 'done' ? 'Call it again' : (hasFailed ? 'Try again' : 'Call the API'),
	);
	return addScopes.length === 0 && isAnswerOwed(state) ? [call, ...fixes] : [...fixes, call];
}

/** The actions that each stage offers now. */
export const stageActions: Readonly<Record<StageId, (state: WizardState) => readonly Action[]>> = {
	login: () => [],
	app: appActions,
	'request-token': scopeActions,
	folder: folderActions,
	'credentials-file': fileActions,
	'refresh-token': tokenActions,
	proof: proofActions,
};
