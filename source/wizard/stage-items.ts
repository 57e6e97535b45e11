import {stageIds, stageNumber, type StageId} from '../concur/tutorial.js';
import {credentialFields} from '../concur/values.js';
import {foundInFile, judgeTakeOver} from './paste/found-token.js';
import {hasLiveRefreshToken} from './lifetimes.js';
import {oncePerState} from './once-per-state.js';
import {advisedStep, lacksScopes} from './api-choice.js';
import {stageOf, type ApiQuestion, type FieldItem, type Step} from './stages.js';
import {profileOptions} from './profile-options.js';
import {isNewRequestTokenThere} from './refusals.js';
import {
	failureAt, isAtFinish, isFinished, isOnlyDoubtful, isSameCredentials, mendingStage, stageStatus,
} from './stage-status.js';
import {isDoubtful} from './suspicion.js';
import {problemWords, valueProblem} from './value-problems.js';
import {currentCheck, currentCredentials, firstMissingField} from './verdicts.js';
import {effectiveValue, type WizardState} from './wizard-state.js';
import {fieldDescriptions} from './fields.js';

export type ActionId =
	| 'begin'
	| 'go-on'
	| 'paste-anything'
	| 'rehearse'
	| 'copy-command'
	| 'try-token'
	| 'export-environment'
	| 'export-postman'
	| 'daily-renewal'
	| 'copy-request'
	| 'new-secret'
	| 'swap-secrets'
	| 'prove-secret'
	| 'leave'
	| 'continue'
	| 'import-credentials'
	| 'write-credentials'
	| 'overwrite-credentials'
	| 'look-again'
	| 'ignore-in-git'
	| 'take-over-token'
	| 'obtain-token'
	| 'save-token-object'
	| 'prove-token'
	| 'go-to';

/** Something this program does when Enter is pressed on it. */
export type Action = {
	readonly kind: 'action';
	readonly id: ActionId;
	readonly label: string;
	/** What it gives or where it leads, beside the label. */
	readonly detail?: string;
	/** Where `go-to` and `continue` lead. */
	readonly stage?: StageId | undefined;
	/** The step there that `go-to` means. */
	readonly step?: string | undefined;
};

export type Item = Step | FieldItem | ApiQuestion | Action;

export function action(id: ActionId, label: string, details: Pick<Action, 'detail' | 'stage' | 'step'> = {}): Action {
	return {
		kind: 'action', id, label, ...details,
	};
}

function goTo(stage: StageId, why: string, step?: string): Action {
	return action('go-to', `Go to stage ${stageNumber(stage)}: ${why}`, {stage, step});
}

function continueTo(stage: StageId): Action {
	return action('continue', `Go on to stage ${stageNumber(stage)}: ${stageOf(stage).title}`, {stage});
}

/** What is to be done for a scope that the token lacks, beginning where the person is. */
function scopeActions(state: WizardState): readonly Action[] {
	if (!lacksScopes(state)) {
		return [];
	}

	const isRequestNewer = (state.enteredAt.companyRequestToken ?? 0) > (state.token?.receivedAt ?? 0);
	const adding = goTo('app', 'add the missing scopes', 'app.scopes');
	const requesting = goTo('request-token', 'generate a new request token', 'companyRequestToken');
	const asking = goTo('refresh-token', 'ask for a new refresh token', 'obtain-token');
	// A scope that nobody grants must not keep the set-up open for ever.
	const choosing = goTo('app', 'change the chosen APIs', 'app.apis');
	const byStage: Readonly<Partial<Record<StageId, readonly Action[]>>> = {
		app: [requesting],
		'request-token': isRequestNewer ? [asking, adding] : [adding],
		'refresh-token': [adding, requesting, choosing],
	};
	return byStage[state.stage] ?? (isRequestNewer ? [asking, adding, choosing] : [adding, requesting, choosing]);
}

/** What can be done with a secret that was, or is to be, replaced. */
function secretActions(state: WizardState): readonly Action[] {
	const {former} = state;
	if (!former) {
		return hasLiveRefreshToken(state) ? [action('new-secret', 'Enter a new secret')] : [];
	}

	const back = action('swap-secrets', `Go back to the secret ending ${former.clientSecret.slice(-4)}`);
	return hasLiveRefreshToken(state)
		? [action('prove-secret', 'Prove the new secret with a refresh'), back]
		: [back];
}

function appActions(state: WizardState): readonly Action[] {
	return [
		...scopeActions(state),
		...secretActions(state),
		action('copy-request', 'Copy the request for my administrator'),
	];
}

function folderActions(state: WizardState): readonly Action[] {
	return state.folderReport?.git === 'unprotected' && state.folder !== ''
		? [action('ignore-in-git', 'Add credentials.json to .gitignore')]
		: [];
}

/** The action that leads to the first missing value, if one is missing. */
function missingValueAction(state: WizardState): Action | undefined {
	const field = firstMissingField(state);
	if (field === 'appID' && stageStatus(state, 'login') !== 'done') {
		return goTo('login', stageOf('login').title);
	}

	return (
		field &&
		goTo(
			field === 'appID' || field === 'clientSecret' ? 'app' : 'request-token',
			`${fieldDescriptions[field].label} is missing`,
		)
	);
}

function fileActions(state: WizardState): readonly Action[] {
	const missing = missingValueAction(state);
	if (state.folder === '') {
		return [missing ?? goTo('folder', 'choose the folder first')];
	}

	const file = state.folderReport?.credentialsFile;
	switch (file?.kind) {
		case undefined:
		case 'absent': {
			return [missing ?? action('write-credentials', 'Write credentials.json')];
		}

		case 'read': {
			if (isSameCredentials(file.credentials, currentCredentials(state))) {
				return missing ? [missing] : [];
			}

			const importing = action('import-credentials', 'Take over the values of the file that is there');
			return missing
				? [importing, missing]
				: [action('overwrite-credentials', 'Replace the file with the values shown here'), importing];
		}

		case 'malformed':
		case 'wrong-shape':
		case 'unreadable': {
			return [action('look-again', 'Look at the file again'), goTo('folder', 'choose another folder')];
		}
	}
}

