import {useState, type RefObject} from 'react';
import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import {fieldDescriptions, type FieldName} from '../wizard/fields.js';
import {editBetween, type FieldEdit, type PressMeaning} from './field-edit.js';
import {symbols} from './theme.js';

type FieldInputProps = {
	readonly field: FieldName;
	readonly value: string;
	/** Position of the text cursor, in characters from the start. */
	readonly cursor: number;
	readonly isRevealing: boolean;
	readonly columns: number;
	readonly pressMeaning: RefObject<PressMeaning>;
	readonly onEdit: (edit: FieldEdit) => void;
};

/**
The one live input field.

`ink-text-input` types the letter of a Ctrl+letter press, deletes backwards on Delete and has no Home or End. So it is given only the text before the cursor,
where all it can do is to append and to delete backwards; the rest is drawn here, and the keys that the router has handled are undone by starting it afresh.
*/
export function FieldInput({field, value, cursor, isRevealing, columns, pressMeaning, onEdit}: FieldInputProps) {
	const head = value.slice(0, cursor);
	const tail = value.slice(cursor);
	const [known, setKnown] = useState({head, generation: 0});
	if (known.head !== head) {
		setKnown({head, generation: known.generation + 1});
	}

	const isMasked = fieldDescriptions[field].isSecret && !isRevealing;
	const shown = (text: string) => isMasked ? symbols.bullet.repeat(text.length) : text;
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
		<Box width={columns} height={1} flexShrink={0} overflow="hidden" contentOffsetX={Math.max(0, head.length + 1 - columns)}>
			<Box width={head.length} height={1} flexShrink={0}>
				<TextInput
					key={known.generation}
					focus
					value={head}
					mask={isMasked ? symbols.bullet : undefined}
					showCursor={false}
					onChange={change}
				/>
			</Box>
			<Box flexShrink={0} height={1}><Text inverse>{shown(tail.slice(0, 1)) || ' '}</Text></Box>
			<Box width={Math.max(0, tail.length - 1)} height={1} flexShrink={0}><Text>{shown(tail.slice(1))}</Text></Box>
		</Box>
	);
}
