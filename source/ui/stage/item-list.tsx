import {Box, Text} from 'ink';
import {focusedIndex, stageItems, type Item} from '../../wizard/stage-items.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {symbols} from '../theme.js';
import {ItemRow, itemRows} from './item-row.js';
import {visibleItems} from './visible-items.js';

/** The rows that each item of the stage takes. */
export function itemHeights(state: WizardState, columns: number): readonly number[] {
	const focused = focusedIndex(state);
	return stageItems(state).map((item, index) => itemRows(state, item, index === focused, columns));
}

/** Steps are numbered as the tutorial numbers them; fields and actions carry no number. */
function numbersOf(items: readonly Item[]): readonly number[] {
	let steps = 0;
	return items.map(item => item.kind === 'step' ? ++steps : steps);
}

function MoreItems({count, isAbove}: {readonly count: number; readonly isAbove: boolean}) {
	return (
		<Box height={1} flexShrink={0} paddingLeft={3}>
			<Text>{isAbove ? symbols.up : symbols.down} {count} more {isAbove ? 'above' : 'below'}</Text>
		</Box>
	);
}

type ItemListProps = {
	readonly state: WizardState;
	readonly columns: number;
	readonly rows: number;
	/** Where the list begins on the screen, in rows. */
	readonly top: number;
};

/** The items of the stage, as many as fit around the focused one; what lies outside is counted. */
export function ItemList({state, columns, rows, top}: ItemListProps) {
	const items = stageItems(state);
	const focused = focusedIndex(state);
	const heights = itemHeights(state, columns);
	const numbers = numbersOf(items);
	const {first, end} = visibleItems(heights, focused, rows);
	let nextTop = top + (first > 0 ? 1 : 0);
	const shown = items.slice(first, end).map((item, offset) => {
		const index = first + offset;
		const itemTop = nextTop;
		nextTop += heights[index]!;
		return (
			<ItemRow
				key={item.kind === 'field' ? item.field : `${item.id}${index}`}
				state={state} item={item} number={numbers[index]!}
				isFocused={index === focused} columns={columns} top={itemTop}
			/>
		);
	});
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} overflowY="hidden">
			{first > 0 && <MoreItems isAbove count={first}/>}
			{shown}
			{end < items.length && <MoreItems isAbove={false} count={items.length - end}/>}
		</Box>
	);
}
