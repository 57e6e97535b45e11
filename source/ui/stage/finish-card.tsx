import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {type FinishFact} from '../../wizard/stages/finish.js';
import {sumOf} from '../layout.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {tones} from '../theme.js';

const indent = 3;
const termColumns = 14;

/** The columns of a fact's term. The names of APIs share a column, which is as wide as the longest of them needs. */
function columnsOfTerms(facts: readonly FinishFact[], columns: number): (fact: FinishFact) => number {
	const longest = Math.max(0, ...facts.map(({term, isApi}) => isApi ? stringWidth(term) : 0));
	const ofApis = longest < termColumns ? termColumns : Math.min(longest + 2, Math.floor(columns * 0.6));
	return ({isApi}) => isApi ? ofApis : termColumns;
}

/** The rows of each fact. */
function heightsOf(facts: readonly FinishFact[], columns: number): readonly number[] {
	const widthOf = columnsOfTerms(facts, columns);
	return facts.map(fact => wrapRows(fact.text, columns - indent - widthOf(fact) - 1).length);
}

/** The number of rows of the card. */
export function finishRows(facts: readonly FinishFact[], columns: number): number {
	return sumOf(heightsOf(facts, columns));
}

/** The heights of the facts within `rows`: the last one that has room may be cut. */
function heightsWithin(heights: readonly number[], rows: number): readonly number[] {
	let left = rows;
	return heights.map(height => {
		const shown = Math.min(height, left);
		left -= shown;
		return shown;
	}).filter(height => height > 0);
}

type FinishCardProps = {readonly facts: readonly FinishFact[]; readonly columns: number; readonly maxRows: number};

/** The final summary of what was set up. */
export function FinishCard({facts, columns, maxRows}: FinishCardProps) {
	const heights = heightsOf(facts, columns);
	const rows = sumOf(heights);
	const widthOf = columnsOfTerms(facts, columns);
	// A last line counts what has no room at all.
	const beside = rows <= maxRows ? heights : heightsWithin(heights, maxRows - 1);
	const shown = beside.length === facts.length ? heightsWithin(heights, maxRows) : beside;
	const count = facts.length - shown.length;
	return (
		<Box
			flexDirection="column" flexShrink={0} paddingLeft={indent} width={columns}
			height={Math.min(maxRows, rows)} overflowY="hidden"
		>
			{facts.slice(0, shown.length).map((fact, index) => (
				<Box key={fact.term} flexShrink={0}>
					<Box width={widthOf(fact)} flexShrink={0}>
						<Text {...tones.heading} wrap="truncate-end">{fact.term}</Text>
					</Box>
					<Paragraph
						text={fact.text} columns={columns - indent - widthOf(fact) - 1} maxRows={shown[index]!}
					/>
				</Box>
			))}
			{count > 0 && <Text>and {count} more: enlarge the window to see them</Text>}
		</Box>
	);
}
