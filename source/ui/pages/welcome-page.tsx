import {Box, Text} from 'ink';
import {stageNumber} from '../../concur/tutorial.js';
import {focusedIndex, itemsInView} from '../../wizard/items-in-view.js';
import {
	practiceIntroductionLines, introductionLines, isFirstStart, returningText, type WelcomeLine,
} from '../../wizard/welcome-text.js';
import {stages} from '../../wizard/stages.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {Checklist} from '../checklist/checklist.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {ItemRow, itemRows} from '../stage/item-row.js';
import {tones} from '../theme.js';

type WelcomePageProps = {readonly state: WizardState; readonly columns: number; readonly rows: number};

const margin = 3;
const termColumns = 11;
// From the end of a longer line, it is hard to find the next one.
const maxTextColumns = 76;

const title = 'SAP Concur API tokens, from your admin login to a proven call';

function textColumns(columns: number): number {
	return Math.min(maxTextColumns, columns - (2 * margin) - termColumns);
}

function Line({line: {term, text}, columns}: {readonly line: WelcomeLine; readonly columns: number}) {
	return (
		<Box flexShrink={0}>
			<Box width={termColumns} flexShrink={0}><Text {...tones.heading}>{term}</Text></Box>
			<Paragraph text={text} columns={textColumns(columns)}/>
		</Box>
	);
}

function Choices({state, columns}: {readonly state: WizardState; readonly columns: number}) {
	const focused = focusedIndex(state);
	return (
		<Box flexDirection="column" flexShrink={0}>
			{itemsInView(state).map((item, index) => (
				<ItemRow
					key={index} state={state} item={item} isFocused={index === focused}
					columns={columns} top={0} isDetailed={false}
				/>
			))}
		</Box>
	);
}

/** The stages ahead, in as few rows as possible. */
function StagesAhead({columns}: {readonly columns: number}) {
	// Names are not broken across rows.
	const names = stages.map(({id, shortTitle}) => `${stageNumber(id)} ${shortTitle}`.replaceAll(' ', '\u00A0'));
	return <Paragraph text={names.join('  ')} columns={columns - margin - 1}/>;
}

/** The first page of a session: its benefit and requirements, or how far it is, and what to do first. */
export function WelcomePage({state, columns, rows}: WelcomePageProps) {
	const isFirst = isFirstStart(state);
	const lines = state.facts.isPractice ? practiceIntroductionLines : introductionLines;
	const lineRows = lines.map(({text}) => wrapRows(text, textColumns(columns)).length);
	const focused = focusedIndex(state);
	const choiceRows = itemsInView(state)
		.reduce((sum, item, index) => sum + itemRows(state, item, index === focused, columns), 0);
	const needed = 1 + lineRows.reduce((sum, each) => sum + each, 0) + choiceRows + 2;
	// Blank rows only if there is room.
	const gap = rows >= needed + 4 ? 1 : 0;
	if (!isFirst) {
		const shape = rows >= stages.length + choiceRows + 4 ? 'list' : 'strip';
		return (
			<Box flexDirection="column" height={rows} flexShrink={0} overflowY="hidden" paddingTop={gap} rowGap={1}>
				<Box paddingX={margin} flexDirection="column" flexShrink={0}>
					<Text {...tones.accent}>Welcome back</Text>
					<Paragraph text={returningText(state)} columns={Math.min(100, columns - (2 * margin))}/>
				</Box>
				<Choices state={state} columns={columns}/>
				<Checklist state={state} shape={shape} columns={Math.min(columns, 64)}/>
			</Box>
		);
	}

	return (
		<Box flexDirection="column" height={rows} flexShrink={0} overflowY="hidden" paddingTop={gap} rowGap={gap}>
			<Box paddingX={margin} flexDirection="column" flexShrink={0} rowGap={gap}>
				<Text {...tones.accent} wrap="truncate-end">{title}</Text>
				<Box flexDirection="column" flexShrink={0}>
					{lines.map(line => <Line key={line.term} line={line} columns={columns}/>)}
				</Box>
			</Box>
			<Choices state={state} columns={columns}/>
			<Box paddingLeft={margin} flexShrink={0}><StagesAhead columns={columns}/></Box>
		</Box>
	);
}
