import {Box, Text} from 'ink';
import {type Api} from '../../concur/catalogue/api-entry.js';
import {apiTitle} from '../../concur/catalogue/apis.js';
import {stageReference} from '../../concur/tutorial.js';
import {describeAccess, adviceFor, apiChoices, searchApis} from '../../wizard/api-choice.js';
import {keyFor} from '../../wizard/keys.js';
import {type Overlay, type WizardState} from '../../wizard/wizard-state.js';
import {RuledHeading} from '../frame/headings.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {Pointer, symbols, tones} from '../theme.js';
import {visibleItems} from '../layout.js';
import {SearchRow} from './page.js';

const titleColumns = 42;
const termColumns = 9;
// The heading and the search text.
const headRows = 2;
const minListRows = 4;
const maxScopeRows = 6;

type FormLine = {readonly term: string; readonly text: string; readonly maxRows: number};

/** What to select in the form for the current choice; empty if nothing is chosen. */
function formLines(state: WizardState, maxRows: number): readonly FormLine[] {
	const {grants, scopes} = adviceFor(state);
	return scopes.length === 0
		? []
		: [
			{term: 'Grants', text: grants.join(', '), maxRows: 1},
			{term: 'Scopes', text: scopes.join(', '), maxRows},
		];
}

function textColumns(columns: number): number {
	return columns - termColumns - 2;
}

/** The number of rows for the form's lines, or for the sentence in their place. */
function formRows(lines: readonly FormLine[], columns: number): number {
	const rows = lines.map(({text, maxRows}) => wrapRows(text, textColumns(columns), maxRows).length);
	return Math.max(1, rows.reduce((sum, each) => sum + each, 0));
}

/** The form's lines, each after its term. A line that does not fit ends with an ellipsis. */
function Form({lines, columns}: {readonly lines: readonly FormLine[]; readonly columns: number}) {
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={1}>
			{lines.length === 0 && (
				<Text wrap="truncate-end">No APIs chosen: {stageReference('app')} follows the tutorial.</Text>
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
	readonly state: WizardState;
	readonly api: Api;
	readonly isFocused: boolean;
	readonly columns: number;
};

function ApiRow({state, api, isFocused, columns}: ApiRowProps) {
	const choice = apiChoices(state).find(each => each.api.id === api.id);
	const words = choice ? describeAccess(choice) : (api.end ? 'deprecated' : '');
	const isNoteShown = isFocused && api.note !== undefined;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box height={1} flexShrink={0}>
				<Box flexShrink={0}>
					<Text>
						<Pointer isShown={isFocused}/>
						[{choice ? <Text {...tones.good}>{symbols.good}</Text> : ' '}]{' '}
					</Text>
				</Box>
				<Box width={Math.min(titleColumns, columns - 24)} flexShrink={0}>
					<Text {...tones[isFocused ? 'heading' : 'plain']} wrap="truncate-end">{apiTitle(api)}</Text>
				</Box>
				<Text wrap="truncate-end">{words}</Text>
			</Box>
			{isNoteShown && (
				<Box paddingLeft={noteIndent} flexShrink={0}>
					<Text wrap="truncate-end">{noteRows(api, columns).join('\n')}</Text>
				</Box>
			)}
		</Box>
	);
}

const noteIndent = 7;

function noteRows({note}: Api, columns: number): readonly string[] {
	return note === undefined ? [] : wrapRows(note, columns - noteIndent - 1, 2);
}

type ListProps = {
	readonly state: WizardState;
	readonly list: Extract<Overlay, {kind: 'apis'}>;
	readonly columns: number;
	readonly rows: number;
};

/** As many APIs as fit around the focused one, each area under its name. */
function List({state, list, columns, rows}: ListProps) {
	const listed = searchApis(state, list.query);
	const isFirstOfArea = (index: number) => listed[index]!.area !== listed[index - 1]?.area;
	const heights = listed.map((api, index) => (isFirstOfArea(index) ? 1 : 0) + 1
		+ (index === list.focus ? noteRows(api, columns).length : 0));
	const {first, end} = listed.length === 0 ? {first: 0, end: 0} : visibleItems(heights, list.focus, rows);
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} overflowY="hidden">
			{listed.length === 0 && (
				<Text>   No API found. Press Backspace or {keyFor('close')}, then type another word.</Text>
			)}
			{first > 0 && <Text>   {symbols.up} {first} more above</Text>}
			{listed.slice(first, end).map((api, offset) => (
				<Box key={api.id} flexDirection="column" flexShrink={0}>
					{isFirstOfArea(first + offset) && <Text {...tones.accent}> {api.area}</Text>}
					<ApiRow state={state} api={api} isFocused={first + offset === list.focus} columns={columns}/>
				</Box>
			))}
			{end < listed.length && <Text>   {symbols.down} {listed.length - end} more below</Text>}
		</Box>
	);
}

/** The list of APIs by product area, searched by typing. Below it is what to select in the form for the chosen ones. */
export function ApisPage({state, list, columns, rows}: ListProps) {
	const room = Math.min(maxScopeRows, Math.max(1, rows - headRows - minListRows - 2));
	const lines = formLines(state, room);
	const count = apiChoices(state).length;
	const found = searchApis(state, list.query).length;
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} width={columns} overflowY="hidden">
			<RuledHeading hint={`${list.query.trim() === '' ? '' : `${found} found, `}${count} chosen`}>
				<Text {...tones.accent}>Which APIs will you call?</Text>
			</RuledHeading>
			<SearchRow query={list.query} columns={columns}/>
			<List state={state} list={list} columns={columns} rows={rows - headRows - formRows(lines, columns) - 1}/>
			<RuledHeading hint={count > 0 ? `${keyFor('copy')} copies the scopes` : undefined}>
				<Text {...tones.heading}>For the form</Text>
			</RuledHeading>
			<Form lines={lines} columns={columns}/>
		</Box>
	);
}
