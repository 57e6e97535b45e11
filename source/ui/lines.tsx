import {memo} from 'react';
import {Box, Text} from 'ink';
import {type Line, type Span} from './line.js';
import {toneStyles} from './theme.js';

// OSC 8: terminals that know it make a link of it, the others print the text alone.
function linked({text, href}: Span): string {
	return href ? `\u001B]8;;${href}\u0007${text}\u001B]8;;\u0007` : text;
}

function isSameLine(before: Line, after: Line): boolean {
	return before.length === after.length && before.every(({text, tone, href}, index) => text === after[index]!.text && tone === after[index]!.tone && href === after[index]!.href);
}

/** One row of the screen, never wrapped. A row that says what it said before is left as it is: a key press changes few. */
export const Row = memo(({line}: {readonly line: Line}) => (
	<Box height={1} flexShrink={0}>
		<Text wrap="truncate-end">
			{line.map((span, index) => (
				// Spans have no identity but their place in the row.
				<Text key={index} {...toneStyles[span.tone ?? 'plain']}>{linked(span)}</Text>
			))}
		</Text>
	</Box>
), (before, after) => isSameLine(before.line, after.line));

/** Rows below each other, clipped to the box they are in. */
export function Lines({lines}: {readonly lines: readonly Line[]}) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			{lines.map((line, index) => <Row key={index} line={line}/>)}
		</Box>
	);
}
