import {maxAttempts} from '../../concur/retry-policy.js';
import {formatElapsed} from '../format-time.js';
import {keyFor} from '../keys/keys.js';
import {type RunningCall, type WizardState} from '../wizard-state.js';
import {cancelledMessage, redirectMessage, retryMessage} from './call-messages.js';

/** A sentence about the running call, or about the wait before its next attempt. */
type CallRemark = {readonly text: string; readonly tone: 'accent' | 'warning'};

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
// Milliseconds.
const spinnerPeriod = 250;

function progressRemarks(call: Extract<RunningCall, {kind: 'calling'}>, now: number): readonly CallRemark[] {
	const {progress, isCancelled, progressAt = now} = call;
	if (isCancelled) {
		return [{text: cancelledMessage, tone: 'warning'}];
	}

	if (progress?.kind === 'waiting') {
		const left = Math.max(0, progress.delay - (now - progressAt));
		return [{text: retryMessage(progress, left + 999), tone: 'warning'}];
	}

	return progress?.kind === 'moved' ? [{text: redirectMessage(progress), tone: 'warning'}] : [];
}

/**
Describes the running call where people are looking: elapsed time, attempt and how to cancel it. Undefined unless the
stage in view makes it.
*/
export function callRemarks({call, now, stage}: WizardState): readonly CallRemark[] | undefined {
	if (call.kind !== 'calling' || call.purpose !== stage) {
		return undefined;
	}

	const {progress, startedAt, isCancelled} = call;
	const elapsed = Math.max(0, now - startedAt);
	const sign = spinner[Math.floor(elapsed / spinnerPeriod) % spinner.length]!;
	const isRepeated = progress?.kind === 'attempt' && progress.attempt > 1;
	const attempt = isRepeated ? `, attempt ${progress.attempt} of ${maxAttempts}` : '';
	const way = isCancelled ? '' : ` ${keyFor('close')} cancels.`;
	const text = `${sign} Asking SAP Concur: ${formatElapsed(elapsed)}${attempt}.${way}`;
	return [{text, tone: 'accent'}, ...progressRemarks(call, now)];
}
