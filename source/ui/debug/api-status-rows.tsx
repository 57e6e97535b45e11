import {type SavedCall} from '../../concur/call-record.js';
import {grantLabels} from '../../wizard/call-messages.js';
import {type DebugReport, type ReportedCall} from '../../wizard/regions/debug-report.js';
import {type Tone} from '../theme.js';
import {DebugRow, labelledRows, sentenceRows} from './debug-row.js';

function runningRows({elapsed, progress}: Extract<ReportedCall, {kind: 'calling'}>, columns: number) {
	return [
		<DebugRow key="status" before="API status: " marked={`calling, ${elapsed} s`} tone="accent"/>,
		...(progress ? sentenceRows('progress', progress, columns) : []),
	];
}

function statusTone(status: number): Tone {
	return status < 300 ? 'good' : (status < 500 ? 'bad' : 'warning');
}

function answeredRows(call: SavedCall, columns: number) {
	const {facts, grant, kind, code, error, description} = call;
	const latency = facts.latency < 1000 ? `${Math.round(facts.latency)} ms` : `${(facts.latency / 1000).toFixed(1)} s`;
	const attempts = facts.attempts === 1 ? '' : `, ${facts.attempts} attempts`;
	const [before, marked, tone] = facts.status === undefined
		? ['API status: ', kind === 'cancelled' ? 'cancelled' : 'no answer', 'bad'] as const
		: ['Status code = ', facts.status.toString(), statusTone(facts.status)] as const;
	// The least important details are dropped first.
	const known = [`${latency}${attempts}, ${grantLabels[grant]}`, `${latency}${attempts}`, latency];
	// Of a lost answer, only the grant is known.
	const details = (facts.correlationId === '' ? [grantLabels[grant]] : known)
		.find(each => before.length + marked.length + 2 + each.length <= columns);
	return [
		<DebugRow
			key="status" before={before} marked={marked} tone={tone} after={details === undefined ? '' : `  ${details}`}
		/>,
		...(code === undefined
			? []
			: [<DebugRow key="code" before="Error = " marked={`${code} ${error ?? ''}`} tone="bad"/>]),
		...(description
			? sentenceRows('description', {text: `SAP Concur says: ${description}`, tone: 'plain'}, columns, 2)
			: []),
		...(facts.correlationId === '' ? [] : labelledRows('Correlation ID = ', facts.correlationId, columns)),
	];
}

/** The API status: not called, calling with the elapsed time, or the last answer with its status and correlation id. */
export function apiStatusRows({call}: DebugReport, columns: number) {
	switch (call.kind) {
		case 'none': {
			return [<DebugRow key="status" before="API status: not called"/>];
		}

		case 'calling': {
			return runningRows(call, columns);
		}

		case 'answered': {
			return answeredRows(call.call, columns);
		}
	}
}

/** The verdict that ends the panel, as the tutorial's run ends. */
export function verdictRows({verdict}: DebugReport, columns: number) {
	return verdict ? sentenceRows('verdict', verdict, columns) : [];
}
