import {type CallRecord} from '../concur/call-record.js';
import {
	credentialsFileName, stageReference, tokenObjectFileName, type FolderReport, type StageId,
} from '../concur/tutorial.js';
import {isUnusable} from '../concur/unusable-file.js';
import {clockProblem} from './clock-problem.js';
import {unusableTokenFile} from './paste/found-token.js';
import {unusableText} from './stages/stage-remarks.js';
import {cursorAtEnd, enterStage} from './update/enter-stage.js';
import {nextItem} from './stages/items-in-view.js';
import {isImportOffered} from './importable.js';
import {nextStage} from './stages/next-stage.js';
import {isFirstStart} from './welcome-text.js';
import {askQuestion} from './questions/questions.js';
import {
	createState, type Notice, type SavedProgress, type SessionFacts, type WizardState,
} from './wizard-state.js';

/** What the welcome says about a file in the folder that cannot be used: what is wrong with it, and what to do. */
function folderNotice(state: WizardState): Notice | undefined {
	const credentials = state.folderReport?.credentialsFile;
	if (isUnusable(credentials)) {
		const toDo = `, or go on without it: ${stageReference('credentials-file')} checks it again.`;
		return {tone: 'warning', text: unusableText(credentialsFileName, credentialsFileName, credentials, toDo)};
	}

	const token = unusableTokenFile(state);
	const toImport = `, then import its refresh token in ${stageReference('refresh-token')}; or go on without it.`;
	return token && {tone: 'warning', text: unusableText(tokenObjectFileName, tokenObjectFileName, token, toImport)};
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
	const created = createState(saved, facts, report, now);
	const clock = clockProblem(created);
	const state: WizardState = {
		...created,
		notice: clock ? {tone: 'warning', text: `${clock.cause} ${clock.remedy}`} : folderNotice(created),
	};
	if (isFirstStart(state)) {
		const first: WizardState = {...state, stage: 'login', item: 0};
		return report && isImportOffered(state)
			? {...first, overlay: askQuestion({kind: 'import', folder: report.folder})}
			: first;
	}

	const stage = nextStage(state);
	if (stage === undefined) {
		const finished = enterStage(state, 'proof').state;
		return clock ? {...finished, notice: state.notice} : finished;
	}

	return resumeAt(state, stage);
}

/** The welcome of a session that continues in this stage. */
function resumeAt(state: WizardState, stage: StageId): WizardState {
	const {place, notice} = state;
	const opened = stage === state.stage ? state : {...enterStage(state, stage).state, place, notice};
	return {...opened, cursor: cursorAtEnd(opened, nextItem(opened))};
}

/** The welcome after the files in the folder have changed: what is said of them, what is asked, and what is next. */
export function updateWelcome(before: WizardState, after: WizardState): WizardState {
	const isNoticeFree = before.notice === undefined || before.notice.text === folderNotice(before)?.text;
	const updated = isNoticeFree ? {...after, notice: folderNotice(after)} : after;
	if (!isFirstStart(updated)) {
		return resumeAt(updated, nextStage(updated) ?? updated.stage);
	}

	const {folderReport, overlay} = updated;
	return folderReport && overlay.kind === 'none' && isImportOffered(updated) && !isImportOffered(before)
		? {...updated, overlay: askQuestion({kind: 'import', folder: folderReport.folder})}
		: updated;
}
