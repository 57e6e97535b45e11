import {endingOf} from '../concur/redact.js';
import {credentialsFileName, stageReference, tokenObjectFileName, type StageId} from '../concur/tutorial.js';
import {hasMissingScopes} from './api-choice.js';
import {fieldDescriptions} from './fields.js';
import {hasLiveRefreshToken, isRequestTokenNewer} from './lifetimes.js';
import {tokenFromFile, checkTokenImport, unusableTokenFile} from './paste/found-token.js';
import {profileOptions} from './profile-options.js';
import {isOtherSecretRefused, isOtherSecretUnproven} from './other-secret.js';
import {hasNewRequestToken} from './refusals.js';
import {stageFailure, isAtFinish, isSameCredentials, stageToFix, stageStatus} from './stage-status.js';
import {stageOf} from './stages.js';
import {valueProblem} from './value-problems.js';
import {currentCredentials, firstMissingField} from './verdicts.js';
import {type WizardState} from './wizard-state.js';

export type ActionId =
	| 'begin' | 'go-on' | 'paste-anything' | 'rehearse' | 'copy-command' | 'try-token'
	| 'export-environment' | 'export-postman' | 'daily-renewal' | 'copy-request' | 'new-secret'
	| 'swap-secrets' | 'prove-secret' | 'leave' | 'continue' | 'import-credentials'
	| 'write-credentials' | 'overwrite-credentials' | 'check-again' | 'ignore-in-git'
	| 'import-token' | 'obtain-token' | 'save-token-object' | 'prove-token' | 'go-to';

/** Something this program does when Enter is pressed on it. */
export type Action = {
	readonly kind: 'action';
	readonly id: ActionId;
	readonly label: string;
	/** What it produces or where it leads, shown beside the label. */
	readonly detail?: string;
	/** Where `go-to` and `continue` lead. */
	readonly stage?: StageId;
	/** The step in that stage that `go-to` focuses. */
	readonly step?: string;
};

export function makeAction(
	id: ActionId,
	label: string,
	details: Pick<Action, 'detail' | 'stage' | 'step'> = {},
): Action {
	return {
		kind: 'action', id, label, ...details,
	};
}

/** The action that leads to another stage, or to a step or field in it. */
export function goToAction(stage: StageId, why: string, step?: string): Action {
	return makeAction('go-to', `Go to ${stageReference(stage)}: ${why}`, {stage, ...(step !== undefined && {step})});
}

/** The action that leads on to this stage. */
export function continueAction(stage: StageId): Action {
	return makeAction('continue', `Go on to ${stageReference(stage)}: ${stageOf(stage).title}`, {stage});
}

/** How to get the scopes that the token lacks, starting from the stage in view. */
function scopeActions(state: WizardState): readonly Action[] {
	if (!hasMissingScopes(state)) {
		return [];
	}

	const isRequestNewer = isRequestTokenNewer(state);
	const adding = goToAction('app', 'add the missing scopes', 'app.scopes');
	const requesting = goToAction('request-token', 'generate a new request token', 'companyRequestToken');
	const asking = goToAction('refresh-token', 'request a new refresh token', 'obtain-token');
	// A scope that cannot be granted must not keep the set-up open forever.
	const choosing = goToAction('app', 'change the chosen APIs', 'app.apis');
	const byStage: Readonly<Partial<Record<StageId, readonly Action[]>>> = {
		app: [requesting],
		'request-token': isRequestNewer ? [asking, adding] : [adding],
		'refresh-token': [adding, requesting, choosing],
	};
	return byStage[state.stage] ?? (isRequestNewer ? [asking, adding, choosing] : [adding, requesting, choosing]);
}

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

/** The action that leads to the first missing value; undefined if none is missing. */
function missingValueAction(state: WizardState): Action | undefined {
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
			if (isSameCredentials(file.credentials, currentCredentials(state))) {
				return missing ? [missing] : [];
			}

			const importing = makeAction('import-credentials', 'Import the values from the existing file');
			return missing
				? [importing, missing]
				: [makeAction('overwrite-credentials', 'Replace the file with the values shown here'), importing];
		}

		case 'malformed':
		case 'wrong-shape':
		case 'unreadable': {
			return [makeAction('check-again', 'Check the file again'), goToAction('folder', 'choose another folder')];
		}
	}
}

function fixAction(state: WizardState): readonly Action[] {
	const stage = stageToFix(state, state.stage);
	return stage ? [goToAction(stage, stageOf(stage).title)] : [];
}

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
		const saving =
			state.folder === ''
				? []
				: [makeAction('save-token-object', `Save ${tokenObjectFileName} for SAP's samples`)];
		const asking = makeAction('obtain-token', 'Request a new refresh token');
		if (hasFailed) {
			return [...fixAction(state), asking, ...saving];
		}

		const isRequestNewer = isRequestTokenNewer(state);
		const mending = scopeActions(state);
		return mending.length > 0 && isRequestNewer
			? [asking, ...mending, ...saving]
			: [...mending, ...saving, asking];
	}

	const problem = valueProblem(state, 'companyRequestToken');
	if (problem && problem.kind !== 'refused') {
		const requesting = goToAction('request-token', 'generate a new request token', 'companyRequestToken');
		return [requesting, makeAction('obtain-token', 'Request a refresh token anyway'), ...importTokenActions(state)];
	}

	const asking = makeAction('obtain-token', requestLabel(state, hasFailed));
	// If this profile already had a token, the one in the file is older.
	return state.token
		? [...fixAction(state), asking, ...importTokenActions(state)]
		: [...importTokenActions(state), ...fixAction(state), asking];
}

function tokenActions(state: WizardState): readonly Action[] {
	return [...requestActions(state), ...checkActions(state)];
}

/** The actions for a finished set-up. */
function finishActions(state: WizardState): readonly Action[] {
	const options = profileOptions(state.facts);
	return [
		makeAction('copy-command', 'Copy the token command', {detail: `concur-tokens token${options}`}),
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
		const mending = stageToFix(state, 'proof') === 'refresh-token' ? [] : fixAction(state);
		return mending.length > 0
			? mending
			: [state.token
				? goToAction('refresh-token', 'get a new refresh token')
				: missingValueAction(state) ?? goToAction('refresh-token', 'get a refresh token')];
	}

	if (isAtFinish(state)) {
		return finishActions(state);
	}

	const hasFailed = stageStatus(state, 'proof') === 'attention';
	const scopeMending = scopeActions(state);
	return [
		...(scopeMending.length > 0 ? scopeMending : fixAction(state)),
		makeAction(
			'prove-token',
			stageStatus(state, 'proof') === 'done' ? 'Call it again' : (hasFailed ? 'Try again' : 'Call the API'),
		),
	];
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
