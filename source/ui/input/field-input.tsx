import {useContext, useEffect, useState, useSyncExternalStore} from 'react';
import {Box, Text, useCursor} from 'ink';
import TextInput from 'ink-text-input';
import stringWidth from 'string-width';
import {nextPosition} from '../../wizard/values/edit-text.js';
import {symbols, tones} from '../theme.js';
import {TypingContext} from './key-router.js';

type FieldInputProps = {
	readonly value: string;
	/** Position of the text cursor, as an index into the value. */
	readonly cursor: number;
	readonly isMasked: boolean;
	/** Shown in italics while the field is empty. */
	readonly placeholder: string;
	readonly columns: number;
	/** The screen position of the field, in cells. */
	readonly left: number;
	readonly top: number;
};

type VisiblePart = {readonly offset: number; readonly columns: number; readonly isCutAtEnd: boolean};

/** The visible columns of a value, always with the cursor. Each end that is cut off takes a column for an ellipsis. */
function visiblePart(toCursor: number, behindCursor: number, columns: number): VisiblePart {
	if (toCursor + behindCursor <= columns) {
		return {offset: 0, columns, isCutAtEnd: false};
	}

	if (toCursor < columns) {
		return {offset: 0, columns: columns - 1, isCutAtEnd: true};
	}

	const isCutAtEnd = behindCursor > 0;
	const visible = columns - (isCutAtEnd ? 2 : 1);
	return {offset: toCursor - visible, columns: visible, isCutAtEnd};
}

/**
The one live input field.

`ink-text-input` types the letter of a Ctrl+letter press, deletes backwards on Delete and has no Home or End. So it is
given only the text before the cursor, where it can only append and delete backwards. The rest is drawn here. It is
remounted, which is how it forgets its own cursor, for every state that its own typing did not lead to.
*/
export function FieldInput(props: FieldInputProps) {
	const {value, cursor, isMasked, placeholder, columns, left, top} = props;
	const {subscribe, current, show, type} = useContext(TypingContext);
	const state = useSyncExternalStore(subscribe, current);
	useEffect(() => show(state), [show, state]);
	const head = value.slice(0, cursor);
	const [known, setKnown] = useState({state, head, generation: 0});
	if (known.state !== state || known.head !== head) {
		setKnown({state, head, generation: known.generation + 1});
	}

	const change = (next: string) => {
		const typed = type(next.length > head.length
			? {kind: 'insert', text: next.slice(head.length)}
			: {kind: 'delete', to: 'left'});
		if (typed) {
			setKnown({...known, state: typed, head: next});
		}
	};

	const shown = (text: string) => isMasked ? symbols.bullet.repeat(text.length) : text;
	const fromCursor = value === '' ? placeholder : shown(value.slice(cursor));
	const underCursor = fromCursor.slice(0, nextPosition(fromCursor, 0)) || ' ';
	const behindCursor = fromCursor.slice(underCursor.length);
	const headColumns = stringWidth(shown(head));
	const visible = visiblePart(headColumns + stringWidth(underCursor), stringWidth(behindCursor), columns);
	const isCutAtStart = visible.offset > 0;
	useCursor().setCursorPosition({x: left + (isCutAtStart ? 1 : 0) + headColumns - visible.offset, y: top});

	return (
		<Box width={columns} height={1} flexShrink={0}>
			{isCutAtStart && <Text>{symbols.more}</Text>}
			<Box width={visible.columns} height={1} flexShrink={0} overflow="hidden" contentOffsetX={visible.offset}>
				<Box width={headColumns} height={1} flexShrink={0}>
					<TextInput
						key={known.generation} focus value={head} showCursor={false} onChange={change}
						{...(isMasked ? {mask: symbols.bullet} : {})}
					/>
				</Box>
				<Box flexShrink={0} height={1}>
					<Text {...tones[value === '' ? 'placeholder' : 'plain']}>{fromCursor}</Text>
				</Box>
			</Box>
			{visible.isCutAtEnd && <Text>{symbols.more}</Text>}
		</Box>
	);
}
