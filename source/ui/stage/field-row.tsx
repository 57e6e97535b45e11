import {memo} from 'react';
import {Box, Text, type TextProps} from 'ink';
import {fieldDescriptions, type FieldName} from '../../wizard/fields.js';
import {focusedItem} from '../../wizard/items-in-view.js';
import {valueStanding} from '../../wizard/value-standing.js';
import {baseUriNote, fieldHint} from '../../wizard/verdicts.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../../wizard/wizard-state.js';
import {FieldInput} from '../input/field-input.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {endingOf, displayValue} from '../../concur/redact.js';
import {markTones, tones, type Tone, pointerColumns, Pointer} from '../theme.js';

const labelColumns = 15;
const verdictColumns = 13;
const hintIndent = 5;
const maxInputColumns = 48;

type Hint = {readonly text: string; readonly tone: Tone};

/** The hint below a field: what seems wrong with its value, or how to fill it while it has the focus. */
function hintOf(state: WizardState, field: FieldName, isDetailed: boolean): Hint | undefined {
	const {symbol, meaning, explanation} = valueStanding(state, field);
	if (explanation !== undefined) {
		return {text: `${symbol} ${explanation}`, tone: markTones[meaning]};
	}

	const isEmpty = effectiveValue(state, field) === '';
	if (field === 'clientSecret' && state.former) {
		const kept = `The secret ${endingOf(state.former.clientSecret)} is kept`;
		const text = isEmpty ? `${kept}: you can restore it below.` : `${kept} until this one is proven.`;
		return {text, tone: 'plain'};
	}

	const item = focusedItem(state);
	const isFocused = item.kind === 'field' && item.field === field;
	const isNoted = field === 'baseUri' && (isFocused || baseUriNote(state) !== undefined);
	const isHinted = (isDetailed && isEmpty) || isNoted;
	return isHinted ? {text: fieldHint(state, field), tone: 'plain'} : undefined;
}

function inputColumnsOf(columns: number): number {
	return Math.min(maxInputColumns, columns - pointerColumns - labelColumns - verdictColumns - 1);
}

/** The rows of a revealed value that is too long for the input; otherwise empty. */
function wholeRows(state: WizardState, field: FieldName, columns: number): readonly string[] {
	const value = effectiveValue(state, field);
	return state.isRevealing && value.length > inputColumnsOf(columns)
		? wrapRows(value, columns - pointerColumns - labelColumns - 1)
		: [];
}

/** The number of rows of a field, including its hint. */
export function fieldRows(state: WizardState, field: FieldName, isDetailed: boolean, columns: number): number {
	const hint = hintOf(state, field, isDetailed);
	const hintRows = hint ? wrapRows(hint.text, columns - hintIndent - 1).length : 0;
	return 1 + wholeRows(state, field, columns).length + hintRows;
}

type FieldTextProps = {
	readonly tone: Tone;
	readonly children: string;
	readonly wrap?: TextProps['wrap'];
};

const FieldText = memo(({tone, children, wrap}: FieldTextProps) => (
	<Text {...tones[tone]} wrap={wrap}>{children}</Text>
));

/** The standing of the value, shown beside the field. A value from the environment says so. */
function standingBeside(state: WizardState, field: FieldName): FieldTextProps {
	const {symbol, meaning, word} = valueStanding(state, field);
	const beside = isFixedByEnvironment(state, field) ? `from ${fieldDescriptions[field].variable}` : word;
	return {tone: markTones[meaning], children: `${symbol} ${beside}`, wrap: 'truncate-end'};
}

const FieldLabel = memo(({label, isFocused}: {readonly label: string; readonly isFocused: boolean}) => (
	<Box width={pointerColumns + labelColumns} flexShrink={0}>
		<Text><Pointer isShown={isFocused}/><Text {...tones[isFocused ? 'accent' : 'plain']}>{label}</Text></Text>
	</Box>
));

type FieldRowProps = {
	readonly state: WizardState;
	readonly field: FieldName;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
	/** The screen row on which it begins. The focused field needs it to place the terminal's cursor. */
	readonly top: number;
};

/** A field with its label and verdict and, while it has the focus, with the live input and a hint. */
export function FieldRow({state, field, isFocused, isDetailed, columns, top}: FieldRowProps) {
	const {label, isSecret} = fieldDescriptions[field];
	const value = effectiveValue(state, field);
	// An empty field shows the value that Enter would take.
	const placeholder = field === 'folder' ? state.facts.defaultFolder : '';
	const inputColumns = inputColumnsOf(columns);
	const isLive = isFocused && state.overlay.kind === 'none' && !isFixedByEnvironment(state, field);
	const hint = hintOf(state, field, isFocused || isDetailed);
	const whole = wholeRows(state, field, columns);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box height={1} flexShrink={0}>
				<FieldLabel label={label} isFocused={isFocused}/>
				<Box width={inputColumns} marginRight={1} flexShrink={0}>
					{isLive
						? (
							<FieldInput
								value={value} cursor={state.cursor} placeholder={placeholder}
								isMasked={isSecret && !state.isRevealing} columns={inputColumns}
								left={pointerColumns + labelColumns} top={top}
							/>
						)
						: (
							<FieldText tone={value === '' ? 'placeholder' : 'plain'} wrap="truncate-middle">
								{value === '' ? placeholder : displayValue(value, isSecret, state.isRevealing)}
							</FieldText>
						)}
				</Box>
				<FieldText {...standingBeside(state, field)}/>
			</Box>
			{whole.length > 0 && (
				<Box paddingLeft={pointerColumns + labelColumns}>
					<Text>{whole.join('\n')}</Text>
				</Box>
			)}
			{hint && (
				<Box paddingLeft={hintIndent}>
					<Paragraph text={hint.text} tone={hint.tone} columns={columns - hintIndent - 1}/>
				</Box>
			)}
		</Box>
	);
}
