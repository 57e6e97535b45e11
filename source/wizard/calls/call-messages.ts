import {type CallProgress} from '../../concur/call-outcome.js';
import {maxAttempts} from '../../concur/retry-policy.js';
import {type SavedCall} from '../../concur/call-record.js';
import {type RunningCall} from '../wizard-state.js';
import {formatDuration} from '../../format-duration.js';

/** The name of each grant, as shown to people. */
export const grantLabels: Readonly<Record<SavedCall['grant'], string>> = {
	password: 'company token', refresh_token: 'refresh grant', bearer: 'proof call',
};

/** Describes the wait before the next attempt. `left` is in milliseconds. */
export function retryMessage({reason, attempt}: Extract<CallProgress, {kind: 'waiting'}>, left: number): string {
	return `${reason} Retrying in ${formatDuration(left)} (attempt ${attempt + 1} of ${maxAttempts}).`;
}

/** The message for when SAP Concur redirects a call to another data centre. */
export function redirectMessage({geolocation}: Extract<CallProgress, {kind: 'moved'}>): string {
	return `Retrying at ${geolocation}, the data centre of your company.`;
}

/** The message for a call that was cancelled while its answer was still pending. */
export const cancelledMessage = 'No more attempts will be made. An answer still on its way will be saved.';

/** The message for a key pressed while a cancelled call still waits for its answer. */
export const stillAwaitedMessage = 'Cancelled: only the answer still on its way is awaited, for 60 s at most.';

/** The progress of a call in a few words, for where a sentence describes it elsewhere. */
export type ProgressSummary = {readonly text: string; readonly tone: 'plain' | 'warning'};

/** Summarises the progress of a call; undefined before its first attempt. */
export function progressSummary(call: Extract<RunningCall, {kind: 'calling'}>): ProgressSummary | undefined {
	const {progress, isCancelled} = call;
	if (isCancelled) {
		return {text: 'Cancelled: no more attempts', tone: 'warning'};
	}

	switch (progress?.kind) {
		case 'attempt': {
			return {text: `Attempt ${progress.attempt} of ${maxAttempts}: ${progress.url}`, tone: 'plain'};
		}

		case 'waiting': {
			return {text: `Next: attempt ${progress.attempt + 1} of ${maxAttempts}`, tone: 'warning'};
		}

		case 'moved': {
			return {text: `Redirected to: ${progress.geolocation}`, tone: 'warning'};
		}

		case undefined: {
			return undefined;
		}
	}
}
