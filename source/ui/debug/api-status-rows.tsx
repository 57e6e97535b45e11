import stringWidth from 'string-width';
import {type AnswerFacts} from '../../wizard/calls/answer-facts.js';
import {type DebugReport, type ReportedCall} from '../../wizard/regions/debug-report.js';
import {markTones} from '../theme.js';
import {DebugRow, labelledRows, sentenceRows} from './debug-row.js';

function runningRows({elapsed, progress}: Extract<ReportedCall, {kind: 'calling'}>, columns: number) {
	return [
		<DebugRow key="status" before="API status: " marked={`calling, ${elapsed} s`} tone="accent"/>,
		...(progress ? sentenceRows('progress', progress, columns) : []),
	];
}

function answeredRows(answer: AnswerFacts, columns: number) {
	const {label, status, meaning, details, error, description, correlationId} = answer;
	// The least important details are dropped first.
	const detail = details.map((_, dropped) => details.slice(0, details.length - dropped).join(', '))
		.find(each => stringWidth(`${label}${status}  ${each}`) <= columns);
	return [
		<DebugRow
			key="status" before={label} marked={status} tone={markTones[meaning]}
			after={detail === undefined ? '' : `  ${detail}`}
		/>,
		...(error ? [<DebugRow key="code" before={error[0]} marked={error[1]} tone="bad"/>] : []),
		...(description === undefined
			? []
			: sentenceRows('description', {text: description, tone: 'plain'}, columns, 2)),
		...(correlationId ? labelledRows(...correlationId, columns) : []),
	];
}

/** The API status: not called, calling with the elapsed time, or the last answer with its status and correlation ID. */
export function apiStatusRows({call}: DebugReport, columns: number) {
	switch (call.kind) {
		case 'none': {
			return [<DebugRow key="status" before="API status: not called"/>];
		}

		case 'calling': {
			return runningRows(call, columns);
		}

		case 'answered': {
			return answeredRows(call.answer, columns);
		}
	}
}

/** The verdict that ends the panel, as the tutorial's run ends. */
export function verdictRows({verdict}: DebugReport, columns: number) {
	return verdict ? sentenceRows('verdict', verdict, columns) : [];
}
