import {memo, type ReactElement} from 'react';
import {Box, Text} from 'ink';
import {keyFor} from '../../wizard/keys.js';
import {checkSummary, isCheckPassed} from '../../wizard/value-problems.js';
import {effectiveValue, type WizardState} from '../../wizard/wizard-state.js';
import {RuledHeading} from '../frame/headings.js';
import {memoRegion} from '../memo-region.js';
import {tones, type Tone} from '../theme.js';
import {apiStatusRows, verdictRows} from './api-status-rows.js';
import {credentialKeyRows, credentialsObjectRows} from './credentials-object-rows.js';
import {DebugRow, labelledRows} from './debug-row.js';
import {shortTokenRows, tokenObjectRows} from './token-object-rows.js';

// No scope of a real token needs more rows than this.
const unlimitedRows = 500;

function apiLabel({call, lastCall}: WizardState): {readonly text: string; readonly tone: Tone} {
	if (call.kind === 'calling') {
		return {text: 'calling', tone: 'accent'};
	}

	if (!lastCall) {
		return {text: 'not called', tone: 'plain'};
	}

	const isGood = lastCall.kind === 'granted' || lastCall.kind === 'proven';
	return {text: lastCall.facts.status?.toString() ?? 'no answer', tone: isGood ? 'good' : 'bad'};
}

type DebugHeadingProps = {
	/** The verdict on the credentials. */
	readonly check: string;
	readonly isValid: boolean;
	/** The result of the last call. */
	readonly api: string;
	readonly tone: Tone;
	readonly columns: number;
};

/** Heading of the debug panel, with the two verdicts that matter most. */
const DebugHeading = memo(({check, isValid, api, tone, columns}: DebugHeadingProps) => {
	const text = `── Debug: credentials ${check}, API ${api} `;
	const hint = `${keyFor('debug')} shows all of it`;
	return (
		<RuledHeading hint={text.length + hint.length + 5 <= columns ? hint : undefined}>
			<Text {...tones.heading}>Debug</Text>: {text.length + 1 <= columns && 'credentials '}
			<Text {...tones[isValid ? 'good' : 'plain']}>{check}</Text>
			, API <Text {...tones[tone]}>{api}</Text>
		</RuledHeading>
	);
});

function apiRows(state: WizardState, maxScopeRows: number, columns: number): readonly ReactElement[] {
	const {lastCall, token} = state;
	const isTold = lastCall !== undefined || token !== undefined;
	return [
		...apiStatusRows(state, columns),
		...(isTold
			? labelledRows('Company UUID = ', effectiveValue(state, 'companyUUID') || 'not known yet', columns)
			: []),
		...(token ? tokenObjectRows(state, maxScopeRows, columns) : []),
		...verdictRows(state, columns),
	];
}

/** All rows of the tutorial's debug output, with at most `maxScopeRows` of them for the scope. */
export function allDebugRows(
	state: WizardState,
	columns: number,
	maxScopeRows = unlimitedRows,
): readonly ReactElement[] {
	return [
		...credentialsObjectRows(state, columns),
		<DebugRow key="gap" before=" "/>,
		...apiRows(state, maxScopeRows, columns),
	];
}

/** The rows of a short panel: the credentials object until there is a call, then the answer. */
function shortRows(state: WizardState, columns: number, rows: number): readonly ReactElement[] {
	const {stage, lastCall, token, call} = state;
	if (stage !== 'refresh-token' && stage !== 'proof') {
		const keys = credentialKeyRows(state, columns);
		// The two constant keys are dropped first.
		return rows > 6
			? [...keys, ...apiStatusRows(state, columns).slice(0, 1)]
			: keys.filter((_, index) => index !== 2 && index !== 5);
	}

	if (!lastCall && !token) {
		const status = apiStatusRows(state, columns);
		const keys = credentialKeyRows(state, columns);
		// Credentials, then the result, as in the full panel. The two constant keys are dropped first.
		const shownKeys = rows > 6 ? keys : keys.filter((_, index) => index !== 2 && index !== 5);
		return call.kind === 'calling' ? status : [...shownKeys, ...status];
	}

	return [
		...apiStatusRows(state, columns),
		...verdictRows(state, columns),
		...(token ? shortTokenRows(state, token, columns) : []),
		...labelledRows('Company UUID = ', effectiveValue(state, 'companyUUID') || 'not known yet', columns),
	];
}

/** Cuts rows to the space available. The last one then says how many more there are and which key shows them. */
function cutRows(all: readonly ReactElement[], rows: number): readonly ReactElement[] {
	return all.length <= rows
		? all
		: [
			...all.slice(0, rows - 1),
			<DebugRow key="more" before={`  ${all.length - rows + 1} more: ${keyFor('debug')} shows all`}/>,
		];
}

/**
The content of the panel for the rows available: everything if it fits, then with a shortened scope, then without
ornament, then only what concerns the current stage. A long scope never displaces anything else.
*/
export function debugRows(state: WizardState, columns: number, rows: number): readonly ReactElement[] {
	if (rows <= 0) {
		return [];
	}

	// A scope with more rows than the panel is not shown in full anyway.
	const whole = allDebugRows(state, columns, rows + 1);
	if (whole.length <= rows) {
		return whole;
	}

	const credentials = credentialsObjectRows(state, columns);
	const plain = [...credentialKeyRows(state, columns), ...credentials.slice(-1)];
	const withShortScope = apiRows(state, 1, columns).length;
	const head = [credentials, plain].find(each => each.length + withShortScope <= rows);
	return head
		? cutRows([...head, ...apiRows(state, rows - head.length - withShortScope + 1, columns)], rows)
		: cutRows(shortRows(state, columns, rows), rows);
}

/** The maximum number of rows that the panel can use: none before anything has been entered or called. */
export function preferredDebugRows(state: WizardState): number {
	const isAnythingKnown = state.lastCall !== undefined || state.token !== undefined || state.call.kind === 'calling'
		|| Object.values(state.values).some(value => value !== '') || Object.keys(state.facts.environment).length > 0;
	return isAnythingKnown ? unlimitedRows : 0;
}

type DebugPanelProps = {readonly state: WizardState; readonly columns: number; readonly rows: number};

/** The debug panel with its heading. */
export const DebugPanel = memoRegion(({state, columns, rows}: DebugPanelProps) => {
	const api = apiLabel(state);
	return (
		<Box flexDirection="column" flexShrink={0} width={columns} height={rows + 1} overflowY="hidden">
			<DebugHeading
				check={checkSummary(state)} isValid={isCheckPassed(state)} api={api.text} tone={api.tone}
				columns={columns}
			/>
			{debugRows(state, columns, rows)}
		</Box>
	);
});
