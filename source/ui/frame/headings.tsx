import {memo} from 'react';
import {Box, Text} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type Clearable} from '../../optional-members.js';
import {statusMarks} from '../../wizard/marks.js';
import {type StageHeadingFacts} from '../../wizard/regions/stage-facts.js';
import {allStagesDone} from '../../wizard/stages/stages.js';
import {markTones, symbols, tones, type Tone} from '../theme.js';

/** A part of a heading. One that is optional is left out if the heading would not fit otherwise. */
export type HeadingPart = {readonly text: string; readonly tone?: Tone; readonly isOptional?: boolean};

type RuledHeadingProps = Clearable<{
	/** Text at the right end of the rule, if there is room. */
	hint: string;
}> & {
	readonly parts: readonly HeadingPart[];
	readonly columns: number;
};

// The rule before a heading, and what is left of the rule after it, with a space on either side.
const ruleColumns = 5;
// The spaces around a hint, and the rule at its end.
const hintColumns = 4;

function widthOf(parts: readonly HeadingPart[]): number {
	return stringWidth(parts.map(({text}) => text).join(''));
}

/** A heading, followed by a rule that fills the row. */
export function RuledHeading({parts, hint, columns}: RuledHeadingProps) {
	const room = columns - ruleColumns;
	const isWhole = widthOf(parts) <= room;
	const isHinted = hint !== undefined && widthOf(parts) + stringWidth(hint) + hintColumns <= room;
	return (
		<Box height={1} flexShrink={0} overflowY="hidden">
			<Text wrap="truncate-end">
				<Text {...tones.rule}>{symbols.rule.repeat(2)}</Text>{' '}
				{parts.filter(({isOptional}) => isWhole || !isOptional).map(({text, tone = 'plain'}) => (
					<Text key={text} {...tones[tone]}>{text}</Text>
				))}{' '}
			</Text>
			<Box
				borderDimColor flexGrow={1} flexShrink={1} borderStyle="single"
				borderBottom={false} borderLeft={false} borderRight={false}
			/>
			{isHinted && <Box flexShrink={0}><Text> {hint} <Text {...tones.rule}>{symbols.rule}</Text></Text></Box>}
		</Box>
	);
}

type StageHeadingProps = {readonly heading: StageHeadingFacts; readonly columns: number};

// Around the title: the rules, and the spaces beside the mark.
const titleMargin = ruleColumns + 5;

/** Heading of the stage: number, title and status. */
export const StageHeading = memo(({heading, columns}: StageHeadingProps) => {
	const {number, status, isFinished} = heading;
	const {symbol, meaning, word} = statusMarks[status];
	if (isFinished) {
		return (
			<RuledHeading
				parts={[{text: symbol, tone: 'good'}, {text: ` ${allStagesDone}`, tone: 'accent'}]} columns={columns}
			/>
		);
	}

	const title = `Stage ${number}: ${heading.title}`;
	const room = columns - stringWidth(word) - titleMargin;
	const hasRoom = stringWidth(title) <= room;
	// A status that needs attention must be readable in words. The title is cut instead: the checklist has it in full.
	const isShortened = !hasRoom && status === 'attention';
	return (
		<RuledHeading
			columns={columns}
			parts={[
				{text: isShortened ? cliTruncate(title, room) : title, tone: 'accent'},
				{text: ` ${symbols.rule} `, tone: 'rule'},
				{text: hasRoom || isShortened ? `${symbol} ${word}` : symbol, tone: markTones[meaning]},
			]}
		/>
	);
});
