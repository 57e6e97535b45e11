import {type FailedCall} from '../concur/call-outcome.js';
import {stageIds} from '../concur/tutorial-stages.js';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {repeatedOptions, setupCommand, type GlobalOptions} from './global-options.js';

/** Whether Concur could not be spoken to just now, so that calling again later is all there is to do. */
function isUnavailable(failure: FailedCall): boolean {
	const status = failure.facts.status ?? 0;
	return failure.kind === 'unreachable' || (failure.kind === 'refused' && failure.code === undefined && (status === 429 || status >= 500));
}

function exitCodeOf(failure: FailedCall): ExitCode {
	if (failure.kind === 'cancelled') {
		return exitCodes.interrupted;
	}

	return isUnavailable(failure) ? exitCodes.notReachable : exitCodes.refused;
}

/** A failed call as the end of a command: what happened in plain words, then what mends it, with the exact command. */
export function callFailure(failure: FailedCall, options: GlobalOptions, io: Io): UserError {
	if (failure.kind === 'cancelled') {
		return new UserError('The call was cancelled.', 'Call again whenever you like.', exitCodes.interrupted);
	}

	const {facts, explanation} = failure;
	const code = failure.kind === 'refused' && failure.code !== undefined ? `, code ${failure.code}${failure.error === undefined ? '' : ` ${failure.error}`}` : '';
	const status = facts.status === undefined ? '' : ` (status ${facts.status}${code}, correlation id ${facts.correlationId})`;
	if (isUnavailable(failure)) {
		const doctor = 'concur-tokens doctor';
		const remedy = explanation.remedy.includes(doctor) ? explanation.remedy : `${explanation.remedy}\nWhat is wrong with the connection: ${doctor}`;
		return new UserError(`${explanation.cause}${status}`, remedy.replace(doctor, `${doctor}${repeatedOptions(options)}`), exitCodeOf(failure));
	}

	const stage = stageIds.indexOf(explanation.stage) + 1;
	return new UserError(
		`${explanation.cause}${status}`,
		`${explanation.remedy}\nThe guided session leads through it, stage ${stage}: ${setupCommand(options, io.environment)}`,
		exitCodeOf(failure),
	);
}
