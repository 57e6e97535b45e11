import {describeProof} from '../../concur/api-proof.js';
import {type SavedCall} from '../../concur/call-record.js';
import {type Connection} from '../../concur/connection.js';
import {type WizardState} from '../wizard-state.js';
import {connectionOf} from './lifetimes.js';
import {isAnswerOutdated} from './refusals.js';

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
