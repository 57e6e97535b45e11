import {type FailedCall} from '../../concur/call-outcome.js';
import {provenWords} from '../../concur/api-proof.js';
import {stageItems} from '../stage-items.js';
import {type WizardEvent} from '../events.js';
import {formatDuration} from '../format-duration.js';
import {failureAt} from '../stage-status.js';
import {type WizardState} from '../wizard-state.js';

/** What the world answers. */
export type AnswerEvent = Extract<
	WizardEvent,
	{
		kind:
			| 'folder-inspected'
			| 'file-written'
			| 'file-exists'
			| 'failed'
			| 'told'
			| 'crashed'
			| 'call-progress'
			| 'token-answered'
			| 'proof-answered';
	}
>;

/** Puts the focus on what to do next: the way on after success, the way to mend it after a refusal. */
function focusFirstAction(state: WizardState): WizardState {
	const item = stageItems(state).findIndex(candidate => candidate.kind === 'action');
	return item === -1 ? state : {...state, item};
}

function afterFailure(state: WizardState, outcome: FailedCall): WizardState {
	if (outcome.kind === 'cancelled') {
		const text =
			state.lastCall?.grant === 'bearer'
				? 'The proof call was cancelled. The refresh token that was granted before it is saved.'
				: 'The call was cancelled. Nothing was changed.';
		return focusFirstAction({...state, notice: {tone: 'warning', text}});
	}

	// The stage that called says cause and remedy; whoever went on to another one meanwhile hears of it there.
	const notice = failureAt(state, state.stage)
		? undefined
		: ({tone: 'bad', text: outcome.explanation.cause} as const);
	return focusFirstAction({...state, notice});
}

function afterTokenAnswer(state: WizardState, event: Extract<AnswerEvent, {kind: 'token-answered'}>): WizardState {
	const {outcome, now, record} = event;
	const {grant} = outcome;
	// A granted refresh is only half of the proof: the call goes on until the proof is answered.
	const isGoingOn = grant === 'refresh_token' && outcome.kind === 'granted';
	const answered: WizardState = {...state, now, ...record, call: isGoingOn ? state.call : {kind: 'idle'}};
	if (outcome.kind !== 'granted') {
		return afterFailure(answered, outcome);
	}

	const {warnings} = outcome;
	const notice = warnings
		? ({tone: 'warning', text: `The token is saved. ${warnings.join(' ')}`} as const)
		: ({tone: 'good', text: 'SAP Concur granted a refresh token. It is saved.'} as const);
	return grant === 'password'
		? focusFirstAction({...answered, notice})
		: {...answered, notice: warnings ? notice : answered.notice};
}

function afterProofAnswer(state: WizardState, event: Extract<AnswerEvent, {kind: 'proof-answered'}>): WizardState {
	const {outcome, now, record} = event;
	const answered: WizardState = {...state, now, ...record, call: {kind: 'idle'}};
	if (outcome.kind !== 'proven') {
		return afterFailure(answered, outcome);
	}

	const {facts: {latency}} = outcome;
	const took = latency < 1000 ? `${Math.round(latency)} ms` : formatDuration(latency);
	return focusFirstAction({
		...answered,
		notice: {
			tone: 'good',
			text: `Proven in ${took}: SAP Concur ${provenWords(outcome, 'answered with')}.`,
		},
	});
}

function afterInspection(state: WizardState, event: Extract<AnswerEvent, {kind: 'folder-inspected'}>): WizardState {
	const wanted = state.folder === '' ? state.facts.defaultFolder : state.folder;
	return event.report.folder === wanted ? {...state, folderReport: event.report} : state;
}

/** What an answer from the world, of the disk or of Concur, changes. */
export function applyAnswer(state: WizardState, event: AnswerEvent): WizardState {
	switch (event.kind) {
		case 'folder-inspected': {
			return afterInspection(state, event);
		}

		case 'file-written': {
			return focusFirstAction({
				...state,
				folderReport: event.report,
				notice: {tone: 'good', text: `${event.file} is written, readable by you alone.`},
			});
		}

		case 'file-exists': {
			return event.file === 'credentials.json'
				? focusFirstAction({
						...state,
						folderReport: event.report,
						notice: {
							tone: 'warning',
							text: 'There is a credentials.json already: choose what to do with it.',
						},
					})
				: {
						...state,
						folderReport: event.report,
						overlay: {
							kind: 'question',
							question: {kind: 'overwrite-token-object', folder: state.folder},
						},
					};
		}

		case 'failed': {
			return {...state, notice: {tone: 'bad', text: event.text}};
		}

		case 'crashed': {
			return {...state, call: {kind: 'idle'}, notice: {tone: 'bad', text: event.text}};
		}

		case 'told': {
			return {...state, notice: {tone: 'plain', text: event.text}};
		}

		case 'call-progress': {
			return state.call.kind === 'calling'
				? {...state, now: event.now, call: {...state.call, progress: event.progress, progressAt: event.now}}
				: state;
		}

		case 'token-answered': {
			return afterTokenAnswer(state, event);
		}

		case 'proof-answered': {
			return afterProofAnswer(state, event);
		}
	}
}
