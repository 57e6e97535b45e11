import {useState, type RefObject} from 'react';
import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import stringWidth from 'string-width';
import {fieldDescriptions, type FieldName} from '../wizard/fields.js';
import {editBetween, nextPosition, type FieldEdit, type PressMeaning} from './field-edit.js';
import {symbols} from './theme.js';

type FieldInputProps = {
	readonly field: FieldName;
	readonly value: string;
	/** Position of the text cursor, in characters from the start. */
	readonly cursor: number;
	readonly isRevealing: boolean;
	readonly columns: number;
	/** Shown dimly while the field is empty. */
	readonly placeholder: string;
	readonly pressMeaning: RefObject<PressMeaning>;
	readonly onEdit: (edit: FieldEdit) => void;
};

/** The columns of a value that are seen: the cursor always, and a sign takes a column where something is cut off. */
function visiblePart(toCursor: number, behindCursor: number, columns: number): {readonly offset: number; readonly columns: number; readonly isCutAtEnd: boolean} {
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

`ink-text-input` types the letter of a Ctrl+letter press, deletes backwards on Delete and has no Home or End. So it is given only the text before the cursor,
where all it can do is to append and to delete backwards; the rest is drawn here, and the keys that the router has handled are undone by starting it afresh.
*/
export function FieldInput({field, value, cursor, isRevealing, columns, placeholder, pressMeaning, onEdit}: FieldInputProps) {
	const head = value.slice(0, cursor);
	const tail = value.slice(cursor);
	const [known, setKnown] = useState({head, generation: 0});
	if (known.head !== head) {
		setKnown({head, generation: known.generation + 1});
	}

	const isMasked = fieldDescriptions[field].isSecret && !isRevealing;
	const shown = (text: string) => isMasked ? symbols.bullet.repeat(text.length) : text;
	const fromCursor = value === '' ? placeholder : shown(tail);
	const underCursor = fromCursor.slice(0, nextPosition(fromCursor, 0)) || ' ';
	const behindCursor = fromCursor.slice(underCursor.length);
	const headColumns = stringWidth(shown(head));
	const cursorColumns = stringWidth(underCursor);
	const tailColumns = stringWidth(behindCursor);
	const window = visiblePart(headColumns + cursorColumns, tailColumns, columns);
	const change = (next: string) => {
		if (pressMeaning.current === 'handled') {
			setKnown(({generation}) => ({head, generation: generation + 1}));
			return;
		}

		pressMeaning.current = 'handled';
		setKnown(({generation}) => ({head: next, generation}));
		onEdit(editBetween(head, next));
	};

	return (
		<Box width={columns} height={1} flexShrink={0}>
			{window.offset > 0 && <Text dimColor>{symbols.more}</Text>}
			<Box width={window.columns} height={1} flexShrink={0} overflow="hidden" contentOffsetX={window.offset}>
				<Box width={headColumns} height={1} flexShrink={0}>
					<TextInput
						key={known.generation}
						focus
						value={head}
						mask={isMasked ? symbols.bullet : undefined}
						showCursor={false}
						onChange={change}
					/>
				</Box>
				<Box width={cursorColumns} flexShrink={0} height={1}><Text inverse dimColor={value === ''}>{underCursor}</Text></Box>
				<Box width={tailColumns} height={1} flexShrink={0}><Text dimColor={value === ''}>{behindCursor}</Text></Box>
			</Box>
			{window.isCutAtEnd && <Text dimColor>{symbols.more}</Text>}
		</Box>
	);
}
