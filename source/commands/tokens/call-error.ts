import {type FailedCall} from '../../concur/call-outcome.js';
import {stageNumber} from '../../concur/tutorial.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Invocation} from '../invocation.js';

type Failure = Exclude<FailedCall, {kind: 'cancelled'}>;

/** Whether Concur could not be spoken to just now, so that calling again later is all there is to do. */
function isUnavailable(failure: Failure): boolean {
	const status = failure.facts.status ?? 0;
	return failure.kind === 'unreachable'
		|| (failure.kind === 'refused' && failure.code === undefined && (status === 429 || status >= 500));
}

/** How Concur answered, for whoever has to look it up: status, its code, correlation id. */
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

/** A remedy with the command, in full, that checks the connection. */
export function addDoctorHint(remedy: string, {repeatedOptions}: Pick<Invocation, 'repeatedOptions'>): string {
	const doctor = 'concur-tokens doctor';
	return (remedy.includes(doctor) ? remedy : `${remedy}\nTo check the connection: ${doctor}`)
		.replace(doctor, `${doctor}${repeatedOptions}`);
}

/** A failed call as the end of a command: what happened in plain words, then what fixes it, with the exact command. */
export function callError(failure: FailedCall, invocation: Invocation): UserError {
	if (failure.kind === 'cancelled') {
		return new UserError(
			'The call was cancelled.',
			'Run the command again when you are ready.',
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
		`${remedy}\nTo do this in the guided session (stage ${stageNumber(stage)}): ${invocation.setupCommand}`,
		exitCodes.refused,
	);
}
