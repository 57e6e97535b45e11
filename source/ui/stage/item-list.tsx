import {Box, Text} from 'ink';
import {focusedIndex, itemsInView} from '../../wizard/items-in-view.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {symbols} from '../theme.js';
import {ItemRow, itemRows} from './item-row.js';
import {visibleItems} from './visible-items.js';

/** The rows that each item of the stage takes; where all are detailed, each says as much as the focused one. */
export function itemHeights(state: WizardState, columns: number, isDetailed: boolean): readonly number[] {
	const focused = focusedIndex(state);
	return itemsInView(state).map((item, index) => itemRows(state, item, index === focused || isDetailed, columns));
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
	readonly isDetailed: boolean;
	/** Where the list begins on the screen, in rows. */
	readonly top: number;
};

/** The items of the stage, as many as fit around the focused one; what lies outside is counted. */
export function ItemList({state, columns, rows, top, isDetailed}: ItemListProps) {
	const items = itemsInView(state);
	const focused = focusedIndex(state);
	const heights = itemHeights(state, columns, isDetailed);
	const {first, end} = visibleItems(heights, focused, rows);
	let nextTop = top + (first > 0 ? 1 : 0);
	const shown = items.slice(first, end).map((item, offset) => {
		const index = first + offset;
		const itemTop = nextTop;
		nextTop += heights[index]!;
		return (
			<ItemRow
				key={item.kind === 'field' ? item.field : `${item.id}${index}`}
				state={state} item={item} isFocused={index === focused} isDetailed={isDetailed}
				columns={columns} top={itemTop}
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
