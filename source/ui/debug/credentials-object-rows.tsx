import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type DebugReport} from '../../wizard/regions/debug-report.js';
import {markTones} from '../theme.js';
import {DebugRow, wholeTextRows} from './debug-row.js';

// Mark, quotes, spaces and comma.
const keyMargin = 9;
// A shorter value is meaningless.
const minValueColumns = 10;

/**
The six keys of the credentials object, each with its mark and verdict. A value that the person asked to see takes at
most `maxRows` rows. In brief, the two that are the same for every company are left out.
*/
export function credentialKeyRows(
	{credentials, isRevealing}: DebugReport,
	maxRows: number,
	columns: number,
	isBrief = false,
) {
	return credentials.flatMap(({name, shown, standing, isConstant}, index) => {
		if (isBrief && isConstant) {
			return [];
		}

		const {symbol, meaning, word, inFull} = standing;
		const width = stringWidth(shown);
		const roomBeside = (remark: string) => columns - stringWidth(name + remark) - keyMargin;
		if (isRevealing && width > roomBeside(inFull)) {
			return wholeTextRows({
				name, value: shown, mark: standing, maxRows,
			}, columns);
		}

		// The verdict matters most. A value is cut in its middle, because its two ends distinguish it.
		const remark = [inFull, word].find(each => roomBeside(each) >= Math.min(width, minValueColumns));
		const value = remark === undefined
			? shown
			: cliTruncate(shown, Math.max(1, roomBeside(remark)), {position: 'middle'});
		const end = index === credentials.length - 1 ? ' ' : ',';
		const property = ` ${name}: '${value}'${end}${remark === undefined ? '' : ` ${remark}`}`;
		return [<DebugRow key={name} before=" " marked={symbol} tone={markTones[meaning]} after={property}/>];
	});
}

/** The credentials object as the tutorial prints it, with the validity check's verdict in a sentence. */
export function credentialsObjectRows(report: DebugReport, maxRows: number, columns: number) {
	const {meaning, verdict, rest} = report.credentialsSummary;
	return [
		<DebugRow key="credentials-open" before="credentialsObject {"/>,
		...credentialKeyRows(report, maxRows, columns),
		<DebugRow key="credentials-close" before="}"/>,
		<DebugRow
			key="check" before="Credentials object is " marked={verdict} tone={markTones[meaning]} after={rest}
		/>,
	];
}
