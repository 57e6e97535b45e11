import {type RefObject} from 'react';
import {Box} from 'ink';
import {effectiveValue, type WizardState} from '../wizard/wizard-state.js';
import {editField, type PressMeaning} from './field-edit.js';
import {FieldInput} from './field-input.js';
import {Row} from './lines.js';
import {questionLines} from './overlay.js';
import {type Session} from './session.js';
import {stageRows, type StageRow} from './stage-rows.js';

export type StagePanelProps = {
	readonly state: WizardState;
	readonly session: Session;
	readonly columns: number;
	readonly rows: number;
	readonly pressMeaning: RefObject<PressMeaning>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

function StageRowView({row, state, session, pressMeaning, now}: Omit<StagePanelProps, 'columns' | 'rows'> & {readonly row: StageRow}) {
	if (row.kind === 'line') {
		return <Row line={row.line}/>;
	}

	return (
		<Box height={1} flexShrink={0}>
			<Row line={row.before}/>
			<FieldInput
				key={row.field}
				field={row.field}
				value={effectiveValue(state, row.field)}
				cursor={state.cursor}
				isRevealing={state.isRevealing}
				columns={row.inputColumns}
				placeholder={row.placeholder}
				pressMeaning={pressMeaning}
				onEdit={edit => {
					editField(session, row.field, edit, now());
				}}
			/>
			<Row line={row.after}/>
		</Box>
	);
}

/** The current stage: introduction, steps, live fields and actions, or the question that is open. */
export function StagePanel(props: StagePanelProps) {
	const {state, columns, rows} = props;
	const content: readonly StageRow[] = state.overlay.kind === 'question'
		? questionLines(state, columns, rows).map(line => ({kind: 'line', line}))
		: stageRows(state, columns, rows);
	return (
		<Box flexDirection="column" height={rows} width={columns} overflowY="hidden" flexShrink={0}>
			{/* Rows have no identity but their place on the screen. */}
			{content.map((row, index) => <StageRowView key={index} {...props} row={row}/>)}
		</Box>
	);
}
