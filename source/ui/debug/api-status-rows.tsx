import {type SavedCall} from '../../concur/call-record.js';
import {maxAttempts} from '../../concur/retry-policy.js';
import {answerFacts} from '../../wizard/answer-facts.js';
import {callVerdict} from '../../wizard/call-messages.js';
import {isCauseInView} from '../../wizard/stage-status.js';
import {type RunningCall, type WizardState} from '../../wizard/wizard-state.js';
import {markTones} from '../theme.js';
import {DebugRow, labelledRows, sentenceRows} from './debug-row.js';

/** The progress of the call in a few words. The stage describes it in sentences. */
function progressRows({progress, isCancelled}: Extract<RunningCall, {kind: 'calling'}>, columns: number) {
	if (isCancelled) {
		return sentenceRows('cancelled', {text: 'Cancelled: no more attempts', tone: 'warning'}, columns);
	}

	switch (progress?.kind) {
		case 'attempt': {
			const text = `Attempt ${progress.attempt} of ${maxAttempts}: ${progress.url}`;
			return sentenceRows('attempt', {text, tone: 'plain'}, columns);
		}

		case 'waiting': {
			const text = `Next: attempt ${progress.attempt + 1} of ${maxAttempts}`;
			return sentenceRows('waiting', {text, tone: 'warning'}, columns);
		}

		case 'moved': {
			return sentenceRows('moved', {text: `Redirected to: ${progress.geolocation}`, tone: 'warning'}, columns);
		}

		case undefined: {
			return [];
		}
	}
}

function runningRows(call: Extract<RunningCall, {kind: 'calling'}>, now: number, columns: number) {
	// The stage shows tenths of the same seconds.
	const elapsed = Math.floor(Math.max(0, now - call.startedAt) / 1000);
	return [
		<DebugRow key="status" before="API status: " marked={`calling, ${elapsed} s`} tone="accent"/>,
		...progressRows(call, columns),
	];
}

function answeredRows(call: SavedCall, columns: number) {
	const {label, status, meaning, details, error, description, correlationId} = answerFacts(call);
	// The least important details are dropped first.
	const detail = details.map((_, dropped) => details.slice(0, details.length - dropped).join(', '))
		.find(each => label.length + status.length + 2 + each.length <= columns);
	return [
		<DebugRow
			key="status" before={label} marked={status} tone={markTones[meaning]}
			after={detail === undefined ? '' : `  ${detail}`}
		/>,
		...(error ? [<DebugRow key="code" before={error[0]} marked={error[1]} tone="bad"/>] : []),
		...(description === undefined
			? []
			: sentenceRows('description', {text: description, tone: 'plain'}, columns, 2)),
		...(correlationId ? labelledRows(...correlationId, columns) : []),
	];
}

/** The API status: not called, calling with the elapsed time, or the last answer with its status and correlation id. */
export function apiStatusRows(state: WizardState, columns: number) {
	if (state.call.kind === 'calling') {
		return runningRows(state.call, state.now, columns);
	}

	return state.lastCall
		? answeredRows(state.lastCall, columns)
		: [<DebugRow key="status" before="API status: not called"/>];
}

/** The verdict that ends the panel, as the tutorial's run ends. */
export function verdictRows(state: WizardState, columns: number) {
	const verdict = callVerdict(state, isCauseInView(state));
	return verdict ? sentenceRows('verdict', verdict, columns) : [];
}
