import {memo} from 'react';
import {Box, Text, type TextProps} from 'ink';
import stringWidth from 'string-width';
import {type ShownField} from '../../wizard/regions/shown-items.js';
import {FieldInput} from '../input/field-input.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {markTones, tones, type Tone, pointerColumns, Pointer} from '../theme.js';

const labelColumns = 15;
const verdictColumns = 13;
const hintIndent = 5;
const maxInputColumns = 48;

function inputColumnsOf(columns: number): number {
	return Math.min(maxInputColumns, columns - pointerColumns - labelColumns - verdictColumns - 1);
}

/** The rows of a revealed value that is too long for the input; otherwise empty. */
function wholeRows({value, isRevealed}: ShownField, columns: number): readonly string[] {
	return isRevealed && stringWidth(value) > inputColumnsOf(columns)
		? wrapRows(value, columns - pointerColumns - labelColumns - 1)
		: [];
}

/** The hint to show: one that is a detail, only where there is room for details. */
function shownHint({hint}: ShownField, isDetailed: boolean) {
	return hint?.isDetail && !isDetailed ? undefined : hint;
}

/** The number of rows of a field, including its hint. */
export function fieldRows(field: ShownField, isDetailed: boolean, columns: number): number {
	const hint = shownHint(field, isDetailed);
	const hintRows = hint ? wrapRows(hint.text, columns - hintIndent - 1).length : 0;
	return 1 + wholeRows(field, columns).length + hintRows;
}

type FieldTextProps = {
	readonly tone: Tone;
	readonly children: string;
	readonly wrap?: TextProps['wrap'];
};

const FieldText = memo(({tone, children, wrap}: FieldTextProps) => (
	<Text {...tones[tone]} wrap={wrap}>{children}</Text>
));

const FieldLabel = memo(({label, isFocused}: {readonly label: string; readonly isFocused: boolean}) => (
	<Box width={pointerColumns + labelColumns} flexShrink={0}>
		<Text><Pointer isShown={isFocused}/><Text {...tones[isFocused ? 'accent' : 'plain']}>{label}</Text></Text>
	</Box>
));

type FieldRowProps = {
	readonly field: ShownField;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
	/** The screen row on which it begins. The focused field needs it to place the terminal's cursor. */
	readonly top: number;
};

/** A field with its label and verdict and, while it has the focus, with the live input and a hint. */
export function FieldRow({field, isFocused, isDetailed, columns, top}: FieldRowProps) {
	const {label, value, shown, isMasked, placeholder, cursor, standing} = field;
	const inputColumns = inputColumnsOf(columns);
	const hint = shownHint(field, isFocused || isDetailed);
	const whole = wholeRows(field, columns);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box height={1} flexShrink={0}>
				<FieldLabel label={label} isFocused={isFocused}/>
				<Box width={inputColumns} marginRight={1} flexShrink={0}>
					{cursor === undefined
						? (
							<FieldText tone={value === '' ? 'placeholder' : 'plain'} wrap="truncate-middle">
								{value === '' ? placeholder : shown}
							</FieldText>
						)
						: (
							<FieldInput
								value={value} cursor={cursor} placeholder={placeholder}
								isMasked={isMasked} columns={inputColumns}
								left={pointerColumns + labelColumns} top={top}
							/>
						)}
				</Box>
				<FieldText tone={markTones[standing.meaning]} wrap="truncate-end">
					{`${standing.symbol} ${standing.word}`}
				</FieldText>
			</Box>
			{whole.length > 0 && (
				<Box paddingLeft={pointerColumns + labelColumns}>
					<Text>{whole.join('\n')}</Text>
				</Box>
			)}
			{hint && (
				<Box paddingLeft={hintIndent}>
					<Paragraph
						text={hint.text} tone={hint.meaning ? markTones[hint.meaning] : 'plain'}
						columns={columns - hintIndent - 1}
					/>
				</Box>
			)}
		</Box>
	);
}
