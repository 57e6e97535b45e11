import {Box, Text} from 'ink';
import {questionText} from '../../wizard/update/answer-question.js';
import {type Question as AskedQuestion, type WizardState} from '../../wizard/wizard-state.js';
import {Paragraph} from '../paragraph.js';
import {tones} from '../theme.js';

const indent = 2;

type QuestionProps = {readonly state: WizardState; readonly question: AskedQuestion; readonly columns: number};

/** A question in place of the stage, with both answers. */
export function Question({state, question, columns}: QuestionProps) {
	return (
		<Box flexDirection="column" paddingX={indent} paddingTop={1} rowGap={1}>
			<Paragraph text={questionText(state, question)} tone="warning" columns={columns - (2 * indent)}/>
			<Box flexDirection="column">
				<Text><Text {...tones.heading}>y</Text>  yes</Text>
				<Text><Text {...tones.heading}>n</Text>  no, keep everything as it is</Text>
			</Box>
		</Box>
	);
}
