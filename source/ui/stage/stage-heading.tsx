import {memo} from 'react';
import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import {stageNumber, type StageId} from '../../concur/tutorial.js';
import {type StageStatus} from '../../wizard/stage-status.js';
import {stageOf} from '../../wizard/stages.js';
import {RuledHeading} from '../frame/ruled-heading.js';
import {statusMark, symbols, tones} from '../theme.js';

type StageHeadingProps = {
	readonly id: StageId;
	readonly status: StageStatus;
	/** Whether the end of the road is in view instead. */
	readonly isFinished: boolean;
	readonly columns: number;
};

// Rules and blanks around the title.
const margin = 10;

/** Heading of the stage: number, title and status. */
export const StageHeading = memo(({id, status, isFinished, columns}: StageHeadingProps) => {
	const title = `Stage ${stageNumber(id)}: ${stageOf(id).title}`;
	const mark = statusMark(status);
	if (isFinished) {
		return (
			<RuledHeading>
				<Text {...tones.good}>{mark.symbol}</Text> <Text {...tones.accent}>All seven stages are done</Text>
			</RuledHeading>
		);
	}

	const room = columns - mark.word.length - margin;
	const hasRoom = title.length <= room;
	// What needs attention is said in words; the checklist has the title.
	const isShortened = !hasRoom && status === 'attention';
	return (
		<RuledHeading>
			<Text {...tones.accent}>{isShortened ? cliTruncate(title, room) : title}</Text>
			<Text {...tones.rule}> {symbols.rule} </Text>
			<Text {...tones[mark.tone]}>{mark.symbol}{(hasRoom || isShortened) && ` ${mark.word}`}</Text>
		</RuledHeading>
	);
});
