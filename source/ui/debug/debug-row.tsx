import {memo} from 'react';
import {Text} from 'ink';
import {type Mark} from '../../wizard/marks.js';
import {wrapRows} from '../paragraph.js';
import {markTones, tones, type Tone} from '../theme.js';

type DebugRowProps = {
	readonly before?: string;
	/** The part that is in the tone. */
	readonly marked?: string | number | undefined;
	readonly tone?: Tone | undefined;
	readonly after?: string;
};

/** One row of the debug panel. What is too long is cut in its middle: both ends tell values apart. */
export const DebugRow = memo(({before, marked, tone = 'plain', after}: DebugRowProps) => (
	<Text wrap="truncate-middle">
		{before}{marked !== undefined && <Text {...tones[tone]}>{marked}</Text>}{after}
	</Text>
));

type PropertyRowProps = {
	readonly name: string;
	readonly value: string;
	/** Whether the value is a text, which stands in quotes. */
	readonly isText: boolean;
	readonly remark: string;
	readonly columns: number;
};

/** A property of an object, as a program's debug output prints it; the remark is left out where there is no room. */
export const PropertyRow = memo(({name, value, isText, remark, columns}: PropertyRowProps) => {
	const shown = isText ? `'${value}'` : value;
	const isRemarked = remark !== '' && name.length + shown.length + remark.length + 6 <= columns;
	return <Text wrap="truncate-middle">{`  ${name}: ${shown},${isRemarked ? ` ${remark}` : ''}`}</Text>;
});

/** A value that the person asked to see: whole, on rows of its own where one is too short, with its mark. */
export function wholeTextRows(name: string, value: string, columns: number, mark?: Mark) {
	return [
		<DebugRow
			key={name} before={mark ? ' ' : '  '} marked={mark?.symbol} tone={mark && markTones[mark.meaning]}
			after={`${mark ? ' ' : ''}${name}:`}
		/>,
		...wrapRows(`'${value}',`, columns - 4).map((row, index) => (
			<DebugRow key={`${name}${index}`} before={`    ${row}`}/>
		)),
	];
}

/** A sentence in rows of its own; its tone is that of the words before its colon. */
export function sentenceRows(
	key: string,
	{text, tone}: {readonly text: string; readonly tone: Tone},
	columns: number,
	maxRows?: number,
) {
	return wrapRows(text, columns, maxRows).map((row, index) => {
		const lead = index === 0 ? /^[^:]*:(?= )/.exec(row)?.[0] : undefined;
		return (
			// The rows of a sentence have no identity but their order.
			<DebugRow key={`${key}${index}`} marked={lead} tone={tone} after={row.slice(lead?.length ?? 0)}/>
		);
	});
}

/** A label and a value that must stay readable as a whole: on rows of their own where one is too short. */
export function labelledRows(label: string, value: string, columns: number) {
	return label.length + value.length <= columns
		? [<DebugRow key={label} before={label + value}/>]
		: [
			<DebugRow key={label} before={label.trimEnd()}/>,
			...wrapRows(value, columns - 2).map((row, index) => (
				<DebugRow key={`${label}${index}`} before={`  ${row}`}/>
			)),
		];
}
