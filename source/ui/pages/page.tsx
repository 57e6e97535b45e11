import {type ReactElement} from 'react';
import {Box, Text, useCursor} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type Clearable} from '../../optional-members.js';
import {keyBindings, keyFor} from '../../wizard/keys.js';
import {RuledHeading} from '../frame/headings.js';
import {wrapRows} from '../paragraph.js';
import {formatKey, tones, symbols} from '../theme.js';

/** An arrow, which every terminal has a symbol for, and the key that turns whole pages. */
const scrollKeys = [keyBindings.find(({name}) => name === 'next-item')!.keys.at(-1)!, keyFor('next-stage')];

/** `hint` is text at the right end of the heading. */
type PageProps = Clearable<{hint: string}> & {
	readonly title: string;
	/** A row that stays in place when the page is scrolled. */
	readonly head?: ReactElement;
	/** The rows of the page. */
	readonly content: readonly ReactElement[];
	/** The number of rows scrolled out of view at the top. */
	readonly scroll: number;
	readonly columns: number;
	readonly rows: number;
};

/** A scrollable page in place of the regions, with a row that says how much is left. */
export function Page({title, hint, head, content, scroll, columns, rows}: PageProps) {
	const room = rows - 1 - (head ? 1 : 0);
	const isWhole = content.length <= room;
	const shownRows = isWhole ? room : room - 1;
	const first = isWhole ? 0 : Math.min(scroll, content.length - shownRows);
	const left = content.length - first - shownRows;
	const onward = `${left} more: ${scrollKeys.map(key => formatKey(key)).join(' or ')}`;
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} width={columns} overflowY="hidden">
			<RuledHeading hint={hint}><Text {...tones.accent}>{title}</Text></RuledHeading>
			{head}
			{content.slice(first, first + shownRows)}
			{!isWhole && <Text>  {left > 0 ? onward : 'End of page'}</Text>}
		</Box>
	);
}

type TextPageProps = {
	readonly title: string;
	readonly text: string;
	readonly scroll: number;
	readonly columns: number;
	readonly rows: number;
};

/** A page of text to read and copy. Its lines are kept, and wrapped if they are too long. */
export function TextPage({title, text, scroll, columns, rows}: TextPageProps) {
	const lines = text.split('\n').flatMap(line => line === '' ? [' '] : wrapRows(line, columns - 1));
	return (
		<Page
			title={title} scroll={scroll} columns={columns} rows={rows}
			content={lines.map((line, index) => <Text key={index} wrap="truncate-end"> {line}</Text>)}
		/>
	);
}

// The title and the page's heading are above.
const searchTop = 2;
const searchLabel = ' Search: ';
const searchColumns = 2 + searchLabel.length;

/** The search text of a page, below its heading, with the terminal's cursor after it. */
export function SearchRow({query, columns}: {readonly query: string; readonly columns: number}) {
	// Typing happens at the end, so the start is cut.
	const shown = cliTruncate(query, Math.max(1, columns - searchColumns - 1), {position: 'start'});
	useCursor().setCursorPosition({x: searchColumns + stringWidth(shown), y: searchTop});
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate-end">
				<Text {...tones.accent}> {symbols.pointer}</Text>{searchLabel}
				{query === '' ? <Text {...tones.placeholder}>type a word</Text> : shown}
			</Text>
		</Box>
	);
}
