import {type SavedCall} from '../concur/record-answer.js';
import {type Connection} from '../concur/connection.js';
import {connectionOf} from './lifetimes.js';
import {type WizardState} from './wizard-state.js';

/** What each grant is called where people read of a call. */
export const grantWords: Readonly<Record<SavedCall['grant'], string>> = {
	password: 'company token', refresh_token: 'refresh grant', bearer: 'proof call',
};

/** A verdict in a sentence. */
type Verdict = {readonly text: string; readonly tone: 'good' | 'bad'};

function provenText({proof, token}: WizardState): string {
	if (!proof || proof.refreshToken !== token?.object.refresh_token) {
		return 'Success: refresh token accepted.';
	}

	return `Success: token proven, ${proof.totalResults} ${proof.totalResults === 1 ? 'user' : 'users'} found.`;
}

function connectionVerdict(state: WizardState, connection: Connection): Verdict | undefined {
	switch (connection.kind) {
		case 'none': {
			return undefined;
		}

		case 'untried': {
			return {text: 'Success: refresh token received.', tone: 'good'};
		}

		case 'proven': {
			return {text: provenText(state), tone: 'good'};
		}

		case 'refused': {
			return {text: `Refused: ${connection.explanation.cause}`, tone: 'bad'};
		}

		case 'expired': {
			return {text: 'The refresh token has expired.', tone: 'bad'};
		}
	}
}

/** What became of the calls so far, in the sentence that ends the tutorial's run; undefined before the first call. */
export function callVerdict(state: WizardState): Verdict | undefined {
	const {lastCall, call} = state;
	if (call.kind === 'calling') {
		return undefined;
	}

	if (lastCall && lastCall.kind !== 'granted' && lastCall.kind !== 'proven') {
		const what = lastCall.grant === 'password' ? 'No refresh token' : 'Not proven';
		const why = lastCall.kind === 'cancelled' ? 'cancelled.' : lastCall.explanation?.cause ?? 'see above.';
		return {text: `${what}: ${why}`, tone: 'bad'};
	}

	return connectionVerdict(state, connectionOf(state));
}
