import {memo, useMemo} from 'react';
import {Box, Text} from 'ink';
import {searchHelp} from '../../wizard/keys/search-help.js';
import {sumOf} from '../layout.js';
import {memoizeByWidth} from '../memoize-by-width.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {formatKey, tones} from '../theme.js';
import {Page, searchAgain, SearchRow} from './page.js';

const indent = 2;
const keyColumns = 18;

type Entry = {
	/** What stands in the column before the text. */
	readonly term: string;
	readonly text: string;
};

type Section = {readonly title: string; readonly entries: readonly Entry[]; readonly termColumns: number};

/** The sections of the page. Those without an entry are left out. */
function sectionsOf({tips, keys}: ReturnType<typeof searchHelp>): readonly Section[] {
	return [
		{
			title: 'Keys', termColumns: keyColumns,
			entries: keys.map(({keys: names, help}) =>
				({term: names.map(key => formatKey(key)).join(', '), text: help})),
		},
		{title: 'Good to know', termColumns: indent, entries: tips.map(text => ({term: '', text}))},
	].filter(({entries}) => entries.length > 0);
}

const sectionRows = memoizeByWidth(({entries, termColumns}: Section, columns): number =>
	1 + sumOf(entries.map(({text}) => wrapRows(text, columns - termColumns).length)));

const SectionBox = memo(({section: {title, entries, termColumns}, columns}: {
	readonly section: Section; readonly columns: number;
}) => (
	<Box flexDirection="column" flexShrink={0}>
		<Text {...tones.accent}>{title}</Text>
		{entries.map(({term, text}) => (
			<Box key={text} flexShrink={0}>
				<Box width={termColumns} flexShrink={0} paddingLeft={indent}>
					<Text {...tones.heading} wrap="truncate-end">{term}</Text>
				</Box>
				<Paragraph text={text} columns={columns - termColumns}/>
			</Box>
		))}
	</Box>
));

type HelpPageProps = {
	readonly query: string;
	readonly scroll: number;
	readonly columns: number;
	readonly rows: number;
};

/** The help page: every key of the key table, then tips, or only those entries that match a query. */
export function HelpPage({query, scroll, columns, rows}: HelpPageProps) {
	const sections = useMemo(() => sectionsOf(searchHelp(query)), [query]);
	const count = sumOf(sections.map(({entries}) => entries.length));
	const height = sumOf(sections.map(section => sectionRows(section, columns)));
	return (
		<Page
			title="Help" hint={query.trim() === '' ? undefined : `${count} found`}
			head={<SearchRow query={query} columns={columns}/>}
			height={Math.max(1, height)} scroll={scroll} columns={columns} rows={rows}
		>
			{sections.length === 0 && <Box paddingLeft={indent}><Text>Nothing found. {searchAgain}</Text></Box>}
			{sections.map(section => <SectionBox key={section.title} section={section} columns={columns}/>)}
		</Page>
	);
}
