import {Box, Text} from 'ink';
import {symbols} from './theme.js';

/** The row that counts the items of a list that are out of view. */
export function MoreItems({count, isAbove}: {readonly count: number; readonly isAbove: boolean}) {
	return (
		<Box height={1} flexShrink={0} paddingLeft={3}>
			<Text>{isAbove ? symbols.up : symbols.down} {count} more {isAbove ? 'above' : 'below'}</Text>
		</Box>
	);
}
