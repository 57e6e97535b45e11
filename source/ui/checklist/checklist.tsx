import {memo} from 'react';
import {Box, Text} from 'ink';
import {stageNumber, type StageId} from '../../concur/tutorial.js';
import {hasTokenForCredentials, refreshTokenLifetime} from '../../wizard/lifetimes.js';
import {statusMarks} from '../../wizard/marks.js';
import {stageStatus, type StageStatus} from '../../wizard/stage-status.js';
import {stages, type Stage} from '../../wizard/stages.js';
import {requestTokenLifetime} from '../../wizard/value-problems.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {memoRegion} from '../memo-region.js';
import {markTones, symbols, tones} from '../theme.js';

/** The remaining lifetime of the token from a stage, in words; empty if nothing expires. */
function formatLifetime(state: WizardState, id: StageId): string {
	if (id === 'request-token') {
		return requestTokenLifetime(state)?.text ?? '';
	}

	// A token for another app or company does not belong to this stage.
	return id === 'refresh-token' && hasTokenForCredentials(state) ? refreshTokenLifetime(state) ?? '' : '';
}

type StageRowProps = {
	readonly number: number;
	readonly title: string;
	readonly status: StageStatus;
	readonly isCurrent: boolean;
	readonly lifetime: string;
};

const StageRow = memo(({number, title, status, isCurrent, lifetime}: StageRowProps) => {
	const mark = statusMarks[status];
	return (
		<Box height={1} flexShrink={0} justifyContent="space-between" gap={1} paddingRight={1}>
			<Text wrap="truncate-end">
				<Text {...tones.accent}>{isCurrent ? symbols.pointer : ' '} </Text>
				<Text {...tones[markTones[mark.meaning]]}>{mark.symbol}</Text>
				{' '}<Text {...tones[isCurrent ? 'accent' : 'plain']}>{number} {title}</Text>
			</Text>
			{lifetime !== '' && (
				<Box flexShrink={0}>
					<Text {...tones[status === 'attention' ? 'warning' : 'plain']}>{lifetime}</Text>
				</Box>
			)}
		</Box>
	);
});

type ChecklistProps = {
	readonly state: WizardState;
	readonly shape: 'list' | 'grid' | 'strip';
	readonly columns: number;
};

// Mark, number and spaces around a title.
const titleMargin = 8;
// The longer titles are on the left.
const leftShare = 0.54;

function StageRows({state, stages: shown, columns}: {
	readonly state: WizardState; readonly stages: readonly Stage[]; readonly columns: number;
}) {
	return (
		<Box flexDirection="column" flexShrink={0} width={columns}>
			{shown.map(({id, title}) => {
				const lifetime = formatLifetime(state, id);
				const hasRoom = title.length + lifetime.length + titleMargin <= columns;
				return (
					<StageRow
						key={id} number={stageNumber(id)} title={title} status={stageStatus(state, id)}
						isCurrent={id === state.stage} lifetime={hasRoom ? lifetime : ''}
					/>
				);
			})}
		</Box>
	);
}

function Strip({state}: {readonly state: WizardState}) {
	return (
		<Box height={1} flexShrink={0} paddingLeft={1} gap={3}>
			{stages.map(({id}) => {
				const isCurrent = id === state.stage;
				const mark = statusMarks[stageStatus(state, id)];
				return (
					<Text key={id}>
						<Text {...tones.accent}>{isCurrent ? symbols.pointer : ' '}</Text>
						<Text {...tones[markTones[mark.meaning]]}>{mark.symbol}</Text>
						{' '}<Text {...tones[isCurrent ? 'accent' : 'plain']}>{stageNumber(id)}</Text>
					</Text>
				);
			})}
		</Box>
	);
}

/** The checklist of the stages: a list, a grid of two columns, or one row of marks. */
export const Checklist = memoRegion(({state, shape, columns}: ChecklistProps) => {
	switch (shape) {
		case 'list': {
			return <StageRows state={state} stages={stages} columns={columns}/>;
		}

		case 'grid': {
			const left = Math.min(44, Math.floor(columns * leftShare));
			const half = Math.ceil(stages.length / 2);
			return (
				<Box flexShrink={0}>
					<StageRows state={state} stages={stages.slice(0, half)} columns={left}/>
					<StageRows state={state} stages={stages.slice(half)} columns={columns - left}/>
				</Box>
			);
		}

		case 'strip': {
			return <Strip state={state}/>;
		}
	}
});
