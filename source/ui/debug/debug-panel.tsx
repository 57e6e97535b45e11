import {memo, type ReactElement} from 'react';
import {Box} from 'ink';
import {outdatedRemark} from '../../wizard/calls/answer-facts.js';
import {keyFor} from '../../wizard/keys/keys.js';
import {type DebugReport} from '../../wizard/regions/debug-report.js';
import {RuledHeading} from '../frame/headings.js';
import {type Tone} from '../theme.js';
import {apiStatusRows, verdictRows} from './api-status-rows.js';
import {credentialKeyRows, credentialsObjectRows} from './credentials-object-rows.js';
import {DebugRow, labelledRows} from './debug-row.js';
import {shortTokenRows, tokenObjectRows, type MaxRows} from './token-object-rows.js';

// No scope and no value of a real token needs more rows than this.
const unlimitedRows = 500;
const unlimited: MaxRows = {scope: unlimitedRows, value: unlimitedRows};
// Beside the stage, a value that the person asked to see must not push out the others: its own page shows all of it.
const maxValueRows = 2;

function apiLabel({call}: DebugReport): {readonly text: string; readonly tone: Tone} {
	switch (call.kind) {
		case 'none': {
			return {text: 'not called', tone: 'plain'};
		}

		case 'calling': {
			return {text: 'calling', tone: 'accent'};
		}

		case 'answered': {
			return call.isOutdated
				? {text: `${call.answer.status} ${outdatedRemark}`, tone: 'plain'}
				: {text: call.answer.status, tone: call.isGood ? 'good' : 'bad'};
		}
	}
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
const DebugHeading = memo(({check, isValid, api, tone, columns}: DebugHeadingProps) => (
	<RuledHeading
		hint={`${keyFor('debug')} shows all of it`} columns={columns}
		parts={[
			{text: 'Debug', tone: 'heading'},
			{text: ': '},
			{text: 'credentials ', isOptional: true},
			{text: check, tone: isValid ? 'good' : 'plain'},
			{text: ', API '},
			{text: api, tone},
		]}
	/>
));

function companyRows({companyUUID}: DebugReport, columns: number) {
	return companyUUID === undefined ? [] : labelledRows('Company UUID = ', companyUUID, columns);
}

function apiRows(report: DebugReport, maxRows: MaxRows, columns: number): readonly ReactElement[] {
	const {token} = report;
	return [
		...apiStatusRows(report, columns),
		...companyRows(report, columns),
		...(token ? tokenObjectRows(token, maxRows, columns) : []),
		...verdictRows(report, columns),
	];
}

/** All rows of the tutorial's debug output. */
export function allDebugRows(
	report: DebugReport,
	columns: number,
	maxRows = unlimited,
): readonly ReactElement[] {
	return [
		...credentialsObjectRows(report, maxRows.value, columns),
		<DebugRow key="gap" before=" "/>,
		...apiRows(report, maxRows, columns),
	];
}

/** The rows of a short panel: the credentials object until there is a call, then the answer. */
function shortRows(report: DebugReport, columns: number, rows: number): readonly ReactElement[] {
	const {call, token, isCallStage} = report;
	const isBrief = rows <= 6;
	if (!isCallStage) {
		const keys = credentialKeyRows(report, maxValueRows, columns, isBrief);
		return isBrief ? keys : [...keys, ...apiStatusRows(report, columns).slice(0, 1)];
	}

	if (report.companyUUID === undefined) {
		const status = apiStatusRows(report, columns);
		// Credentials, then the result, as in the full panel.
		const keys = credentialKeyRows(report, maxValueRows, columns, isBrief);
		return call.kind === 'calling' ? status : [...keys, ...status];
	}

	return [
		...apiStatusRows(report, columns),
		...verdictRows(report, columns),
		...(token ? shortTokenRows(token, columns) : []),
		...companyRows(report, columns),
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
export function debugRows(report: DebugReport, columns: number, rows: number): readonly ReactElement[] {
	if (rows <= 0) {
		return [];
	}

	// A scope with more rows than the panel is not shown in full anyway.
	const scope = rows + 1;
	const whole = (report.isRevealing ? [unlimitedRows, maxValueRows] : [unlimitedRows])
		.map(value => allDebugRows(report, columns, {scope, value}))
		.find(each => each.length <= rows);
	if (whole) {
		return whole;
	}

	const credentials = credentialsObjectRows(report, maxValueRows, columns);
	const plain = [...credentialKeyRows(report, maxValueRows, columns), ...credentials.slice(-1)];
	const withShortScope = apiRows(report, {scope: 1, value: maxValueRows}, columns).length;
	const head = [credentials, plain].find(each => each.length + withShortScope <= rows);
	return head
		? cutRows([
			...head,
			...apiRows(report, {scope: rows - head.length - withShortScope + 1, value: maxValueRows}, columns),
		], rows)
		: cutRows(shortRows(report, columns, rows), rows);
}

/** The maximum number of rows that the panel can use: none before anything has been entered or called. */
export function preferredDebugRows({isAnythingKnown}: DebugReport): number {
	return isAnythingKnown ? unlimitedRows : 0;
}

type DebugPanelProps = {readonly report: DebugReport; readonly columns: number; readonly rows: number};

/** The debug panel with its heading. */
export const DebugPanel = memo(({report, columns, rows}: DebugPanelProps) => {
	const api = apiLabel(report);
	return (
		<Box flexDirection="column" flexShrink={0} width={columns} height={rows + 1} overflowY="hidden">
			<DebugHeading
				check={report.check} isValid={report.isValid} api={api.text} tone={api.tone} columns={columns}
			/>
			{debugRows(report, columns, rows)}
		</Box>
	);
});
