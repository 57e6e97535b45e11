import {type CallRecord} from '../concur/record-answer.js';
import {credentialFields} from '../concur/credentials.js';
import {stageNumber, type StageId} from '../concur/tutorial-stages.js';
import {type FolderReport} from '../concur/tutorial-folder.js';
import {enterStage} from './update/enter-stage.js';
import {stageItems} from './stage-items.js';
import {hasImportable} from './update/import-files.js';
import {isRequestTokenOver} from './lifetimes.js';
import {doneCount, firstUnfinishedStage, stageStatus} from './stage-status.js';
import {type SavedProgress, effectiveValue, type SessionFacts, type WizardState} from './wizard-state.js';
import {stageOf} from './stages.js';

/** Where a resumed session goes on: where it was left if that is unfinished; undefined when all is done. */
function nextStage(state: WizardState): StageId | undefined {
	const unfinished = firstUnfinishedStage(state);
	// Behind a request token whose day is over nothing can be finished.
	const isInVain = unfinished === 'request-token' && stageStatus(state, unfinished) === 'attention';
	return stageStatus(state, state.stage) === 'done' || isInVain ? unfinished : state.stage;
}

/**
What a resumed session says first: what is left, or that the request token's day is over; its countdown stands
in the title.
*/
function resumeText(state: WizardState): string {
	const next = nextStage(state);
	if (!next) {
		return 'Welcome back: all seven stages are done.';
	}

	return next === 'request-token' && isRequestTokenOver(state)
		? `Welcome back. The request token is older than 24 h: make a new one in stage ${stageNumber(next)}.`
		: `Welcome back: ${7 - doneCount(state)} of 7 left. Next: stage ${stageNumber(next)}, ${stageOf(next).title}.`;
}

/**
The first state of a session: a new one, or one that goes on where it was left.

It opens at the saved stage while that one is unfinished and can be finished, else at the first unfinished one.
*/
export function startSession(
	saved: SavedProgress & CallRecord,
	facts: SessionFacts,
	report: FolderReport | undefined,
	now: number,
	isResumed: boolean,
): WizardState {
	const state: WizardState = {
		...saved,
		facts,
		now,
		cursor: 0,
		overlay: {kind: 'none'},
		isRevealing: false,
		folderReport: report,
		call: {kind: 'idle'},
		history: [],
		unlocked: [],
	};
	if (!isResumed) {
		const isEmpty = credentialFields.every(field => effectiveValue(state, field) === '');
		return isEmpty && report && hasImportable(state)
			? {...state, overlay: {kind: 'question', question: {kind: 'import', folder: report.folder}}}
			: state;
	}

	const stage = nextStage(state);
	const opened = stage && stage !== state.stage ? enterStage(state, stage).state : state;
	const item = stageItems(opened)[Math.min(opened.item, stageItems(opened).length - 1)];
	return {
		...opened,
		cursor: item?.kind === 'field' ? effectiveValue(opened, item.field).length : 0,
		notice: {tone: 'plain', text: resumeText(opened)},
	};
}
