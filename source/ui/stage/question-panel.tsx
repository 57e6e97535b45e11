import {memo} from 'react';
import {Box, Text} from 'ink';
import {type ShownQuestion} from '../../wizard/regions/stage-facts.js';
import {Paragraph} from '../paragraph.js';
import {tones, Pointer} from '../theme.js';

const indent = 3;
// From the end of a longer line, it is hard to find the next one.
const maxTextColumns = 90;

type QuestionPanelProps = {readonly question: ShownQuestion; readonly columns: number; readonly rows: number};

/** A question in place of the stage, with both answers. */
export const QuestionPanel = memo(({question: {text, answers}, columns, rows}: QuestionPanelProps) => (
	<Box
		flexDirection="column" height={rows} width={columns} flexShrink={0} overflowY="hidden" paddingTop={1} rowGap={1}
	>
		<Box paddingX={indent}>
			<Paragraph text={text} tone="heading" columns={Math.min(maxTextColumns, columns - (2 * indent))}/>
		</Box>
		<Box flexDirection="column">
			{answers.map(({label, isFocused}) => (
				<Text key={label} wrap="truncate-end">
					<Pointer isShown={isFocused}/>
					<Text {...tones[isFocused ? 'focus' : 'heading']}>{` ${label} `}</Text>
				</Text>
			))}
		</Box>
	</Box>
));
