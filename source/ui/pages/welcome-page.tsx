import {Box, Text} from 'ink';
import {type ChecklistRow} from '../../wizard/regions/checklist-rows.js';
import {type ShownItems} from '../../wizard/regions/shown-items.js';
import {type WelcomeFacts} from '../../wizard/regions/welcome-facts.js';
import {type WelcomeLine} from '../../wizard/welcome-text.js';
import {Checklist} from '../checklist/checklist.js';
import {sumOf} from '../layout.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {ItemRow, itemRows} from '../stage/item-row.js';
import {tones} from '../theme.js';

type WelcomePageProps = {
	readonly welcome: WelcomeFacts;
	readonly choices: ShownItems;
	readonly checklist: readonly ChecklistRow[];
	readonly columns: number;
	readonly rows: number;
};

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

function Choices({choices: {items, focused}, columns}: Pick<WelcomePageProps, 'choices' | 'columns'>) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			{items.map((item, index) => (
				<ItemRow
					key={index} item={item} isFocused={index === focused} columns={columns} top={0} isDetailed={false}
				/>
			))}
		</Box>
	);
}

/** The stages ahead, in as few rows as possible. */
function StagesAhead({names, columns}: {readonly names: readonly string[]; readonly columns: number}) {
	// Names are not broken across rows.
	const unbroken = names.map(name => name.replaceAll(' ', '\u00A0'));
	return <Paragraph text={unbroken.join('  ')} columns={columns - margin - 1}/>;
}

function choiceRows({items, focused}: ShownItems, columns: number): number {
	return sumOf(items.map((item, index) => itemRows(item, index === focused, columns)));
}

type FirstPageProps = Omit<WelcomePageProps, 'checklist'> & {
	readonly welcome: Extract<WelcomeFacts, {kind: 'first'}>;
};

function FirstPage({welcome: {lines, ahead}, choices, columns, rows}: FirstPageProps) {
	const lineRows = sumOf(lines.map(({text}) => wrapRows(text, textColumns(columns)).length));
	const needed = 1 + lineRows + choiceRows(choices, columns) + 2;
	// Blank rows only if there is room.
	const gap = rows >= needed + 4 ? 1 : 0;
	return (
		<Box flexDirection="column" height={rows} flexShrink={0} overflowY="hidden" paddingTop={gap} rowGap={gap}>
			<Box paddingX={margin} flexDirection="column" flexShrink={0} rowGap={gap}>
				<Text {...tones.accent} wrap="truncate-end">{title}</Text>
				<Box flexDirection="column" flexShrink={0}>
					{lines.map(line => <Line key={line.term} line={line} columns={columns}/>)}
				</Box>
			</Box>
			<Choices choices={choices} columns={columns}/>
			<Box paddingLeft={margin} flexShrink={0}><StagesAhead names={ahead} columns={columns}/></Box>
		</Box>
	);
}

type ReturningPageProps = WelcomePageProps & {readonly welcome: Extract<WelcomeFacts, {kind: 'returning'}>};

function ReturningPage({welcome: {text}, choices, checklist, columns, rows}: ReturningPageProps) {
	const paragraphColumns = Math.min(100, columns - (2 * margin));
	// The title, and a blank row before the choices and before the checklist.
	const others = 3 + wrapRows(text, paragraphColumns).length + choiceRows(choices, columns);
	const isListShown = others + checklist.length <= rows;
	const gap = others + (isListShown ? checklist.length : 1) < rows ? 1 : 0;
	return (
		<Box flexDirection="column" height={rows} flexShrink={0} overflowY="hidden" paddingTop={gap} rowGap={1}>
			<Box paddingX={margin} flexDirection="column" flexShrink={0}>
				<Text {...tones.accent}>Welcome back</Text>
				<Paragraph text={text} columns={paragraphColumns}/>
			</Box>
			<Choices choices={choices} columns={columns}/>
			<Checklist rows={checklist} shape={isListShown ? 'list' : 'strip'} columns={Math.min(columns, 64)}/>
		</Box>
	);
}

/** The first page of a session: its benefit and requirements, or how far it is, and what to do first. */
export function WelcomePage({welcome, ...others}: WelcomePageProps) {
	return welcome.kind === 'first'
		? <FirstPage welcome={welcome} {...others}/>
		: <ReturningPage welcome={welcome} {...others}/>;
}
