import {Box} from 'ink';
import {focusedIndex} from '../../wizard/items-in-view.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {Introduction, introductionRows} from './introduction.js';
import {itemHeights, ItemList} from './item-list.js';
import {QuestionPanel} from './question-panel.js';

type StagePanelProps = {
	readonly state: WizardState;
	readonly columns: number;
	readonly rows: number;
	/** The screen row on which the panel begins. */
	readonly top: number;
};

// The focused item, and a row above and below it for the number of further items.
const minItemRows = 4;

function sumOf(heights: readonly number[]): number {
	return heights.reduce((sum, height) => sum + height, 0);
}

/** The number of rows that the whole stage takes. */
export function preferredStageRows(state: WizardState, columns: number): number {
	const items = sumOf(itemHeights(state, columns, 'tight'));
	// Plus a blank row between the two, and one below.
	return introductionRows(state, columns) + 1 + items + 1;
}

/** The current stage: introduction, steps, live fields and actions, or the question that is open. */
export function StagePanel({state, columns, rows, top}: StagePanelProps) {
	if (state.overlay.kind === 'question') {
		return (
			<Box height={rows} width={columns} flexShrink={0} overflowY="hidden">
				<QuestionPanel state={state} asked={state.overlay} columns={columns}/>
			</Box>
		);
	}

	const whole = introductionRows(state, columns);
	const room = (['airy', 'detailed'] as const).find(each =>
		sumOf(itemHeights(state, columns, each)) + whole + 1 <= rows) ?? 'tight';
	const heights = itemHeights(state, columns, room);
	const wanted = sumOf(heights);
	// The items keep their minimum of rows, at the expense of the introduction.
	const fewest = Math.max(minItemRows, heights[focusedIndex(state)]! + 2);
	const introduction = Math.min(whole, Math.max(rows - wanted, rows - fewest, 1));
	const gap = rows - introduction > wanted ? 1 : 0;
	return (
		<Box flexDirection="column" height={rows} width={columns} flexShrink={0} overflowY="hidden" rowGap={gap}>
			<Introduction state={state} columns={columns} maxRows={introduction}/>
			<ItemList
				state={state} columns={columns} rows={rows - introduction - gap} room={room} heights={heights}
				top={top + introduction + gap}
			/>
		</Box>
	);
}
