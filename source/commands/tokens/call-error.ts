import {type FailedCall} from '../../concur/call-outcome.js';
import {exitCodes, UserError} from '../../errors.js';
import {withRepeatedOptions} from '../../wizard/calls/repeated-options.js';
import {type Invocation} from '../invocation.js';
import {sessionHint} from '../output/session-hint.js';

type Failure = Exclude<FailedCall, {kind: 'cancelled'}>;

/** The next step after a command that was interrupted with nothing lost. */
export const runAgain = 'Run the command again when you are ready.';

/** Whether SAP Concur was temporarily unavailable, so that the only remedy is to call again later. */
function isUnavailable(failure: Failure): boolean {
	const status = failure.facts.status ?? 0;
	return failure.kind === 'unreachable'
		|| (failure.kind === 'refused' && failure.code === undefined && (status === 429 || status >= 500));
}

/** Details of SAP Concur's answer for anyone who has to look it up: status, its code, correlation ID. */
function answerDetails(failure: Failure): string {
	const {status, correlationId} = failure.facts;
	if (status === undefined) {
		return '';
	}

	const code = failure.kind === 'refused' && failure.code !== undefined
		? `, code ${failure.code}${failure.error === undefined ? '' : ` ${failure.error}`}`
		: '';
	return ` (status ${status}${code}, correlation ID ${correlationId})`;
}

/** Adds the full command that checks the connection to a remedy. */
export function addDoctorHint(remedy: string, {repeatedOptions}: Pick<Invocation, 'repeatedOptions'>): string {
	const doctor = 'concur-tokens doctor';
	const complete = remedy.includes(doctor) ? remedy : `${remedy}\nTo check the connection: ${doctor}`;
	return withRepeatedOptions(complete, repeatedOptions);
}

/**
Turns a failed call into the error that ends a command: what happened in plain words, then what fixes it, with the exact
command.
*/
export function callError(failure: FailedCall, invocation: Invocation): UserError {
	if (failure.kind === 'cancelled') {
		return new UserError(
			'The call was cancelled.',
			runAgain,
			exitCodes.interrupted,
		);
	}

	const {cause, remedy, stage} = failure.explanation;
	const message = `${cause}${answerDetails(failure)}`;
	if (isUnavailable(failure)) {
		return new UserError(message, addDoctorHint(remedy, invocation), exitCodes.notReachable);
	}

	return new UserError(
		message,
		`${withRepeatedOptions(remedy, invocation.repeatedOptions)}\n${sessionHint(invocation, stage)}`,
		exitCodes.refused,
	);
}
