import {Box, Text} from 'ink';
import {answerLabels, questionText} from '../../wizard/update/answer-question.js';
import {askQuestion, type Overlay, type WizardState} from '../../wizard/wizard-state.js';
import {Paragraph} from '../paragraph.js';
import {tones, Pointer} from '../theme.js';

const indent = 3;
// From the end of a longer line, it is hard to find the next one.
const maxTextColumns = 90;

type QuestionPanelProps = {
	readonly state: WizardState;
	readonly asked: Extract<Overlay, {kind: 'question'}>;
	readonly columns: number;
};

/** A question in place of the stage, with both answers. The one that Enter chooses comes first. */
export function QuestionPanel({state, asked: {question, answer}, columns}: QuestionPanelProps) {
	const labels = answerLabels(state, question);
	const asked = askQuestion(question);
	const isYesFirst = asked.kind === 'question' && asked.answer === 'yes';
	const answers = isYesFirst ? ['yes', 'no'] as const : ['no', 'yes'] as const;
	return (
		<Box flexDirection="column" paddingTop={1} rowGap={1}>
			<Box paddingX={indent}>
				<Paragraph
					text={questionText(state, question)} tone="heading"
					columns={Math.min(maxTextColumns, columns - (2 * indent))}
				/>
			</Box>
			<Box flexDirection="column">
				{answers.map(each => (
					<Text key={each} wrap="truncate-end">
						<Pointer isShown={each === answer}/>
						<Text {...tones[each === answer ? 'focus' : 'heading']}>{` ${labels[each]} `}</Text>
					</Text>
				))}
			</Box>
		</Box>
	);
}
