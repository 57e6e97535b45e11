import {type CallRecord} from '../concur/call-record.js';
import {credentialFields} from '../concur/credentials.js';
import {enterStage} from './enter-stage.js';
import {stageItems} from './actions.js';
import {hasImportable} from './question-transitions.js';
import {doneCount, firstUnfinishedStage, stageStatus} from './stage-status.js';
import {requestTokenEnd, hasLiveRefreshToken} from './lifetimes.js';
import {type FolderReport} from './folder-report.js';
import {type SavedProgress} from './saved-progress.js';
import {stageNumber, stageOf} from './stages.js';
import {effectiveValue, type SessionFacts, type WizardState} from './wizard-state.js';

/** What a resumed session says first: what is left, or that the request token's day is over; its countdown stands in the title. */
function resumeText(state: WizardState): string {
	const unfinished = firstUnfinishedStage(state);
	if (!unfinished) {
		return 'Welcome back: all seven stages are done.';
	}

	const end = requestTokenEnd(state);
	if (end !== undefined && end <= state.now && !hasLiveRefreshToken(state)) {
		return 'Welcome back. The request token is older than 24 h: make a new one in stage 3.';
	}

	// What is on the screen is the next thing, unless it is done.
	const next = stageStatus(state, state.stage) === 'done' ? unfinished : state.stage;
	return `Welcome back: ${7 - doneCount(state)} of 7 left. Next: stage ${stageNumber(next)}, ${stageOf(next).title}.`;
}

/**
The first state of a session: a new one, or one that goes on where it was left.

It opens at the saved stage while that one is unfinished, else at the first unfinished one.
*/
export function startSession(saved: SavedProgress & CallRecord, facts: SessionFacts, report: FolderReport | undefined, now: number, isResumed: boolean): WizardState {
	const state: WizardState = {
		...saved, facts, now, cursor: 0, overlay: {kind: 'none'}, isRevealing: false, folderReport: report, call: {kind: 'idle'},
	};
	if (!isResumed) {
		const isEmpty = credentialFields.every(field => effectiveValue(state, field) === '');
		return isEmpty && report && hasImportable(state) ? {...state, overlay: {kind: 'question', question: {kind: 'import', folder: report.folder}}} : state;
	}

	const stage = firstUnfinishedStage(state);
	const opened = stage && stageStatus(state, state.stage) === 'done' ? enterStage(state, stage).state : state;
	const item = stageItems(opened)[Math.min(opened.item, stageItems(opened).length - 1)];
	return {
		...opened,
		cursor: item?.kind === 'field' ? effectiveValue(opened, item.field).length : 0,
		notice: {tone: 'plain', text: resumeText(opened)},
	};
}
