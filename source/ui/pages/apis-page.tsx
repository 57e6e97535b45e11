import {memo} from 'react';
import {Box, Text} from 'ink';
import {keyFor} from '../../wizard/keys/keys.js';
import {noApisText, type ApiListRow, type ApiList} from '../../wizard/regions/api-list.js';
import {RuledHeading} from '../frame/headings.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {Pointer, symbols, tones} from '../theme.js';
import {sumOf} from '../layout.js';
import {MoreItems} from '../more-items.js';
import {visibleItems} from '../visible-items.js';
import {searchAgain, SearchRow} from './page.js';

const titleColumns = 42;
const termColumns = 9;
// The heading and the search text.
const headRows = 2;
const minListRows = 4;
const maxScopeRows = 6;

type FormLine = {readonly term: string; readonly text: string; readonly maxRows: number};

/** What to select in the form for the current choice; empty if nothing is chosen. */
function formLines({form}: ApiList, maxRows: number): readonly FormLine[] {
	return form
		? [{term: 'Grants', text: form.grants, maxRows: 1}, {term: 'Scopes', text: form.scopes, maxRows}]
		: [];
}

function textColumns(columns: number): number {
	return columns - termColumns - 2;
}

/** The number of rows for the form's lines, or for the sentence in their place. */
function formRows(lines: readonly FormLine[], columns: number): number {
	const rows = lines.map(({text, maxRows}) => wrapRows(text, textColumns(columns), maxRows).length);
	return Math.max(1, sumOf(rows));
}

/** The form's lines, each after its term. A line that does not fit ends with an ellipsis. */
function Form({lines, columns}: {readonly lines: readonly FormLine[]; readonly columns: number}) {
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={1}>
			{lines.length === 0 && (
				<Text wrap="truncate-end">{noApisText}</Text>
			)}
			{lines.map(({term, text, maxRows}) => (
				<Box key={term} flexShrink={0}>
					<Box width={termColumns} flexShrink={0}><Text {...tones.heading}>{term}</Text></Box>
					<Paragraph text={text} columns={textColumns(columns)} maxRows={maxRows}/>
				</Box>
			))}
		</Box>
	);
}

type ApiRowProps = {
	readonly entry: ApiListRow;
	readonly isFocused: boolean;
	readonly columns: number;
};

const ApiRow = memo(({entry, isFocused, columns}: ApiRowProps) => {
	const {title, access, isChosen} = entry;
	const note = isFocused ? noteRows(entry, columns) : [];
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box height={1} flexShrink={0}>
				<Box flexShrink={0}>
					<Text>
						<Pointer isShown={isFocused}/>
						[{isChosen ? <Text {...tones.good}>{symbols.good}</Text> : ' '}]{' '}
					</Text>
				</Box>
				<Box width={Math.min(titleColumns, columns - 24)} flexShrink={0}>
					<Text {...tones[isFocused ? 'heading' : 'plain']} wrap="truncate-end">{title}</Text>
				</Box>
				<Text wrap="truncate-end">{access}</Text>
			</Box>
			{note.length > 0 && (
				<Box paddingLeft={noteIndent} flexShrink={0}>
					<Text wrap="truncate-end">{note.join('\n')}</Text>
				</Box>
			)}
		</Box>
	);
});

const noteIndent = 7;

function noteRows({note}: ApiListRow, columns: number): readonly string[] {
	return note === undefined ? [] : wrapRows(note, columns - noteIndent - 1, 2);
}

type ListProps = {
	readonly list: ApiList;
	readonly columns: number;
	readonly rows: number;
};

/** As many APIs as fit around the focused one, each area under its name. */
function List({list: {entries, focus}, columns, rows}: ListProps) {
	const isFirstOfArea = (index: number) => entries[index]!.area !== entries[index - 1]?.area;
	const heights = entries.map((entry, index) => (isFirstOfArea(index) ? 1 : 0) + 1
		+ (index === focus ? noteRows(entry, columns).length : 0));
	const {first, end} = entries.length === 0 ? {first: 0, end: 0} : visibleItems(heights, focus, rows);
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} overflowY="hidden">
			{entries.length === 0 && (
				<Box paddingLeft={3}><Text>No API found. {searchAgain}</Text></Box>
			)}
			{first > 0 && <MoreItems isAbove count={first}/>}
			{entries.slice(first, end).map((entry, offset) => (
				<Box key={entry.id} flexDirection="column" flexShrink={0}>
					{isFirstOfArea(first + offset) && (
						<Box paddingLeft={1}><Text {...tones.accent}>{entry.area}</Text></Box>
					)}
					<ApiRow entry={entry} isFocused={first + offset === focus} columns={columns}/>
				</Box>
			))}
			{end < entries.length && <MoreItems isAbove={false} count={entries.length - end}/>}
		</Box>
	);
}

/** The list of APIs by product area, searched by typing. Below it is what to select in the form for the chosen ones. */
export function ApisPage({list, columns, rows}: ListProps) {
	const {query, entries, chosen} = list;
	const room = Math.min(maxScopeRows, Math.max(1, rows - headRows - minListRows - 2));
	const lines = formLines(list, room);
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} width={columns} overflowY="hidden">
			<RuledHeading
				parts={[{text: 'Which APIs will you call?', tone: 'accent'}]} columns={columns}
				hint={`${query.trim() === '' ? '' : `${entries.length} found, `}${chosen} chosen`}
			/>
			<SearchRow query={query} columns={columns}/>
			<List list={list} columns={columns} rows={rows - headRows - formRows(lines, columns) - 1}/>
			<RuledHeading
				parts={[{text: 'For the form', tone: 'heading'}]} columns={columns}
				hint={chosen > 0 ? `${keyFor('copy')} copies the scopes` : undefined}
			/>
			<Form lines={lines} columns={columns}/>
		</Box>
	);
}
