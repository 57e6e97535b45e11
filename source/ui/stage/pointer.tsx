import {Text} from 'ink';
import {symbols, tones} from '../theme.js';

export const pointerColumns = 3;

/** The sign before the item that has the focus, or as many blanks; part of a `Text`. */
export function Pointer({isShown}: {readonly isShown: boolean}) {
	return isShown ? <Text><Text {...tones.accent}> {symbols.pointer}</Text> </Text> : ' '.repeat(pointerColumns);
}
