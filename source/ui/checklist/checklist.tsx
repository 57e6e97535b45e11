import {memo} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {statusMarks} from '../../wizard/marks.js';
import {type ChecklistRow} from '../../wizard/regions/checklist-rows.js';
import {markTones, symbols, tones} from '../theme.js';

type StageRowProps = {readonly row: ChecklistRow; readonly columns: number};

// Mark, number and spaces around a title.
const titleMargin = 8;

const StageRow = memo(({row: {number, title, status, isCurrent, lifetime}, columns}: StageRowProps) => {
	const mark = statusMarks[status];
	const hasRoom = stringWidth(title + lifetime) + titleMargin <= columns;
	return (
		<Box height={1} flexShrink={0} justifyContent="space-between" gap={1} paddingRight={1}>
			<Text wrap="truncate-end">
				<Text {...tones.accent}>{isCurrent ? symbols.pointer : ' '} </Text>
				<Text {...tones[markTones[mark.meaning]]}>{mark.symbol}</Text>
				{' '}<Text {...tones[isCurrent ? 'accent' : 'plain']}>{number} {title}</Text>
			</Text>
			{hasRoom && lifetime !== '' && (
				<Box flexShrink={0}>
					<Text {...tones[status === 'attention' ? 'warning' : 'plain']}>{lifetime}</Text>
				</Box>
			)}
		</Box>
	);
});

type StageRowsProps = {readonly rows: readonly ChecklistRow[]; readonly columns: number};

function StageRows({rows, columns}: StageRowsProps) {
	return (
		<Box flexDirection="column" flexShrink={0} width={columns}>
			{rows.map(row => <StageRow key={row.id} row={row} columns={columns}/>)}
		</Box>
	);
}

function Strip({rows}: Pick<StageRowsProps, 'rows'>) {
	return (
		<Box height={1} flexShrink={0} paddingLeft={1} gap={3}>
			{rows.map(({id, number, status, isCurrent}) => {
				const mark = statusMarks[status];
				return (
					<Text key={id}>
						<Text {...tones.accent}>{isCurrent ? symbols.pointer : ' '}</Text>
						<Text {...tones[markTones[mark.meaning]]}>{mark.symbol}</Text>
						{' '}<Text {...tones[isCurrent ? 'accent' : 'plain']}>{number}</Text>
					</Text>
				);
			})}
		</Box>
	);
}

// The longer titles are on the left.
const leftShare = 0.54;

type ChecklistProps = StageRowsProps & {readonly shape: 'list' | 'grid' | 'strip'};

/** The checklist of the stages: a list, a grid of two columns, or one row of marks. */
export const Checklist = memo(({rows, shape, columns}: ChecklistProps) => {
	switch (shape) {
		case 'list': {
			return <StageRows rows={rows} columns={columns}/>;
		}

		case 'grid': {
			const left = Math.min(44, Math.floor(columns * leftShare));
			const half = Math.ceil(rows.length / 2);
			return (
				<Box flexShrink={0}>
					<StageRows rows={rows.slice(0, half)} columns={left}/>
					<StageRows rows={rows.slice(half)} columns={columns - left}/>
				</Box>
			);
		}

		case 'strip': {
			return <Strip rows={rows}/>;
		}
	}
});
