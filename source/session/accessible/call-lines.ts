import {maxAttempts} from '../../concur/retry-policy.js';
import {cancelledMessage, redirectMessage, retryMessage} from '../../wizard/calls/call-messages.js';
import {keyFor} from '../../wizard/keys/keys.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {describeRemark} from './describe-state.js';

const callStartMessages = {
	'refresh-token': 'Requesting a refresh token from SAP Concur.',
	proof: 'Calling the API.',
} as const;

/** How to end a call that has just begun. */
export const cancelHint = `To stop trying, type cancel or press ${keyFor('leave')}.`;

/** The lines to say when a call has just been cancelled. */
export function cancelLines(before: WizardState, after: WizardState): readonly string[] {
	const isCancelled = ({call}: WizardState) => call.kind === 'calling' && call.isCancelled;
	return isCancelled(after) && !isCancelled(before)
		? [describeRemark({tone: 'warning', text: cancelledMessage}, after)]
		: [];
}

/** The lines to say during a call: its start, then each attempt, wait and redirect once. */
export function callLines(before: WizardState['call'], after: WizardState['call']): readonly string[] {
	if (after.kind !== 'calling') {
		return [];
	}

	if (before.kind !== 'calling') {
		return [callStartMessages[after.purpose]];
	}

	const {progress} = after;
	if (progress === undefined || progress === before.progress) {
		return [];
	}

	switch (progress.kind) {
		case 'attempt': {
			return progress.attempt > 1 ? [`Attempt ${progress.attempt} of ${maxAttempts}.`] : [];
		}

		case 'waiting': {
			return [retryMessage(progress, progress.delay)];
		}

		case 'moved': {
			return [redirectMessage(progress)];
		}
	}
}
