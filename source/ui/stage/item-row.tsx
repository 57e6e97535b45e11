import {memo} from 'react';
import {Box, Text} from 'ink';
import {type Item} from '../../wizard/stage-items.js';
import {choiceSummary} from '../../wizard/api-choice.js';
import {isAnswered, isStepDone} from '../../wizard/stage-status.js';
import {type ApiQuestion, type Step} from '../../wizard/stages.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {wrapRows} from '../paragraph.js';
import {shownKey, symbols, tones} from '../theme.js';
import {fieldRows, FieldRow} from './field-row.js';
import {Pointer, pointerColumns} from './pointer.js';

const boxColumns = 4;
const stepColumns = pointerColumns + boxColumns;
const termColumns = 20;
// Narrower, the term stands in the sentence.
const fewestTextColumns = 48;
const labelColumns = 29;
const detailIndent = 6;

/** How a step is laid out: its term in a column of its own where there is room. */
function stepLayout({term, text, more}: Step, isDetailed: boolean, columns: number) {
	const room = columns - stepColumns - 1;
	const hasColumn = term !== undefined && room - termColumns >= fewestTextColumns;
	const textColumns = hasColumn ? room - termColumns : room;
	const words = term !== undefined && !hasColumn ? `${term}: ${text}` : text;
	const moreRows = isDetailed && more !== undefined ? wrapRows(more, textColumns) : [];
	return {hasColumn, textColumns, rows: wrapRows(words, textColumns), moreRows};
}

type StepRowProps = {
	readonly step: Step;
	readonly isTicked: boolean;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
};

/** One of the tutorial's steps, to be ticked. */
const StepRow = memo(({step, isTicked, isFocused, isDetailed, columns}: StepRowProps) => {
	const {hasColumn, rows, moreRows} = stepLayout(step, isFocused || isDetailed, columns);
	const tone = tones[isFocused ? 'heading' : 'plain'];
	return (
		<Box flexShrink={0}>
			<Pointer isShown={isFocused}/>
			<Box width={boxColumns} flexShrink={0}>
				<Text>[<Text {...tones.good}>{isTicked ? symbols.done : ' '}</Text>]</Text>
			</Box>
			{hasColumn && (
				<Box width={termColumns} flexShrink={0}><Text {...tone} wrap="truncate-end">{step.term}</Text></Box>
			)}
			<Text wrap="truncate-end">
				<Text {...tone}>{rows.join('\n')}</Text>
				{moreRows.length > 0 && `\n${moreRows.join('\n')}`}
			</Text>
		</Box>
	);
});

/** What an action gives: beside its label where there is room, else below it while it has the focus. */
function detailLayout(detail: string | undefined, isDetailed: boolean, columns: number) {
	const isBeside = detail !== undefined && pointerColumns + labelColumns + detail.length < columns;
	const below = detail === undefined || isBeside || !isDetailed ? [] : wrapRows(detail, columns - detailIndent - 1);
	return {isBeside, below};
}

type ActionRowProps = {
	readonly label: string;
	readonly detail: string | undefined;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
};

/** Something this program does when Enter is pressed on it. */
const ActionRow = memo(({label, detail, isFocused, isDetailed, columns}: ActionRowProps) => {
	const {isBeside, below} = detailLayout(detail, isFocused || isDetailed, columns);
	return (
		<Box flexDirection="column" flexShrink={0}>
		<Box height={1} flexShrink={0}>
			<Pointer isShown={isFocused}/>
			<Box {...(isBeside ? {width: labelColumns} : {})} flexShrink={0} overflow="hidden">
				<Text {...tones[isFocused ? 'focus' : 'heading']} wrap="truncate-end">{` ${label} `}</Text>
			</Box>
			{isBeside && <Text wrap="truncate-end">{detail}</Text>}
		</Box>
		{below.length > 0 && <Box paddingLeft={detailIndent}><Text>{below.join('\n')}</Text></Box>}
		</Box>
	);
});

/** The question of the APIs, laid out as the steps around it. */
function questionStep(state: WizardState, {id, text}: ApiQuestion): Step {
	return {
		kind: 'step', id, text: `${text} ${choiceSummary(state)}`,
		more: `${shownKey('↓')} opens the list of APIs. Enter goes on.`,
	};
}

/** Rows that an item takes: with the focus, and wherever there is room, it says more. */
export function itemRows(state: WizardState, item: Item, isDetailed: boolean, columns: number): number {
	switch (item.kind) {
		case 'step': {
			const {rows, moreRows} = stepLayout(item, isDetailed, columns);
			return rows.length + moreRows.length;
		}

		case 'apis': {
			const {rows, moreRows} = stepLayout(questionStep(state, item), isDetailed, columns);
			return rows.length + moreRows.length;
		}

		case 'field': {
			return fieldRows(state, item.field, isDetailed, columns);
		}

		case 'action': {
			return 1 + detailLayout(item.detail, isDetailed, columns).below.length;
		}
	}
}

type ItemRowProps = {
	readonly state: WizardState;
	readonly item: Item;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
	/** Where it begins on the screen, in rows. */
	readonly top: number;
};

/** An item of a stage: a step, a field or an action. */
export function ItemRow({state, item, isFocused, isDetailed, columns, top}: ItemRowProps) {
	switch (item.kind) {
		case 'step': {
			const isTicked = isStepDone(state, item);
			return (
				<StepRow
					step={item} isTicked={isTicked} isFocused={isFocused} isDetailed={isDetailed} columns={columns}
				/>
			);
		}

		case 'apis': {
			return (
				<StepRow
					step={questionStep(state, item)} isTicked={isAnswered(state, item)} isFocused={isFocused}
					isDetailed={isDetailed} columns={columns}
				/>
			);
		}

		case 'field': {
			return (
				<FieldRow
					state={state} field={item.field} isFocused={isFocused} isDetailed={isDetailed}
					columns={columns} top={top}
				/>
			);
		}

		case 'action': {
			return (
				<ActionRow
					label={item.label} detail={item.detail} isFocused={isFocused} isDetailed={isDetailed}
					columns={columns}
				/>
			);
		}
	}
}
