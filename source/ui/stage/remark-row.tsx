import {memo} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {type Remark} from '../../wizard/stages/stage-remarks.js';
import {sumOf} from '../layout.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {noticeMarks, tones, type Tone} from '../theme.js';

const marks: Readonly<Record<Remark['tone'], string>> = {
	...noticeMarks, plain: '', note: noticeMarks.plain, accent: '',
};

function toneOf({tone}: Remark): Tone {
	return tone === 'note' ? 'plain' : tone;
}

// A mark and the space after it.
const markColumns = 2;
const cellGap = 2;

/** The widths of the columns of a table, all but the last. */
export type TableColumns = readonly number[];

/** Lays out the remarks that are rows of a table. */
export function layOutTable(remarks: readonly Remark[]): TableColumns {
	const rows = remarks.flatMap(({cells}) => cells ? [cells.slice(0, -1)] : []);
	return rows[0]?.map((_, column) => Math.max(...rows.map(cells => stringWidth(cells[column]!)))) ?? [];
}

/** The cells of a remark that fits into one row of the table; otherwise it is a paragraph. */
function rowCells({cells}: Remark, table: TableColumns, columns: number): readonly string[] | undefined {
	const beforeLast = markColumns + sumOf(table.map(width => width + cellGap));
	return cells && beforeLast + stringWidth(cells.at(-1)!) <= columns ? cells : undefined;
}

function markedText({tone, text}: Pick<Remark, 'tone' | 'text'>): string {
	return [marks[tone], text].filter(Boolean).join(' ');
}

/** The number of rows that a remark takes. */
export function remarkRows(remark: Remark, table: TableColumns, columns: number, maxRows?: number): number {
	return rowCells(remark, table, columns) ? 1 : wrapRows(markedText(remark), columns, maxRows).length;
}

type RemarkRowProps = {
	readonly remark: Remark;
	readonly table: TableColumns;
	readonly columns: number;
	readonly maxRows: number;
};

/** A remark, preceded by the mark of its tone: a row of the table if it is one and fits, otherwise a paragraph. */
export const RemarkRow = memo(({remark, table, columns, maxRows}: RemarkRowProps) => {
	const cells = rowCells(remark, table, columns);
	const tone = toneOf(remark);
	if (!cells) {
		return <Paragraph text={markedText(remark)} tone={tone} columns={columns} maxRows={maxRows}/>;
	}

	const mark = <Text {...tones[tone]}>{marks[remark.tone]} </Text>;
	return (
		<Box height={1} flexShrink={0} gap={cellGap}>
			{table.map((width, column) => (
				<Box key={column} width={(column === 0 ? markColumns : 0) + width} flexShrink={0}>
					{column === 0 && mark}
					<Text>{cells[column]}</Text>
				</Box>
			))}
			<Text>{cells.at(-1)}</Text>
		</Box>
	);
});
