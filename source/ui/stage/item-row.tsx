import {memo} from 'react';
import {Box, Text} from 'ink';
import {type Item} from '../../wizard/stage-items.js';
import {isStepDone} from '../../wizard/stage-status.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {symbols, tones} from '../theme.js';
import {fieldRows, FieldRow} from './field-row.js';
import {Pointer, pointerColumns} from './pointer.js';

const boxColumns = 8;
const stepColumns = pointerColumns + boxColumns;

type StepRowProps = {
	readonly text: string;
	readonly number: number;
	readonly isTicked: boolean;
	readonly isFocused: boolean;
	readonly columns: number;
};

/** One of the tutorial's steps, to be ticked. */
const StepRow = memo(({text, number, isTicked, isFocused, columns}: StepRowProps) => (
	<Box flexShrink={0}>
		<Pointer isShown={isFocused}/>
		<Box width={boxColumns} flexShrink={0}>
			<Text>[<Text {...tones.good}>{isTicked ? symbols.done : ' '}</Text>]{` ${number}. `.padStart(5)}</Text>
		</Box>
		<Paragraph
			text={text} tone={isFocused ? 'heading' : 'plain'} columns={columns - stepColumns}
		/>
	</Box>
));

/** Something this program does when Enter is pressed on it. */
const ActionRow = memo(({label, isFocused}: {readonly label: string; readonly isFocused: boolean}) => (
	<Box height={1} flexShrink={0}>
		<Pointer isShown={isFocused}/>
		<Text {...tones[isFocused ? 'focus' : 'heading']} wrap="truncate-end">{` ${label} `}</Text>
	</Box>
));

/** Rows that an item takes. */
export function itemRows(state: WizardState, item: Item, isFocused: boolean, columns: number): number {
	switch (item.kind) {
		case 'step': {
			return wrapRows(item.text, columns - stepColumns).length;
		}

		case 'field': {
			return fieldRows(state, item.field, isFocused, columns);
		}

		case 'action': {
			return 1;
		}
	}
}

type ItemRowProps = {
	readonly state: WizardState;
	readonly item: Item;
	/** Of a step: its number in the stage. */
	readonly number: number;
	readonly isFocused: boolean;
	readonly columns: number;
	/** Where it begins on the screen, in rows. */
	readonly top: number;
};

/** An item of a stage: a step, a field or an action. */
export function ItemRow({state, item, number, isFocused, columns, top}: ItemRowProps) {
	switch (item.kind) {
		case 'step': {
			const isTicked = isStepDone(state, item);
			return (
				<StepRow
					text={item.text} number={number} isTicked={isTicked} isFocused={isFocused} columns={columns}
				/>
			);
		}

		case 'field': {
			return <FieldRow state={state} field={item.field} isFocused={isFocused} columns={columns} top={top}/>;
		}

		case 'action': {
			return <ActionRow label={item.label} isFocused={isFocused}/>;
		}
	}
}
