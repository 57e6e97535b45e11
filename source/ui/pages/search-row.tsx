import {Box, Text, useCursor} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {symbols, tones} from '../theme.js';

// The title and the page's heading are above.
const searchTop = 2;
const searchLabel = ' Search: ';
const searchColumns = 2 + searchLabel.length;

/** What is searched for in a page, below its heading, with the terminal's cursor behind it. */
export function SearchRow({query, columns}: {readonly query: string; readonly columns: number}) {
	// The end is where one types.
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
