import {memo} from 'react';
import {Box, Text} from 'ink';
import {symbols, tones} from '../theme.js';

export const pointerColumns = 3;

/** The sign before the item that has the focus. */
export const Pointer = memo(({isShown}: {readonly isShown: boolean}) => (
	<Box width={pointerColumns} flexShrink={0}>
		{isShown && <Text {...tones.accent}> {symbols.pointer}</Text>}
	</Box>
));
