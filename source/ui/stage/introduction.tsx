import {memo} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import supportsHyperlinks from 'supports-hyperlinks';
import {keyFor} from '../../wizard/keys/keys.js';
import {type StageIntroduction} from '../../wizard/regions/stage-facts.js';
import {sumOf} from '../layout.js';
import {memoizeByWidth} from '../memoize-by-width.js';
import {wrapRows} from '../paragraph.js';
import {tones} from '../theme.js';
import {FinishCard, finishRows} from './finish-card.js';
import {layOutTable, RemarkRow, remarkRows} from './remark-row.js';

// A blank column on either side; an address may use the right one.
const margin = 2;
const addressMargin = 1;
const label = 'Page: ';
const hint = `  ${keyFor('open-page')} opens it`;

function addressRows(address: string | undefined, columns: number): number {
	return address === undefined ? 0 : wrapRows(label + address, columns - addressMargin).length;
}

/** The number of rows that the whole introduction takes. */
export const introductionRows = memoizeByWidth((introduction: StageIntroduction, columns): number => {
	if (introduction.kind === 'summary') {
		return finishRows(introduction.facts, columns);
	}

	const {remarks, address} = introduction;
	const table = layOutTable(remarks);
	return sumOf(remarks.map(remark => remarkRows(remark, table, columns - margin))) + addressRows(address, columns);
});

/** A hyperlink (OSC 8) if the terminal supports them, otherwise only the text. */
function linked(text: string, address: string): string {
	return supportsHyperlinks.stdout ? `\u001B]8;;${address}\u0007${text}\u001B]8;;\u0007` : text;
}

/** The page's address in full: it may have to be copied by hand if no browser can be opened. */
const Address = memo(({address, columns}: {readonly address: string; readonly columns: number}) => {
	const room = columns - addressMargin;
	if (stringWidth(label + address) > room) {
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
			{stringWidth(label + address + hint) <= room && hint}
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
	const table = layOutTable(remarks);
	const shown = remarks.flatMap(remark => {
		const allowed = room;
		room -= remarkRows(remark, table, columns - margin, allowed);
		return allowed > 0
			? [
				<RemarkRow
					key={remark.text} remark={remark} table={table} columns={columns - margin} maxRows={allowed}
				/>,
			]
			: [];
	});
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={1}>
			{shown}
			{isAddressShown && <Address address={address} columns={columns}/>}
		</Box>
	);
});
