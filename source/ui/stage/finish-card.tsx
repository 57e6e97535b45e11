import {Box, Text} from 'ink';
import {finishFacts} from '../../wizard/finish.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {Paragraph, wrapRows} from '../paragraph.js';
import {tones} from '../theme.js';

const indent = 3;
const termColumns = 15;

function textColumns(columns: number): number {
	return columns - indent - termColumns - 1;
}

/** Rows that the card takes. */
export function finishRows(state: WizardState, columns: number): number {
	return finishFacts(state).reduce((sum, {text}) => sum + wrapRows(text, textColumns(columns)).length, 0);
}

type FinishCardProps = {readonly state: WizardState; readonly columns: number; readonly maxRows: number};

/** What was set up, at the end of the road. */
export function FinishCard({state, columns, maxRows}: FinishCardProps) {
	return (
		<Box
			flexDirection="column" flexShrink={0} paddingLeft={indent} width={columns}
			height={Math.min(maxRows, finishRows(state, columns))} overflowY="hidden"
		>
			{finishFacts(state).map(({term, text}) => (
				<Box key={term} flexShrink={0}>
					<Box width={termColumns} flexShrink={0}><Text {...tones.heading}>{term}</Text></Box>
					<Paragraph text={text} columns={textColumns(columns)}/>
				</Box>
			))}
		</Box>
	);
}
