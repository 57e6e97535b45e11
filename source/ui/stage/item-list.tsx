import {Fragment} from 'react';
import {Box} from 'ink';
import {type ShownItem, type ShownItems} from '../../wizard/regions/shown-items.js';
import {visibleItems} from '../visible-items.js';
import {memoizeByWidth} from '../memoize-by-width.js';
import {MoreItems} from '../more-items.js';
import {ItemRow, itemRows} from './item-row.js';

/** How much room the items have: for the essentials, for the details of every item, or for blank rows as well. */
export type ItemRoom = 'tight' | 'detailed' | 'airy';

const detailedRows = memoizeByWidth((item: ShownItem, columns) => itemRows(item, true, columns));
const briefRows = memoizeByWidth((item: ShownItem, columns) => itemRows(item, false, columns));

/** The number of rows of each item of the stage. */
export function itemHeights({items, focused}: ShownItems, columns: number, room: ItemRoom): readonly number[] {
	return items.map((item, index) => {
		const rowsOf = room === 'tight' && index !== focused ? briefRows : detailedRows;
		return gapBefore(items, index, room) + rowsOf(item, columns);
	});
}

/** The number of blank rows before an item: given enough room, steps, fields and actions are set apart. */
function gapBefore(items: readonly ShownItem[], index: number, room: ItemRoom): number {
	return room === 'airy' && index > 0 && items[index - 1]!.kind !== items[index]!.kind ? 1 : 0;
}

type ItemListProps = {
	readonly list: ShownItems;
	readonly columns: number;
	readonly rows: number;
	readonly room: ItemRoom;
	/** The number of rows of each item in that room. */
	readonly heights: readonly number[];
	/** The screen row on which the list begins. */
	readonly top: number;
};

/** As many items of the stage as fit around the focused one, with the number of those outside. */
export function ItemList({list: {items, focused}, columns, rows, top, room, heights}: ItemListProps) {
	const {first, end} = visibleItems(heights, focused, rows);
	let nextTop = top + (first > 0 ? 1 : 0);
	const shown = items.slice(first, end).map((item, offset) => {
		const index = first + offset;
		const gap = offset === 0 ? 0 : gapBefore(items, index, room);
		const itemTop = nextTop + gap;
		nextTop += heights[index]!;
		return (
			<Fragment key={item.kind === 'field' ? item.field : `${item.id}${index}`}>
				{gap > 0 && <Box height={gap}/>}
				<ItemRow
					item={item} isFocused={index === focused} isDetailed={room !== 'tight'} columns={columns}
					top={item.kind === 'field' && index === focused ? itemTop : 0}
				/>
			</Fragment>
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
