import {memo} from 'react';
import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type Clearable} from '../../optional-members.js';
import {type ShownItem} from '../../wizard/regions/shown-items.js';
import {blanksBehind, cell, hanging} from '../columns.js';
import {wrapRows} from '../paragraph.js';
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
	const words = term !== undefined && !hasColumn ? `${term}: ${text}` : text;
	const moreRows = isDetailed && more !== undefined ? wrapRows(more, textColumns) : [];
	return {indent: columns - 1 - textColumns, rows: wrapRows(words, textColumns), moreRows};
}

type StepRowProps = StepText & {
	readonly isTicked: boolean;
	readonly isFocused: boolean;
	readonly isDetailed: boolean;
	readonly columns: number;
};

/** One of the tutorial's steps, with a box to tick. */
function StepRow({isTicked, isFocused, isDetailed, columns, ...step}: StepRowProps) {
	const {indent, rows, moreRows} = stepLayout(step, isFocused || isDetailed, columns);
	const term = indent > stepColumns ? cell(step.term!, termColumns) : '';
	return (
		<Text wrap="truncate-end">
			<Pointer isShown={isFocused}/>
			[{isTicked ? <Text {...tones.good}>{symbols.good}</Text> : ' '}]{' '}
			<Text {...tones[isFocused ? 'heading' : 'plain']}>{term}{hanging(rows, indent)}</Text>
			{moreRows.length > 0 && hanging(['', ...moreRows], indent)}
		</Text>
	);
}

/** Lays out the detail of an action: beside its label if there is room, otherwise below it while it has the focus. */
function detailLayout(detail: string | undefined, isDetailed: boolean, columns: number) {
	const isBeside = detail !== undefined && columns >= minColumnsBeside
		&& pointerColumns + labelColumns + stringWidth(detail) < columns;
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
function ActionRow({label, detail, isFocused, isDetailed, columns}: ActionRowProps) {
	const {isBeside, below} = detailLayout(detail, isFocused || isDetailed, columns);
	const button = isBeside ? cliTruncate(` ${label} `, labelColumns) : ` ${label} `;
	return (
		<Text wrap="truncate-end">
			<Pointer isShown={isFocused}/>
			<Text {...tones[isFocused ? 'focus' : 'heading']}>{button}</Text>
			{isBeside && `${blanksBehind(button, labelColumns)}${detail}`}
			{below.length > 0 && hanging(['', ...below], detailIndent)}
		</Text>
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
			const text = item.kind === 'step' ? item : apiQuestionText(item);
			const {rows, moreRows} = stepLayout(text, isDetailed, columns);
			return rows.length + moreRows.length;
		}

		case 'field': {
			return fieldRows(item, isDetailed, columns);
		}

		case 'action': {
			return 1 + detailLayout(item.detail, isDetailed, columns).below.length;
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
