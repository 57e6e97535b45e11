import {memo} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import supportsHyperlinks from 'supports-hyperlinks';
import {keyFor} from '../../wizard/keys.js';
import {type StageIntroduction} from '../../wizard/regions/stage-facts.js';
import {type Remark} from '../../wizard/stage-remarks.js';
import {cell} from '../columns.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {memoizeByWidth} from '../memoize-by-width.js';
import {noticeMarks, tones, type Tone} from '../theme.js';
import {FinishCard, finishRows} from './finish-card.js';

// A blank column on either side; an address may use the right one.
const margin = 2;
const addressMargin = 1;
const label = 'Page: ';
const hint = `  ${keyFor('open-page')} opens it`;

function addressRows(address: string | undefined, columns: number): number {
	return address === undefined ? 0 : wrapRows(label + address, columns - addressMargin).length;
}

const remarkMarks: Readonly<Record<Remark['tone'], string>> = {
	...noticeMarks, plain: '', note: noticeMarks.plain, accent: '',
};

type MarkedRemark = {readonly text: string; readonly tone: Tone};

/** Remarks, each preceded by the mark of its tone. */
function markRemarks(remarks: readonly Remark[]): readonly MarkedRemark[] {
	const tables = remarks.flatMap(({cells}) => cells ? [cells] : []);
	const widths = tables[0]?.map((_, column) => Math.max(...tables.map(cells => stringWidth(cells[column]!)))) ?? [];
	const asRow = (cells: readonly string[]) => cells
		.map((text, column) => column === cells.length - 1 ? text : cell(text, widths[column]!))
		.join('  ');
	return remarks.map(({text, tone, cells}) => ({
		text: [remarkMarks[tone], cells ? asRow(cells) : text].filter(Boolean).join(' '),
		tone: tone === 'note' ? 'plain' : tone,
	}));
}

/** The number of rows that the whole introduction takes. */
export const introductionRows = memoizeByWidth((introduction: StageIntroduction, columns): number => {
	if (introduction.kind === 'summary') {
		return finishRows(introduction.facts, columns);
	}

	const rows = markRemarks(introduction.remarks).map(({text}) => wrapRows(text, columns - margin).length);
	return rows.reduce((sum, each) => sum + each, addressRows(introduction.address, columns));
});

/** A hyperlink (OSC 8) if the terminal supports them, otherwise only the text. */
function linked(text: string, address: string): string {
	return supportsHyperlinks.stdout ? `\u001B]8;;${address}\u0007${text}\u001B]8;;\u0007` : text;
}

/** The page's address in full: it may have to be copied by hand if no browser can be opened. */
const Address = memo(({address, columns}: {readonly address: string; readonly columns: number}) => {
	const room = columns - addressMargin;
	if (label.length + address.length > room) {
		return wrapRows(label + address, room).map((row, index) => (
			<Text key={row}>
				{index === 0 && label}
				<Text {...tones.link}>{linked(index === 0 ? row.slice(label.length) : row, address)}</Text>
			</Text>
		));
	}

	return (
		<Text wrap="truncate-end">
			{label}<Text {...tones.link}>{linked(address, address)}</Text>
			{label.length + address.length + hint.length <= room && hint}
		</Text>
	);
});

type IntroductionProps = {
	readonly introduction: StageIntroduction;
	readonly columns: number;
	readonly maxRows: number;
};

/**
The part of a stage above its items: its remarks, then the page's address, in at most `maxRows` rows.

The address stays whole. The remarks are cut at their end, with an ellipsis.
*/
export const Introduction = memo(({introduction, columns, maxRows}: IntroductionProps) => {
	if (introduction.kind === 'summary') {
		return <FinishCard facts={introduction.facts} columns={columns} maxRows={maxRows}/>;
	}

	const {remarks, address} = introduction;
	const tail = addressRows(address, columns);
	const isAddressShown = address !== undefined && tail < maxRows;
	let room = maxRows - (isAddressShown ? tail : 0);
	const paragraphs = markRemarks(remarks).flatMap(({text, tone}) => {
		const allowed = room;
		room -= wrapRows(text, columns - margin, allowed).length;
		return allowed > 0
			? [<Paragraph key={text} text={text} tone={tone} columns={columns - margin} maxRows={allowed}/>]
			: [];
	});
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={1}>
			{paragraphs}
			{isAddressShown && <Address address={address} columns={columns}/>}
		</Box>
	);
});
