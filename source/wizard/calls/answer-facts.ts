import {type SavedCall} from '../../concur/call-record.js';
import {formatLatency} from '../format-time.js';
import {type Meaning} from '../marks.js';
import {grantLabels} from './call-messages.js';

/** What the debug output says about SAP Concur's last answer, in the order in which it is said. */
export type AnswerFacts = {
	/** `Status code = ` as in SAP's samples, or `API status: ` where there was no answer. */
	readonly label: string;
	readonly status: string;
	readonly meaning: Exclude<Meaning, 'open'>;
	/** Latency, attempts if there were several, and grant: the least important last. */
	readonly details: readonly string[];
	/** Each a label and its text. */
	readonly error: readonly [string, string] | undefined;
	readonly description: string | undefined;
	/** Undefined if the answer was lost: of it, only the grant is known. */
	readonly correlationId: readonly [string, string] | undefined;
};

function statusMeaning(status: number): AnswerFacts['meaning'] {
	return status < 300 ? 'good' : (status < 500 ? 'bad' : 'attention');
}

/** What is added to an answer that was given for values that have been changed since. */
export const outdatedRemark = 'for earlier values';

/**
Describes SAP Concur's last answer, or that there was none. `isOutdated` says that the values have been changed since.
*/
export function answerFacts(
	{facts, grant, kind, code, error = '', description}: SavedCall,
	isOutdated = false,
): AnswerFacts {
	const {status, latency, attempts, correlationId} = facts;
	const isLost = correlationId === '';
	const timing = [formatLatency(latency), ...(attempts === 1 ? [] : [`${attempts} attempts`])];
	return {
		...(status === undefined
			? {label: 'API status: ', status: kind === 'cancelled' ? 'cancelled' : 'no answer', meaning: 'bad'}
			: {label: 'Status code = ', status: String(status), meaning: statusMeaning(status)}),
		details: [...(isOutdated ? [outdatedRemark] : []), ...(isLost ? [] : timing), grantLabels[grant]],
		error: code === undefined ? undefined : ['Error = ', `${code} ${error}`.trimEnd()],
		description: description ? `SAP Concur says: ${description}` : undefined,
		correlationId: isLost ? undefined : ['Correlation ID = ', correlationId],
	};
}
