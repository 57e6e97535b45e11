import {Box, Text} from 'ink';
import {finishFacts} from '../../wizard/finish.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {tones} from '../theme.js';

const termColumns = 15;

/** Rows that the card takes. */
export function finishRows(state: WizardState): number {
	return finishFacts(state).length;
}

type FinishCardProps = {readonly state: WizardState; readonly columns: number; readonly maxRows: number};

/** What was set up, at the end of the road. */
export function FinishCard({state, columns, maxRows}: FinishCardProps) {
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={3} width={columns}>
			{finishFacts(state).slice(0, maxRows).map(({term, text}) => (
				<Box key={term} height={1} flexShrink={0}>
					<Box width={termColumns} flexShrink={0}><Text {...tones.heading}>{term}</Text></Box>
					<Text wrap="truncate-middle">{text}</Text>
				</Box>
			))}
		</Box>
	);
}
