import {type ReactNode, memo} from 'react';
import {Box, Text} from 'ink';
import cliTruncate from 'cli-truncate';
import {type Clearable} from '../../optional-members.js';
import {statusMarks} from '../../wizard/marks.js';
import {type StageHeadingFacts} from '../../wizard/regions/stage-facts.js';
import {allStagesDone} from '../../wizard/stages.js';
import {markTones, symbols, tones} from '../theme.js';

/** `hint` is text at the right end of the rule, if there is room. */
type RuledHeadingProps = {readonly children: ReactNode} & Clearable<{hint: string}>;

/** A heading, followed by a rule that fills the row. */
export function RuledHeading({children, hint}: RuledHeadingProps) {
	return (
		<Box height={1} flexShrink={0} overflowY="hidden">
			<Text wrap="truncate-end"><Text {...tones.rule}>{symbols.rule.repeat(2)}</Text> {children} </Text>
			<Box
				borderDimColor flexGrow={1} flexShrink={1} borderStyle="single"
				borderBottom={false} borderLeft={false} borderRight={false}
			/>
			{hint && <Box flexShrink={0}><Text> {hint} <Text {...tones.rule}>{symbols.rule}</Text></Text></Box>}
		</Box>
	);
}

type StageHeadingProps = {readonly heading: StageHeadingFacts; readonly columns: number};

// Rules and spaces around the title.
const margin = 10;

/** Heading of the stage: number, title and status. */
export const StageHeading = memo(({heading, columns}: StageHeadingProps) => {
	const {number, status, isFinished} = heading;
	const title = `Stage ${number}: ${heading.title}`;
	const mark = statusMarks[status];
	if (isFinished) {
		return (
			<RuledHeading>
				<Text {...tones.good}>{mark.symbol}</Text> <Text {...tones.accent}>{allStagesDone}</Text>
			</RuledHeading>
		);
	}

	const room = columns - mark.word.length - margin;
	const hasRoom = title.length <= room;
	// A status that needs attention must be readable in words. The title is cut instead: the checklist has it in full.
	const isShortened = !hasRoom && status === 'attention';
	return (
		<RuledHeading>
			<Text {...tones.accent}>{isShortened ? cliTruncate(title, room) : title}</Text>
			<Text {...tones.rule}> {symbols.rule} </Text>
			<Text {...tones[markTones[mark.meaning]]}>{mark.symbol}{(hasRoom || isShortened) && ` ${mark.word}`}</Text>
		</RuledHeading>
	);
});
