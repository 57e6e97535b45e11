import {type CallRecord} from '../concur/call-record.js';
import {type FolderReport, type StageId} from '../concur/tutorial.js';
import {cursorAtEnd, enterStage} from './update/enter-stage.js';
import {nextItem} from './items-in-view.js';
import {hasImportable} from './update/import-token.js';
import {firstUnfinishedStage, stageStatus} from './stage-status.js';
import {valueProblem} from './value-problems.js';
import {isFirstStart} from './welcome-text.js';
import {askQuestion, createState, type SavedProgress, type SessionFacts, type WizardState} from './wizard-state.js';

/** The stage in which a resumed session continues: the saved one if it is unfinished. Undefined if all are done. */
function nextStage(state: WizardState): StageId | undefined {
	const unfinished = firstUnfinishedStage(state);
	// No stage after an expired request token can be finished.
	const isInVain = unfinished === 'request-token' && valueProblem(state, 'companyRequestToken') !== undefined;
	return stageStatus(state, state.stage) === 'done' || isInVain ? unfinished : state.stage;
}

/**
The first state of a session: on the welcome screen, or on the final summary if everything is finished.

The session continues in the saved stage if that is unfinished and can be finished, otherwise in the first unfinished
one.
*/
export function startSession(
	saved: SavedProgress & CallRecord,
	facts: SessionFacts,
	report: FolderReport | undefined,
	now: number,
): WizardState {
	const state = createState(saved, facts, report, now);
	if (isFirstStart(state)) {
		const first: WizardState = {...state, stage: 'login', item: 0};
		return report && hasImportable(state)
			? {...first, overlay: askQuestion({kind: 'import', folder: report.folder})}
			: first;
	}

	const stage = nextStage(state);
	if (stage === undefined) {
		return enterStage(state, 'proof').state;
	}

	const opened = stage === state.stage ? state : {...enterStage(state, stage).state, place: state.place};
	return {...opened, cursor: cursorAtEnd(opened, nextItem(opened))};
}
