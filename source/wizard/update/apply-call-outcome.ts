import {describeProof} from '../../concur/api-proof.js';
import {type FailedCall} from '../../concur/call-outcome.js';
import {type StageId} from '../../concur/tutorial.js';
import {apiChoices} from '../apis/api-choice.js';
import {hasMissingScopes} from '../apis/scope-coverage.js';
import {transitionTo, type Transition, type WizardEvent} from '../events.js';
import {proofSummary} from '../apis/proof-rows.js';
import {formatLatency} from '../format-time.js';
import {stageFailure, isFinished} from '../stages/stage-status.js';
import {allStagesDone} from '../stages/stages.js';
import {type WizardState} from '../wizard-state.js';
import {advanceFrom, focusAfterResult} from './enter-stage.js';
import {withAnsweredSecrets} from './stored-values.js';

function afterFailure(state: WizardState, outcome: FailedCall, stage: StageId): WizardState {
	if (outcome.kind === 'cancelled') {
		const text =
			state.lastCall?.grant === 'bearer'
				? 'The proof call was cancelled. The refresh token granted before it has been saved.'
				: 'The call was cancelled. Nothing was changed.';
		return focusAfterResult({...state, notice: {tone: 'warning', text}}, stage);
	}

	// The stage that made the call shows cause and remedy. A person who has moved on needs a notice.
	const notice = stageFailure(state, state.stage)
		? undefined
		: ({tone: 'bad', text: outcome.explanation.cause} as const);
	return focusAfterResult({...state, notice}, stage);
}

const newToken = 'SAP Concur granted a refresh token. It is saved.';

/** The message for a granted token. If it replaces another, files exported earlier still contain the old one. */
function grantText(previous: string | undefined, current: string | undefined): string {
	return previous === undefined || previous === current
		? newToken
		: `${newToken} Files that you exported earlier contain the old one: export them again.`;
}

type Answer<Kind extends WizardEvent['kind']> = Extract<WizardEvent, {kind: Kind}>;

/** Applies the answer to a grant: what it granted, or why not, and where to go on. */
export function applyTokenOutcome(state: WizardState, event: Answer<'token-answered'>): Transition {
	const {outcome, now, record, stored} = event;
	const {grant} = outcome;
	// A granted refresh is only half of the proof: the call is not over before the proof itself is answered.
	const isGoingOn = grant === 'refresh_token' && outcome.kind === 'granted';
	const called: WizardState = {...state, now, ...record, call: isGoingOn ? state.call : {kind: 'idle'}};
	const answered = withAnsweredSecrets(called, stored);
	if (answered.values.clientSecret !== state.values.clientSecret) {
		return transitionTo(focusAfterResult(answered, grant === 'password' ? 'refresh-token' : 'proof'));
	}

	if (outcome.kind !== 'granted') {
		return transitionTo(afterFailure(answered, outcome, grant === 'password' ? 'refresh-token' : 'proof'));
	}

	const {warnings} = outcome;
	const notice = warnings
		? ({tone: 'warning', text: `The token is saved. ${warnings.join(' ')}`} as const)
		: ({
			tone: 'success',
			text: grantText(state.token?.object.refresh_token, answered.token?.object.refresh_token),
		} as const);
	// A token that lacks scopes shows that the app has not got them, whatever was ticked.
	const isTickRefuted = grant === 'password' && hasMissingScopes(answered);
	const ticks = isTickRefuted ? answered.ticks.filter(id => id !== 'app.scopes') : answered.ticks;
	return grant === 'password'
		? advanceFrom('refresh-token', focusAfterResult({...answered, ticks, notice}, 'refresh-token'))
		: transitionTo({...answered, notice: warnings ? notice : answered.notice});
}

/** Applies the answer to a proof call. */
export function applyProofOutcome(state: WizardState, event: Answer<'proof-answered'>): Transition {
	const {outcome, now, record} = event;
	const answered: WizardState = {...state, now, ...record, call: {kind: 'idle'}};
	if (outcome.kind !== 'proven') {
		return transitionTo(afterFailure(answered, outcome, 'proof'));
	}

	const {facts: {latency}} = outcome;
	// The summary card shows the answer.
	const words = isFinished(answered)
		? `. ${allStagesDone}.`
		: `: SAP Concur ${describeProof(outcome, 'answered with')}.`;
	const all = isFinished(answered) ? ` ${allStagesDone}.` : '';
	return advanceFrom('proof', focusAfterResult({
		...answered,
		notice: {
			tone: 'success',
			text: apiChoices(answered).length > 1
				? `The chosen APIs were called: ${proofSummary(answered)}.${all}`
				: `Proven in ${formatLatency(latency)}${words}`,
		},
	}, 'proof'));
}
