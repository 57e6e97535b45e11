import {memo} from 'react';
import {Box} from 'ink';
import {type ShownItems} from '../../wizard/regions/shown-items.js';
import {type StageIntroduction} from '../../wizard/regions/stage-facts.js';
import {sumOf} from '../layout.js';
import {Introduction, introductionRows} from './introduction.js';
import {itemHeights, ItemList} from './item-list.js';

type StagePanelProps = {
	readonly introduction: StageIntroduction;
	readonly list: ShownItems;
	readonly columns: number;
	readonly rows: number;
	/** The screen row on which the panel begins. */
	readonly top: number;
};

// The focused item, and a row above and below it for the number of further items.
const minItemRows = 4;

/** The number of rows that the whole stage takes. */
export function preferredStageRows(introduction: StageIntroduction, list: ShownItems, columns: number): number {
	const items = sumOf(itemHeights(list, columns, 'tight'));
	// Plus a blank row between the two, and one below.
	return introductionRows(introduction, columns) + 1 + items + 1;
}

/** The current stage: introduction, steps, live fields and actions. */
export const StagePanel = memo(({introduction, list, columns, rows, top}: StagePanelProps) => {
	const whole = introductionRows(introduction, columns);
	const room = (['airy', 'detailed'] as const).find(each =>
		sumOf(itemHeights(list, columns, each)) + whole + 1 <= rows) ?? 'tight';
	const heights = itemHeights(list, columns, room);
	const wanted = sumOf(heights);
	// The items keep their minimum of rows, at the expense of the introduction.
	const fewest = Math.max(minItemRows, heights[list.focused]! + 2);
	const introductionRoom = Math.min(whole, Math.max(rows - wanted, rows - fewest, 1));
	const gap = rows - introductionRoom > wanted ? 1 : 0;
	return (
		<Box flexDirection="column" height={rows} width={columns} flexShrink={0} overflowY="hidden" rowGap={gap}>
			<Introduction introduction={introduction} columns={columns} maxRows={introductionRoom}/>
			<ItemList
				list={list} columns={columns} rows={rows - introductionRoom - gap} room={room} heights={heights}
				top={top + introductionRoom + gap}
			/>
		</Box>
	);
});
