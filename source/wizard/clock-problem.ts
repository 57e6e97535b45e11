import {suggestedCommand} from './calls/repeated-options.js';
import {formatInstant} from './format-time.js';
import {type WizardState} from './wizard-state.js';

// A clock that is corrected by less than this has done no harm. Milliseconds.
const tolerance = 5 * 60 * 1000;

export type ClockProblem = {readonly cause: string; readonly remedy: string};

type Timed = Pick<WizardState, 'facts' | 'now' | 'token' | 'lastCall' | 'connection' | 'enteredAt'>;

/**
Returns what is wrong with the clock if something is recorded as having happened later than now: the clock was set back,
or was ahead then. Every lifetime is uncertain in that case.
*/
export function clockProblem({facts, now, token, lastCall, connection, enteredAt}: Timed): ClockProblem | undefined {
	const times = [token?.receivedAt, lastCall?.facts.at, connection?.at, ...Object.values(enteredAt)];
	const latest = Math.max(0, ...times.filter(time => time !== undefined));
	return latest <= now + tolerance
		? undefined
		: {
			cause: `This machine's clock is or was wrong: it reads ${formatInstant(now)}, but data was saved at `
				+ `${formatInstant(latest)}.`,
			remedy: 'Once the clock is correct, call the API again for tokens with correct times. '
				+ `To check it: ${suggestedCommand(facts, 'doctor')}`,
		};
}
