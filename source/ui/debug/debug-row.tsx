import {memo, type ReactNode} from 'react';
import {Text} from 'ink';
import {wrapRows} from '../paragraph.js';
import {tones, type Tone} from '../theme.js';

/** One row of the debug panel. What is too long is cut in its middle: both ends tell values apart. */
export function DebugRow({children}: {readonly children: ReactNode}) {
	return <Text wrap="truncate-middle">{children}</Text>;
}

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
	const hasRoom = name.length + shown.length + remark.length + 6 <= columns;
	return (
		<DebugRow>
			{`  ${name}: `}<Text {...tones.value}>{shown}</Text>,
			{remark !== '' && hasRoom && ` ${remark}`}
		</DebugRow>
	);
});

/** A secret that the person asked to see: whole, on rows of its own where one is too short. */
export function wholeTextRows(name: string, value: string, columns: number) {
	return [
		<DebugRow key={name}>{`  ${name}:`}</DebugRow>,
		...wrapRows(`'${value}',`, columns - 4).map((row, index) => (
			<DebugRow key={`${name}${index}`}>{'    '}<Text {...tones.value}>{row}</Text></DebugRow>
		)),
	];
}

/** A sentence in rows of its own; its tone is that of the words before its colon. */
export function sentenceRows(key: string, text: string, tone: Tone, columns: number, maxRows?: number) {
	return wrapRows(text, columns, maxRows).map((row, index) => {
		const lead = index === 0 ? /^[^:]*:(?= )/.exec(row)?.[0] ?? '' : '';
		return (
			// The rows of a sentence have no identity but their order.
			<DebugRow key={`${key}${index}`}>
				{lead !== '' && <Text {...tones[tone]}>{lead}</Text>}{row.slice(lead.length)}
			</DebugRow>
		);
	});
}

/** A label and a value that must stay readable as a whole: on rows of their own where one is too short. */
export function labelledRows(label: string, value: string, columns: number) {
	return label.length + value.length <= columns
		? [<DebugRow key={label}>{label}{value}</DebugRow>]
		: [
			<DebugRow key={label}>{label.trimEnd()}</DebugRow>,
			...wrapRows(value, columns - 2).map(row => <DebugRow key={row}>{'  '}{row}</DebugRow>),
		];
}
