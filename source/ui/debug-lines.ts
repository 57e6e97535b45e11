import {checkSummary} from '../wizard/actions.js';
import {currentCheck} from '../wizard/verdicts.js';
import {effectiveValue, type WizardState} from '../wizard/wizard-state.js';
import {callLines, labelledRows, verdictLines} from './call-lines.js';
import {checkLine, credentialKeyLines} from './credentials-lines.js';
import {fitLine, line, lineWidth, ruledHeading, type Line} from './line.js';
import {shortTokenLines, tokenObjectLines} from './token-object-lines.js';

// No scope of a real token needs more rows than this.
const unlimited = 500;

/** Heading of the debug panel, with the two verdicts that it is read for. */
export function debugHeading(state: WizardState, width: number): Line {
	const heading = (subject: string): Line => [
		{text: 'Debug', tone: 'heading'},
		{text: `: ${subject}`},
		{text: checkSummary(state), tone: currentCheck(state).isValid ? 'good' : 'bad'},
		{text: ', API '},
		...apiWord(state),
	];
	const full = heading('credentials ');
	return ruledHeading(lineWidth(full) + 4 <= width ? full : heading(''), width);
}

function apiWord(state: WizardState): Line {
	const {call, lastCall} = state;
	if (call.kind === 'calling') {
		return line('calling', 'accent');
	}

	if (!lastCall) {
		return line('not called', 'dim');
	}

	const isGood = lastCall.kind === 'granted' || lastCall.kind === 'proven';
	return line(lastCall.facts.status === undefined ? 'no answer' : String(lastCall.facts.status), isGood ? 'good' : 'bad');
}

function companyLines(state: WizardState, width: number): readonly Line[] {
	return labelledRows('Company UUID = ', effectiveValue(state, 'companyUUID') || 'not known yet', width);
}

function apiLines(state: WizardState, scopeRows: number, width: number): readonly Line[] {
	const isTold = state.lastCall !== undefined || state.token !== undefined;
	return [
		...callLines(state, width),
		...(isTold ? companyLines(state, width) : []),
		...(state.token ? tokenObjectLines(state, state.token, scopeRows, width) : []),
		...verdictLines(state, width),
	];
}

/** Everything that the tutorial's debug output shows, as long as it is. */
export function wholeDebugLines(state: WizardState, width: number, scopeRows = unlimited): readonly Line[] {
	return [
		line('credentialsObject {'),
		...credentialKeyLines(state, width),
		line('}'),
		checkLine(state),
		line(''),
		...apiLines(state, scopeRows, width),
	].map(spans => fitLine(spans, width));
}

/** What a low panel shows: the credentials object before the call, the answer from the call on. */
function shortDebugLines(state: WizardState, width: number, rows: number): readonly Line[] {
	const isAboutCall = state.stage === 'refresh-token' || state.stage === 'proof';
	if (!isAboutCall) {
		return rows > 6
			? [...credentialKeyLines(state, width), ...callLines(state, width).slice(0, 1)]
			: credentialKeyLines(state, width).filter((_, index) => index !== 2 && index !== 5);
	}

	if (!state.lastCall && !state.token) {
		return state.call.kind === 'calling' ? callLines(state, width) : [...callLines(state, width), ...credentialKeyLines(state, width)];
	}

	const token = state.token ? shortTokenLines(state, state.token, width) : [];
	return [...callLines(state, width), ...verdictLines(state, width), ...token, ...companyLines(state, width)];
}

/**
The debug panel in exactly the rows it has: whole where it fits, with the scope cut to what is left,
then without ornament, then only what the current stage is about. Nothing is pushed away by a long scope.
*/
export function debugLines(state: WizardState, width: number, rows: number): readonly Line[] {
	// A scope that takes more rows than the panel has is not shown as a whole anyway.
	const whole = wholeDebugLines(state, width, rows + 1);
	if (whole.length <= rows) {
		return fill(whole, width, rows);
	}

	const fixed: readonly Line[] = [line('credentialsObject {'), ...credentialKeyLines(state, width), line('}'), checkLine(state)];
	const bare = [...credentialKeyLines(state, width), checkLine(state)];
	for (const head of [fixed, bare]) {
		const least = head.length + apiLines(state, 1, width).length;
		if (least <= rows) {
			return fill([...head, ...apiLines(state, rows - least + 1, width)], width, rows);
		}
	}

	return fill(shortDebugLines(state, width, rows), width, rows);
}

/** Cut or filled up to the rows of the panel; a cut panel says that there is more and which key shows it. */
function fill(lines: readonly Line[], width: number, rows: number): readonly Line[] {
	const shown = lines.length > rows ? [...lines.slice(0, rows - 1), line(`  ${lines.length - rows + 1} more: Ctrl+D shows all`, 'dim')] : lines;
	return Array.from({length: rows}, (_, row) => fitLine(shown[row] ?? [], width));
}
