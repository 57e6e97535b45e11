import {describeProof} from '../../concur/api-proof.js';
import {type CallProgress} from '../../concur/call-outcome.js';
import {maxAttempts} from '../../concur/retry-policy.js';
import {type SavedCall} from '../../concur/call-record.js';
import {type Connection} from '../../concur/connection.js';
import {formatDuration} from '../format-time.js';
import {type RunningCall, type WizardState} from '../wizard-state.js';
import {connectionOf} from './lifetimes.js';
import {isAnswerOutdated} from './refusals.js';

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

/** States how many scopes were granted. Nothing is known about a token that came without its object. */
export function formatScopeCount(names: readonly string[]): string {
	return names.length === 0 ? 'none known' : `${names.length} ${names.length === 1 ? 'scope' : 'scopes'}`;
}

/** A verdict as a sentence. */
export type CallVerdict = {readonly text: string; readonly tone: 'good' | 'bad' | 'plain'};

function provenText({proof, token}: WizardState): string {
	if (!proof || proof.refreshToken !== token?.object.refresh_token) {
		return 'Success: refresh token accepted.';
	}

	return `Success: token proven, SAP Concur ${describeProof(proof, 'counted')}.`;
}

function connectionVerdict(state: WizardState, connection: Connection, isCauseTold: boolean): CallVerdict | undefined {
	switch (connection.kind) {
		case 'none': {
			return undefined;
		}

		case 'untried': {
			return state.lastCall
				? {text: 'Success: refresh token received.', tone: 'good'}
				: {text: 'Refresh token imported, not tried yet.', tone: 'plain'};
		}

		case 'proven': {
			return {text: provenText(state), tone: 'good'};
		}

		case 'refused': {
			const text = isCauseTold ? 'Refused by SAP Concur.' : `Refused: ${connection.explanation.cause}`;
			return {text, tone: 'bad'};
		}

		case 'unanswered': {
			return {text: 'Not proven: the answer to the last refresh was lost.', tone: 'bad'};
		}

		case 'expired': {
			return {text: 'The refresh token has expired.', tone: 'bad'};
		}
	}
}

/** A failure in a word or two. */
const shortCauses: Readonly<Record<Exclude<SavedCall['kind'], 'granted' | 'proven'>, string>> = {
	refused: 'refused.', unreachable: 'no answer.', unusable: 'the answer was unusable.', cancelled: 'cancelled.',
};

/**
The outcome of the calls so far, as the sentence that ends the tutorial's run; undefined before the first call. A cause
that is already on screen is not repeated.
*/
export function callVerdict(state: WizardState, isCauseTold: boolean): CallVerdict | undefined {
	const {lastCall, call} = state;
	if (call.kind === 'calling') {
		return undefined;
	}

	if (isAnswerOutdated(state) && connectionOf(state).kind !== 'proven') {
		return {text: 'Not called since the values were changed.', tone: 'plain'};
	}

	if (lastCall && !isAnswerOutdated(state) && lastCall.kind !== 'granted' && lastCall.kind !== 'proven') {
		const what = lastCall.grant === 'password' ? 'No refresh token' : 'Not proven';
		const why = (isCauseTold ? undefined : lastCall.explanation?.cause) ?? shortCauses[lastCall.kind];
		return {text: `${what}: ${why}`, tone: 'bad'};
	}

	return connectionVerdict(state, connectionOf(state), isCauseTold);
}
