import {type ApiProof} from '../../concur/api-proof.js';
import {type ChoiceEvaluation} from '../../concur/catalogue/advise.js';
import {type Explanation} from '../../concur/call-outcome.js';
import {credentialKeys, type Credentials} from '../../concur/credentials.js';
import {stageIds, type CredentialsFile, type StageId} from '../../concur/tutorial.js';
import {type CredentialField} from '../../concur/values.js';
import {isUnusable} from '../../concur/unusable-file.js';
import {recordOf} from '../../record-of.js';
import {connectionOf, hasLiveRefreshToken, hasTokenForCredentials, isRequestTokenNewer} from '../calls/lifetimes.js';
import {memoizeByState} from '../memoize-selector.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {isSuspicious, currentBaseUri, currentCheck, currentCredentials} from '../values/verdicts.js';
import {type statusMarks} from '../marks.js';
import {currentFailure, isConnectionChanged, isFailed, hasNewRequestToken} from '../calls/refusals.js';
import {valueProblem} from '../values/value-problems.js';
import {stageOf} from './stages.js';

export type StageStatus = keyof typeof statusMarks;

/** Whether SAP's samples, which remove no invisible characters, read exactly these credentials from a file. */
export function isFileOf(
	{credentials: found, uncleanKeys}: Extract<CredentialsFile, {kind: 'read'}>,
	credentials: Credentials,
): boolean {
	return uncleanKeys === undefined && credentialKeys.every(key => found[key] === credentials[key]);
}

function isFilled(state: WizardState, ...fields: readonly CredentialField[]): boolean {
	return fields.every(field => effectiveValue(state, field) !== '');
}

function areStepsTicked(state: WizardState, id: StageId): boolean {
	return stageOf(id).items.every(item => item.kind !== 'step' || state.ticks.includes(item.id));
}

/** Whether credentials.json on disk matches the current credentials object. */
function isFileCurrent(state: WizardState): boolean {
	const file = state.folderReport?.credentialsFile;
	return (
		state.folder !== '' &&
		file?.kind === 'read' &&
		currentCheck(state).isValid &&
		isFileOf(file, currentCredentials(state))
	);
}

function fileStatus(state: WizardState): StageStatus {
	if (isFileCurrent(state)) {
		return 'done';
	}

	return state.folder !== '' && isUnusable(state.folderReport?.credentialsFile) ? 'attention' : 'to-do';
}

function folderStatus(state: WizardState): StageStatus {
	if (state.folder === '') {
		return 'to-do';
	}

	const report = state.folderReport;
	return report?.state === 'not-a-folder' || report?.state === 'not-writable' ? 'attention' : 'done';
}

/** Evaluates the chosen APIs against the scopes of the current token. */
function choiceEvaluation(state: WizardState): ChoiceEvaluation {
	const {chosenApis, facts, token} = state;
	return facts.evaluateChoice(chosenApis, token && hasTokenForCredentials(state) ? token.object.scope : '');
}

function tokenStatus(state: WizardState): StageStatus {
	if (hasLiveRefreshToken(state)) {
		return choiceEvaluation(state).isLacking ? 'attention' : 'done';
	}

	const {kind} = connectionOf(state);
	const needsAttention =
		isFailed(state, 'password') ||
		kind === 'expired' ||
		(kind === 'refused' && !hasNewRequestToken(state)) ||
		currentBaseUri(state).kind === 'rejected';
	return needsAttention ? 'attention' : 'to-do';
}

/**
The stage that is next because the token lacks scopes: they are added to the app, then a new request token is generated
and exchanged. Undefined if none are lacking.
*/
export function stageForScopes(state: WizardState): 'app' | 'request-token' | 'refresh-token' | undefined {
	if (!hasLiveRefreshToken(state) || !choiceEvaluation(state).isLacking) {
		return undefined;
	}

	return isRequestTokenNewer(state)
		? 'refresh-token'
		: (state.ticks.includes('app.scopes') ? 'request-token' : 'app');
}

/** The last verdict on each chosen API; undefined for one that has not been called yet. */
function chosenVerdicts(state: WizardState): ReadonlyArray<ApiProof['verdict'] | undefined> {
	return choiceEvaluation(state).known.map(id => state.proofs?.find(({api}) => api === id)?.verdict);
}

const failedVerdicts: ReadonlySet<ApiProof['verdict']> = new Set(['refused', 'unreachable', 'unusable']);

function isProven(state: WizardState): boolean {
	return connectionOf(state).kind === 'proven'
		&& state.proof?.refreshToken === state.token?.object.refresh_token
		// An API that cannot be tested does not block the stage.
		&& chosenVerdicts(state).every(verdict => verdict === 'proven' || verdict === 'unproven');
}

function proofStatus(state: WizardState): StageStatus {
	if (isProven(state)) {
		return 'done';
	}

	const needsAttention = isFailed(state, 'refresh_token', 'bearer')
		|| connectionOf(state).kind === 'refused'
		|| connectionOf(state).kind === 'unanswered'
		|| chosenVerdicts(state).some(verdict => verdict !== undefined && failedVerdicts.has(verdict));
	return needsAttention ? 'attention' : 'to-do';
}

