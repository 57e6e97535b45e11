import {memo} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {type Clearable} from '../../optional-members.js';
import {type ShownItem} from '../../wizard/regions/shown-items.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {formatKey, symbols, tones, Pointer, pointerColumns} from '../theme.js';
import {fieldRows, FieldRow} from './field-row.js';

// The pointer and a box to tick.
const stepColumns = pointerColumns + 4;
const termColumns = 20;
// If it is narrower, the term becomes part of the sentence.
const minTextColumns = 48;
const labelColumns = 29;
const detailIndent = 6;
// If it is narrower, only some details would fit beside their labels, so all of them go below.
const minColumnsBeside = 72;

/** The text of a step. */
type StepText = {readonly text: string} & Clearable<{term: string; more: string}>;

/** Lays out a step, with its term in a column of its own if there is room. */
function stepLayout({term, text, more}: StepText, isDetailed: boolean, columns: number) {
	const room = columns - stepColumns - 1;
	const hasColumn = term !== undefined && room - termColumns >= minTextColumns;
	const textColumns = hasColumn ? room - termColumns : room;
	return {
		hasColumn,
		rows: wrapRows(term !== undefined && !hasColumn ? `${term}: ${text}` : text, textColumns),
		moreRows: isDetailed && more !== undefined ? wrapRows(more, textColumns) : [],
	};
}

function stepRows(step: StepText, isDetailed: boolean, columns: number): number {
	const {rows, moreRows} = stepLayout(step, isDetailed, columns);
	return rows.length + moreRows.length;
}

type StepRowProps = StepText & {
	readonly isTicked: boolean;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
};

/** One of the tutorial's steps, with a box to tick. */
function StepRow({isTicked, isFocused, isDetailed, columns, ...step}: StepRowProps) {
	const {hasColumn, rows, moreRows} = stepLayout(step, isFocused || isDetailed, columns);
	const style = tones[isFocused ? 'heading' : 'plain'];
	return (
		<Box flexShrink={0}>
			<Text>
				<Pointer isShown={isFocused}/>
				[{isTicked ? <Text {...tones.good}>{symbols.good}</Text> : ' '}]{' '}
			</Text>
			{hasColumn && (
				<Box width={termColumns} flexShrink={0}>
					<Text {...style} wrap="truncate-end">{step.term}</Text>
				</Box>
			)}
			<Text wrap="truncate-end">
				<Text {...style}>{rows.join('\n')}</Text>{moreRows.map(row => `\n${row}`).join('')}
			</Text>
		</Box>
	);
}

/** Whether the detail of an action fits beside its label. Otherwise it stands below while the action has the focus. */
function isBeside(detail: string, columns: number): boolean {
	return columns >= minColumnsBeside && pointerColumns + labelColumns + stringWidth(detail) < columns;
}

function actionRows(detail: string | undefined, isDetailed: boolean, columns: number): number {
	return detail === undefined || !isDetailed || isBeside(detail, columns)
		? 1
		: 1 + wrapRows(detail, columns - detailIndent - 1).length;
}

type ActionRowProps = {
	readonly label: string;
	readonly detail: string | undefined;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
};

/** Something this program does when Enter is pressed on it. */
function ActionRow({label, detail, isFocused, isDetailed, columns}: ActionRowProps) {
	const button = (
		<Text wrap="truncate-end">
			<Pointer isShown={isFocused}/>
			<Text {...tones[isFocused ? 'focus' : 'heading']}>{` ${label} `}</Text>
		</Text>
	);
	if (detail !== undefined && isBeside(detail, columns)) {
		return (
			<Box height={1} flexShrink={0}>
				<Box width={pointerColumns + labelColumns} flexShrink={0}>{button}</Box>
				<Text>{detail}</Text>
			</Box>
		);
	}

	if (detail === undefined) {
		return button;
	}

	return (
		<Box flexDirection="column" flexShrink={0}>
			{button}
			{(isFocused || isDetailed) && (
				<Box paddingLeft={detailIndent} flexShrink={0}>
					<Paragraph text={detail} columns={columns - detailIndent - 1}/>
				</Box>
			)}
		</Box>
	);
}

/** The question about APIs, worded like the steps around it. */
function apiQuestionText({text}: Extract<ShownItem, {kind: 'apis'}>): StepText {
	return {text, more: `Press ${formatKey('↓')} to open the list of APIs, Enter to go on.`};
}

/** The number of rows of an item. It shows its details while it has the focus, or if there is room. */
export function itemRows(item: ShownItem, isDetailed: boolean, columns: number): number {
	switch (item.kind) {
		case 'step':
		case 'apis': {
			return stepRows(item.kind === 'step' ? item : apiQuestionText(item), isDetailed, columns);
		}

		case 'field': {
			return fieldRows(item, isDetailed, columns);
		}

		case 'action': {
			return actionRows(item.detail, isDetailed, columns);
		}
	}
}

type ItemRowProps = {
	readonly item: ShownItem;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
	/** The screen row on which it begins. */
	readonly top: number;
};

/** An item of a stage: a step, a field or an action. */
export const ItemRow = memo(({item, isFocused, isDetailed, columns, top}: ItemRowProps) => {
	const common = {isFocused, isDetailed, columns};
	switch (item.kind) {
		case 'step': {
			const {term, text, more, isTicked} = item;
			return <StepRow {...common} term={term} text={text} more={more} isTicked={isTicked}/>;
		}

		case 'apis': {
			return <StepRow {...common} {...apiQuestionText(item)} isTicked={item.isTicked}/>;
		}

		case 'field': {
			return <FieldRow {...common} field={item} top={top}/>;
		}

		case 'action': {
			return <ActionRow {...common} label={item.label} detail={item.detail}/>;
		}
	}
});