function mendAction(state: WizardState): readonly Action[] {
	const stage = mendingStage(state, state.stage);
	return stage ? [goTo(stage, stageOf(stage).title)] : [];
}

function takeOverActions(state: WizardState): readonly Action[] {
	const file = state.folderReport?.tokenObjectFile;
	return file?.kind === 'read' && judgeTakeOver(state, foundInFile(file)).kind === 'possible'
		? [action('take-over-token', 'Take over the refresh token of refreshTokenObjectFile.json')]
		: [];
}

function askingLabel(state: WizardState, hasFailed: boolean): string {
	const isAnother = isNewRequestTokenThere(state);
	return hasFailed ? 'Ask again' : (isAnother ? 'Ask for a new refresh token' : 'Get the refresh token');
}

function tokenActions(state: WizardState): readonly Action[] {
	const missing = missingValueAction(state);
	if (missing) {
		return [...takeOverActions(state), missing];
	}

	const hasFailed = failureAt(state, 'refresh-token') !== undefined;
	if (hasLiveRefreshToken(state)) {
		const saving =
			state.folder === ''
				? []
				: [action('save-token-object', 'Save refreshTokenObjectFile.json for SAP samples')];
		const asking = action('obtain-token', 'Ask for a new refresh token');
		if (hasFailed) {
			return [...mendAction(state), asking, ...saving];
		}

		const isRequestNewer = (state.enteredAt.companyRequestToken ?? 0) > (state.token?.receivedAt ?? 0);
		const mending = scopeActions(state);
		return mending.length > 0 && isRequestNewer
			? [asking, ...mending, ...saving]
			: [...mending, ...saving, asking];
	}

	const problem = valueProblem(state, 'companyRequestToken');
	if (problem && problem.kind !== 'refused') {
		const requesting = goTo('request-token', 'generate a new request token', 'companyRequestToken');
		return [requesting, action('obtain-token', 'Ask all the same'), ...takeOverActions(state)];
	}

	const asking = action('obtain-token', askingLabel(state, hasFailed));
	// Who had a token here has a file that is older.
	return state.token
		? [...mendAction(state), asking, ...takeOverActions(state)]
		: [...takeOverActions(state), ...mendAction(state), asking];
}

/** What one does with a finished set-up. */
function finishActions(state: WizardState): readonly Action[] {
	const options = profileOptions(state.facts);
	return [
		action('copy-command', 'Copy the token command', {detail: `concur-tokens token${options}`}),
		action('try-token', 'Try it here', {detail: 'shows what that command prints, masked'}),
		action('export-environment', 'Write an environment file', {detail: 'for shells, containers and pipelines'}),
		action('export-postman', 'Export for Postman', {detail: 'an environment to import there'}),
		action('save-token-object', 'Export for SAP\'s samples', {detail: 'refreshTokenObjectFile.json'}),
		action('daily-renewal', 'Renew it daily', {detail: 'a timer on this machine keeps it alive'}),
		action('prove-token', 'Call the API again'),
		action('leave', 'Leave', {detail: 'everything is saved'}),
	];
}

function proofActions(state: WizardState): readonly Action[] {
	if (!hasLiveRefreshToken(state)) {
		const mending = mendingStage(state, 'proof') === 'refresh-token' ? [] : mendAction(state);
		return mending.length > 0
			? mending
			: [state.token
				? goTo('refresh-token', 'get a new refresh token')
				: missingValueAction(state) ?? goTo('refresh-token', 'there is no refresh token yet')];
	}

	if (isAtFinish(state)) {
		return finishActions(state);
	}

	const hasFailed = stageStatus(state, 'proof') === 'attention';
	const scopeMending = scopeActions(state);
	return [
		...(scopeMending.length > 0 ? scopeMending : mendAction(state)),
		action(
			'prove-token',
			stageStatus(state, 'proof') === 'done' ? 'Call it again' : (hasFailed ? 'Try again' : 'Call the API'),
		),
	];
}

const actionsOf: Readonly<Record<StageId, (state: WizardState) => readonly Action[]>> = {
	login: () => [],
	app: appActions,
	'request-token': scopeActions,
	folder: folderActions,
	'credentials-file': fileActions,
	'refresh-token': tokenActions,
	proof: proofActions,
};

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

/** How many values there are of each kind that will not do. */
function problemCounts(state: WizardState): readonly string[] {
	const kinds = credentialFields.flatMap(field => valueProblem(state, field)?.kind ?? []);
	return [...new Set(kinds)].map(kind => `${kinds.filter(each => each === kind).length} ${problemWords[kind]}`);
}

/** Whether all values are there, and none is known not to do. */
export function isCheckPassed(state: WizardState): boolean {
	return currentCheck(state).isValid && problemCounts(state).length === 0;
}

/** The validity check's verdict as one line. */
export function checkSummary(state: WizardState): string {
	const kinds = Object.values(currentCheck(state).verdicts).map(verdict => verdict.kind);
	const suspicious = credentialFields.filter(field => isDoubtful(state, field)).length;
	const missing = kinds.filter(kind => kind === 'missing').length;
	return [
		...(isCheckPassed(state) ? ['valid'] : []),
		...(missing > 0 ? [`${missing} missing`] : []),
		...problemCounts(state),
		...(suspicious > 0 ? [`${suspicious} suspicious`] : []),
	].join(', ');
}