const statusOf: Readonly<Record<StageId, (state: WizardState) => StageStatus>> = {
	// An App ID can only come from the admin panel, so having one proves a login.
	login: state => areStepsTicked(state, 'login') || (isFilled(state, 'appID') && !isSuspicious(state, 'appID'))
		? 'done'
		: 'to-do',
	app: state => (isFilled(state, 'appID', 'clientSecret') ? 'done' : 'to-do'),
	'request-token': state => (isFilled(state, 'companyUUID', 'companyRequestToken') ? 'done' : 'to-do'),
	folder: folderStatus,
	'credentials-file': fileStatus,
	'refresh-token': tokenStatus,
	proof: proofStatus,
};

/** The status of each stage by its facts alone, whatever its values look like. */
const factualStatuses = memoizeByState(state => recordOf(stageIds, id => statusOf[id](state)));

/** Whether a field of a stage has a value that cannot be used. */
function hasValueProblem(state: WizardState, id: StageId): boolean {
	return stageOf(id).items.some(item => item.kind === 'field' && valueProblem(state, item.field) !== undefined);
}

/** Whether such a value blocks a stage. A valid refresh token makes the request token irrelevant. */
function isValueInTheWay(state: WizardState, id: StageId): boolean {
	return !(id === 'request-token' && hasLiveRefreshToken(state)) && hasValueProblem(state, id);
}

/** Whether a field of a stage has a value that looks wrong and should be checked before going on. */
function isStageSuspicious(state: WizardState, id: StageId): boolean {
	return id !== 'login' && stageOf(id).items.some(item => item.kind === 'field' && isSuspicious(state, item.field));
}

/** Whether the values show that the app exists: even a refused secret means that there is one. */
export function isAppCreated(state: WizardState): boolean {
	return factualStatuses(state).app === 'done' && !isStageSuspicious(state, 'app')
		&& valueProblem(state, 'appID') === undefined;
}

/** Whether only a suspicious-looking value keeps a stage from being done, so that going on is still allowed. */
export function isOnlySuspicious(state: WizardState, id: StageId): boolean {
	return isStageSuspicious(state, id) && !isValueInTheWay(state, id) && factualStatuses(state)[id] === 'done';
}

const stageStatuses = memoizeByState(state => recordOf(stageIds, (id): StageStatus => {
	const status = factualStatuses(state)[id];
	const isOpenAgain = isValueInTheWay(state, id) || isStageSuspicious(state, id) || stageForScopes(state) === id;
	return status === 'done' && isOpenAgain ? 'attention' : status;
}));

/** The status of a stage, derived from what is known and never stored. */
export function stageStatus(state: WizardState, id: StageId): StageStatus {
	return stageStatuses(state)[id];
}

/**
Cause and remedy of what blocks a stage. A stage that is done has one too if it was tried again or if SAP Concur
refused its result.
*/
export function stageFailure(state: WizardState, id: StageId): Explanation | undefined {
	const isUndone = id === 'refresh-token' && (isFailed(state, 'password')
		|| (connectionOf(state).kind === 'refused' && !hasNewRequestToken(state)));
	// A valid token that lacks a scope was not refused.
	const isOfScopes = hasLiveRefreshToken(state) && (id === 'refresh-token' || id === stageForScopes(state));
	return isUndone || (stageStatus(state, id) === 'attention' && !isOfScopes) ? currentFailure(state) : undefined;
}

/**
The stage in which to fix what blocks another one. Undefined once a value has changed since SAP Concur's refusal:
it should then be asked again.
*/
export function stageToFix(state: WizardState, id: StageId): StageId | undefined {
	const stage = stageFailure(state, id)?.stage;
	// A request token from the environment cannot be fixed here.
	const isInOrder = stage === 'request-token' && !hasLiveRefreshToken(state)
		&& stageStatus(state, stage) === 'done';
	return stage === id || isInOrder || isConnectionChanged(state) ? undefined : stage;
}

/** How many stages are done. */
export function doneStageCount(state: WizardState): number {
	return stageIds.filter(id => stageStatus(state, id) === 'done').length;
}

/** Whether the whole set-up is done. */
export function isFinished(state: WizardState): boolean {
	return firstUnfinishedStage(state) === undefined;
}

/** Whether the final summary is in view: what was set up, and what to do with it. */
export function isAtFinish(state: WizardState): boolean {
	return state.stage === 'proof' && isFinished(state) && state.call.kind === 'idle' && !stageFailure(state, 'proof');
}

/** The first stage that is not done, where a resumed session continues. */
export function firstUnfinishedStage(state: WizardState): StageId | undefined {
	return stageIds.find(id => stageStatus(state, id) !== 'done');
}

/** Whether the stage in view shows the cause of a refusal beside a field. */
export function isFieldBlamed(state: WizardState): boolean {
	return hasValueProblem(state, state.stage);
}

/** Whether the stage in view already states the cause of a refusal, which must appear only once. */
export function isCauseInView(state: WizardState): boolean {
	const isCallStage = state.stage === 'refresh-token' || state.stage === 'proof';
	return state.overlay.kind !== 'debug'
		&& (isFieldBlamed(state) || (isCallStage && stageFailure(state, state.stage) !== undefined));
}
