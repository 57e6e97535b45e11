import {createContext, useContext, useEffect, useMemo, type ReactElement, type ReactNode} from 'react';
import {Box, Text, useCursor} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type Clearable} from '../../optional-members.js';
import {bindingOf, keyFor} from '../../wizard/keys/keys.js';
import {RuledHeading} from '../frame/headings.js';
import {wrapRows} from '../paragraph.js';
import {formatKey, tones, symbols} from '../theme.js';

/** An arrow, which every terminal has a symbol for, and the key that turns whole pages. */
const scrollKeys = [bindingOf('next-item').keys.at(-1)!, keyFor('next-stage')];

/** Reports by how many rows the page can be scrolled at most, once it has been scrolled further. */
export const PageEndContext = createContext<(maxScroll: number) => void>(() => {});

/** `hint` is text at the right end of the heading. */
type PageProps = Clearable<{hint: string}> & {
	readonly title: string;
	/** A row that stays in place when the page is scrolled. */
	readonly head?: ReactElement;
	readonly children: ReactNode;
	/** The number of rows that the children take. */
	readonly height: number;
	/** The number of rows scrolled out of view at the top. */
	readonly scroll: number;
	readonly columns: number;
	readonly rows: number;
};

/** A scrollable page in place of the regions, with a row that says how much is left. */
export function Page({title, hint, head, children, height, scroll, columns, rows}: PageProps) {
	const room = rows - 1 - (head ? 1 : 0);
	const isWhole = height <= room;
	const shownRows = isWhole ? room : room - 1;
	const maxScroll = isWhole ? 0 : height - shownRows;
	const first = Math.min(scroll, maxScroll);
	const reportEnd = useContext(PageEndContext);
	useEffect(() => {
		if (scroll > maxScroll) {
			reportEnd(maxScroll);
		}
	}, [scroll, maxScroll, reportEnd]);

	const left = height - first - shownRows;
	const onward = `${left} more: ${scrollKeys.map(key => formatKey(key)).join(' or ')}`;
	return (
		<Box flexDirection="column" flexShrink={0} height={rows} width={columns} overflowY="hidden">
			<RuledHeading parts={[{text: title, tone: 'accent'}]} hint={hint} columns={columns}/>
			{head}
			<Box height={shownRows} flexShrink={0} overflowY="hidden" contentOffsetY={first}>
				<Box flexDirection="column" flexShrink={0} width={columns} height={height}>{children}</Box>
			</Box>
			{!isWhole && <Box paddingLeft={2}><Text>{left > 0 ? onward : 'End of page'}</Text></Box>}
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
	const lines = useMemo(() => text.split('\n').flatMap(line => wrapRows(line, columns - 1)), [text, columns]);
	return (
		<Page title={title} height={lines.length} scroll={scroll} columns={columns} rows={rows}>
			<Box paddingLeft={1}><Text wrap="truncate-end">{lines.join('\n')}</Text></Box>
		</Page>
	);
}

// The title and the page's heading are above.
const searchTop = 2;
const searchLabel = ' Search: ';
const searchColumns = 2 + searchLabel.length;

/** What to do where a search has found nothing. */
export const searchAgain = `Press Backspace or ${keyFor('close')}, then type another word.`;

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
