import {memo} from 'react';
import {Text} from 'ink';
import stringWidth from 'string-width';
import {type Clearable} from '../../optional-members.js';
import {type Mark} from '../../wizard/marks.js';
import {wrapRows} from '../paragraph.js';
import {markTones, tones, type Tone} from '../theme.js';

/** `marked` is the part that takes the tone. */
type DebugRowProps = Clearable<{before: string; marked: string | number; tone: Tone; after: string}>;

/** One row of the debug panel. A long row is cut in its middle, because its two ends distinguish values. */
export const DebugRow = memo(({before, marked, tone = 'plain', after}: DebugRowProps) => (
	<Text wrap="truncate-middle">
		{before}{marked !== undefined && <Text {...tones[tone]}>{marked}</Text>}{after}
	</Text>
));

/** A property of an object. A value that is text is shown in quotes. */
type Property = {readonly name: string; readonly value: string; readonly isText: boolean; readonly remark: string};

function propertyText({name, value, isText, remark}: Property): string {
	return `  ${name}: ${isText ? `'${value}'` : value},${remark && ` ${remark}`}`;
}

/** Whether a row is long enough for a property and its remark. */
export function isPropertyFitting(property: Property, columns: number): boolean {
	return stringWidth(propertyText(property)) <= columns;
}

type PropertyRowProps = Property & {readonly columns: number};

/** A property of an object, as debug output prints it. The remark is left out if there is no room. */
export const PropertyRow = memo(({columns, ...property}: PropertyRowProps) => (
	<Text wrap="truncate-middle">
		{propertyText(isPropertyFitting(property, columns) ? property : {...property, remark: ''})}
	</Text>
));

type WholeText = Clearable<{mark: Mark}> & {
	readonly name: string;
	readonly value: string;
	/** A longer value ends in an ellipsis. */
	readonly maxRows: number;
};

/** A value that the person asked to see, with its mark, on rows of its own. */
export function wholeTextRows({name, value, mark, maxRows}: WholeText, columns: number) {
	return [
		<DebugRow
			key={name} before={mark ? ' ' : '  '} marked={mark?.symbol} tone={mark && markTones[mark.meaning]}
			after={`${mark ? ' ' : ''}${name}:`}
		/>,
		...wrapRows(`'${value}',`, columns - 4, maxRows).map((row, index) => (
			<DebugRow key={`${name}${index}`} before={`    ${row}`}/>
		)),
	];
}

/** A sentence on rows of its own. Only the words before its colon take the tone. */
export function sentenceRows(
	key: string,
	{text, tone}: {readonly text: string; readonly tone: Tone},
	columns: number,
	maxRows?: number,
) {
	return wrapRows(text, columns, maxRows).map((row, index) => {
		const lead = index === 0 ? /^[^:]*:(?= )/.exec(row)?.[0] : undefined;
		return (
			// The rows of a sentence have no identity other than their order.
			<DebugRow key={`${key}${index}`} marked={lead} tone={tone} after={row.slice(lead?.length ?? 0)}/>
		);
	});
}

/** A label with a value that must be readable in full, wrapped onto several rows if one is too short. */
export function labelledRows(label: string, value: string, columns: number) {
	return stringWidth(label + value) <= columns
		? [<DebugRow key={label} before={label + value}/>]
		: [
			<DebugRow key={label} before={label.trimEnd()}/>,
			...wrapRows(value, columns - 2).map((row, index) => (
				<DebugRow key={`${label}${index}`} before={`  ${row}`}/>
			)),
		];
}
