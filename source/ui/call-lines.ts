import {type SavedCall} from '../concur/call-record.js';
import {formatDuration} from '../wizard/format-duration.js';
import {connectionOf} from '../wizard/lifetimes.js';
import {type RunningCall, type WizardState} from '../wizard/wizard-state.js';
import {line, wrapText, type Line} from './line.js';

const grantWords: Readonly<Record<SavedCall['grant'], string>> = {
	password: 'company token', refresh_token: 'refresh grant', bearer: 'proof call',
};

function runningLines(call: Extract<RunningCall, {kind: 'calling'}>, now: number, width: number): readonly Line[] {
	const elapsed = Math.max(0, (now - call.startedAt) / 1000).toFixed(0);
	const {progress} = call;
	const lines: Line[] = [[{text: 'API status: '}, {text: `calling, ${elapsed} s`, tone: 'accent'}]];
	if (progress?.kind === 'attempt') {
		lines.push(...wrapText(`Attempt ${progress.attempt}: ${progress.url}`, width).map(text => line(text, 'dim')));
	}

	if (call.isCancelled) {
		lines.push(...wrapText('Cancelled: the answer that is under way is awaited and saved.', width).map(text => line(text, 'warning')));
	} else if (progress?.kind === 'waiting') {
		const left = Math.max(0, progress.delay - (now - (call.progressAt ?? now)));
		lines.push(...wrapText(`${progress.reason} Trying again in ${formatDuration(left + 999)}.`, width).map(text => line(text, 'warning')));
	}

	if (progress?.kind === 'moved') {
		lines.push(...wrapText(`Your company lives at ${progress.geolocation}: asking there.`, width).map(text => line(text, 'warning')));
	}

	return lines;
}

/** A label and a value that must stay readable as a whole: on rows of their own where one is too short. */
export function labelledRows(label: string, value: string, width: number): readonly Line[] {
	return label.length + value.length <= width
		? [[{text: label}, {text: value, tone: 'dim'}]]
		: [line(label.trimEnd()), ...wrapText(value, width - 2).map(text => line(`  ${text}`, 'dim'))];
}

function statusTone(status: number): 'good' | 'warning' | 'bad' {
	return status < 300 ? 'good' : (status < 500 ? 'bad' : 'warning');
}

function answeredLines(call: SavedCall, width: number): readonly Line[] {
	const {facts} = call;
	const seconds = facts.latency < 1000 ? `${Math.round(facts.latency)} ms` : `${(facts.latency / 1000).toFixed(1)} s`;
	const attempts = facts.attempts === 1 ? '' : `, ${facts.attempts} attempts`;
	const status: Line = facts.status === undefined
		? [{text: 'API status: '}, {text: call.kind === 'cancelled' ? 'cancelled' : 'no answer', tone: 'bad'}, {text: `  ${seconds}${attempts}, ${grantWords[call.grant]}`, tone: 'dim'}]
		: [{text: 'Status code = '}, {text: String(facts.status), tone: statusTone(facts.status)}, {text: `  ${seconds}${attempts}, ${grantWords[call.grant]}`, tone: 'dim'}];
	const code = call.code === undefined ? [] : [[{text: 'Error = '}, {text: `${call.code} ${call.error ?? ''}`, tone: 'bad'}] as Line];
	const description = call.description ? wrapText(`Concur says: ${call.description}`, width).slice(0, 2).map(text => line(text, 'dim')) : [];
	return [status, ...code, ...description, ...labelledRows('Correlation ID = ', facts.correlationId, width)];
}

/** The API status: not called, calling with the elapsed time, or the last answer with status code, latency and correlation id. */
export function callLines(state: WizardState, width: number): readonly Line[] {
	if (state.call.kind === 'calling') {
		return runningLines(state.call, state.now, width);
	}

	return state.lastCall ? answeredLines(state.lastCall, width) : [[{text: 'API status: '}, {text: 'not called', tone: 'dim'}]];
}

function verdict(state: WizardState): {readonly text: string; readonly tone: 'good' | 'bad'} | undefined {
	const {lastCall, token, proof} = state;
	if (state.call.kind === 'calling') {
		return undefined;
	}

	if (lastCall && lastCall.kind !== 'granted' && lastCall.kind !== 'proven') {
		const what = lastCall.grant === 'password' ? 'No refresh token' : 'Not proven';
		return {text: `${what}: ${lastCall.kind === 'cancelled' ? 'cancelled.' : lastCall.explanation?.cause ?? 'see above.'}`, tone: 'bad'};
	}

	const connection = connectionOf(state);
	switch (connection.kind) {
		case 'none': {
			return undefined;
		}

		case 'untried': {
			return {text: 'Success: refresh token received.', tone: 'good'};
		}

		case 'proven': {
			return proof && proof.refreshToken === token?.object.refresh_token
				? {text: `Success: token proven, ${proof.totalResults} users found.`, tone: 'good'}
				: {text: 'Success: refresh token accepted.', tone: 'good'};
		}

		case 'refused': {
			return {text: `Refused: ${connection.explanation.cause}`, tone: 'bad'};
		}

		case 'expired': {
			return {text: 'The refresh token has expired.', tone: 'bad'};
		}
	}
}

/** The verdict that ends the panel, as the tutorial's run ends. */
export function verdictLines(state: WizardState, width: number): readonly Line[] {
	const found = verdict(state);
	return found ? wrapText(found.text, width).map(text => line(text, found.tone)) : [];
}
