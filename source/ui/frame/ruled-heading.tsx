import {type ReactNode} from 'react';
import {Box, Text} from 'ink';
import {symbols, tones} from '../theme.js';

type RuledHeadingProps = {
	readonly children: ReactNode;
	/** What stands at the right end of the rule, where there is room. */
	readonly hint?: string | undefined;
};

/** A heading with a rule behind it that fills the row. */
export function RuledHeading({children, hint}: RuledHeadingProps) {
	return (
		<Box height={1} flexShrink={0} overflowY="hidden">
			<Text wrap="truncate-end"><Text {...tones.rule}>{symbols.rule.repeat(2)}</Text> {children} </Text>
			<Box
				borderDimColor flexGrow={1} flexShrink={1} borderStyle="single"
				borderBottom={false} borderLeft={false} borderRight={false}
			/>
			{hint && <Box flexShrink={0}><Text> {hint} <Text {...tones.rule}>{symbols.rule}</Text></Text></Box>}
		</Box>
	);
}
