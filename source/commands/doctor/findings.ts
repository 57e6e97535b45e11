import {markSymbols} from '../../wizard/marks.js';
import {formatTable} from '../output/report-text.js';

/** The result of one check. Anything but `ok` comes with a remedy. */
export type Finding = {
	readonly check: string;
	readonly level: 'ok' | 'warning' | 'problem';
	readonly detail: string;
	readonly remedy?: string;
	/** Whether it stops this machine from reaching SAP Concur. */
	readonly isNetwork?: boolean;
};

/** A check that found nothing wrong. */
export function ok(check: string, detail: string): Finding {
	return {check, level: 'ok', detail};
}

/** Something that may cause trouble later. */
export function warning(check: string, detail: string, remedy: string): Finding {
	return {check, level: 'warning', detail, remedy};
}

/** Something that is wrong and has to be fixed. */
export function problem(check: string, detail: string, remedy: string): Finding {
	return {check, level: 'problem', detail, remedy};
}

/** A problem because of which this machine cannot reach SAP Concur. */
export function unreachable(check: string, detail: string, remedy: string): Finding {
	return {check, level: 'problem', detail, remedy, isNetwork: true};
}

const symbols: Readonly<Record<Finding['level'], string>> = {
	ok: markSymbols.good,
	warning: markSymbols.attention,
	problem: markSymbols.bad,
};

/** Describes the findings for people: one line each, the remedies below, and how many need attention. */
export function describeFindings(findings: readonly Finding[]): string {
	const rows = formatTable(findings.map(({level, check, detail}) => [symbols[level], check, detail])).split('\n');
	const lines = findings.flatMap(({remedy}, index) => [
		rows[index]!,
		...(remedy === undefined ? [] : [`   What to do: ${remedy}`]),
	]);
	const open = findings.filter(({level}) => level !== 'ok').length;
	const attention = `${open} ${open === 1 ? 'item needs' : 'items need'} attention.`;
	return `${lines.join('\n')}\n\n${open === 0 ? 'No problems found.' : attention}\n`;
}

/** Formats the findings as JSON for programs. */
export function findingsJson(findings: readonly Finding[]): string {
	const json = findings.map(({check, level, detail, remedy = null}) => ({check, level, detail, remedy}));
	return `${JSON.stringify(json)}\n`;
}
