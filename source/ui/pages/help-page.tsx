import {Box, Text} from 'ink';
import {keyFor} from '../../wizard/keys.js';
import {searchHelp} from '../../wizard/search-help.js';
import {cell} from '../columns.js';
import {wrapRows} from '../paragraph.js';
import {formatKey, tones} from '../theme.js';
import {Page, SearchRow} from './page.js';

const indent = 2;
const keyColumns = 18;

function heading(text: string) {
	return <Text key={text} {...tones.accent}>{text}</Text>;
}

function keyRows(keys: readonly string[], help: string, columns: number) {
	return wrapRows(help, columns - keyColumns).map((row, index) => (
		<Text key={`${help}${index}`} wrap="truncate-end">
			<Text {...tones.heading}>
				{cell(index === 0 ? `  ${keys.map(key => formatKey(key)).join(', ')}` : '', keyColumns)}
			</Text>
			{row}
		</Text>
	));
}

function helpRows({tips, keys}: ReturnType<typeof searchHelp>, columns: number) {
	return [
		...(keys.length > 0 ? [heading('Keys')] : []),
		...keys.flatMap(({keys: names, help}) => keyRows(names, help, columns)),
		...(tips.length > 0 ? [heading('Good to know')] : []),
		...tips.flatMap(text => wrapRows(text, columns - indent)
			.map(row => <Text key={row} wrap="truncate-end">{cell('', indent)}{row}</Text>)),
		...(tips.length + keys.length === 0
			? [
				<Box key="nothing" paddingLeft={indent}>
					<Text>Nothing found. Press Backspace or {keyFor('close')}, then type another word.</Text>
				</Box>,
			]
			: []),
	];
}

type HelpPageProps = {
	readonly query: string;
	readonly scroll: number;
	readonly columns: number;
	readonly rows: number;
};

/** The help page: every key of the key table, then tips, or only those entries that match a query. */
export function HelpPage({query, scroll, columns, rows}: HelpPageProps) {
	const found = searchHelp(query);
	const count = found.tips.length + found.keys.length;
	return (
		<Page
			title="Help" hint={query.trim() === '' ? undefined : `${count} found`}
			head={<SearchRow query={query} columns={columns}/>}
			content={helpRows(found, columns)} scroll={scroll} columns={columns} rows={rows}
		/>
	);
}
