import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {type FinishFact} from '../../wizard/stages/finish.js';
import {sumOf} from '../layout.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {tones} from '../theme.js';

const indent = 3;
const termColumns = 14;

/** The columns of a term: the usual width, unless it is a longer name of an API. */
function columnsOfTerm(term: string, columns: number): number {
	const width = stringWidth(term);
	return width < termColumns ? termColumns : Math.min(width + 2, Math.floor(columns * 0.6));
}

function textColumns(term: string, columns: number): number {
	return columns - indent - columnsOfTerm(term, columns) - 1;
}

function rowsOf({term, text}: FinishFact, columns: number): number {
	return wrapRows(text, textColumns(term, columns)).length;
}

/** The number of rows of the card. */
export function finishRows(facts: readonly FinishFact[], columns: number): number {
	return sumOf(facts.map(fact => rowsOf(fact, columns)));
}

/** How many facts fit completely into `rows`. */
function factsIn(facts: readonly FinishFact[], rows: number, columns: number): number {
	let left = rows;
	const cut = facts.findIndex(fact => {
		left -= rowsOf(fact, columns);
		return left < 0;
	});
	return cut === -1 ? facts.length : cut;
}

type FinishCardProps = {readonly facts: readonly FinishFact[]; readonly columns: number; readonly maxRows: number};

/** The final summary of what was set up. */
export function FinishCard({facts, columns, maxRows}: FinishCardProps) {
	const rows = finishRows(facts, columns);
	const isWhole = rows <= maxRows;
	// A last line counts what does not fit.
	const shown = isWhole ? facts : facts.slice(0, factsIn(facts, maxRows - 1, columns));
	return (
		<Box
			flexDirection="column" flexShrink={0} paddingLeft={indent} width={columns}
			height={Math.min(maxRows, rows)} overflowY="hidden"
		>
			{shown.map(({term, text}) => (
				<Box key={term} flexShrink={0}>
					<Box width={columnsOfTerm(term, columns)} flexShrink={0}>
						<Text {...tones.heading} wrap="truncate-end">{term}</Text>
					</Box>
					<Paragraph text={text} columns={textColumns(term, columns)}/>
				</Box>
			))}
			{!isWhole && <Text>and {facts.length - shown.length} more: enlarge the window to see them</Text>}
		</Box>
	);
}
