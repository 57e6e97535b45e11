import {credentialsFileName, pathIn} from '../../concur/tutorial.js';
import {focusedItem, stageItems, type Item} from '../stages/items-in-view.js';
import {transitionTo, type Transition, type WizardEvent} from '../events.js';
import {isFinished, stageFailure} from '../stages/stage-status.js';
import {updateWelcome} from '../start-session.js';
import {describeLoss} from '../questions/unsaved-changes.js';
import {askQuestion} from '../questions/questions.js';
import {folderInUse, type SessionExport, type WizardState} from '../wizard-state.js';
import {applyProofOutcome, applyTokenOutcome} from './apply-call-outcome.js';
import {advanceFrom, cursorAtEnd, firstOpenItem, focusAfterResult} from './enter-stage.js';
import {persistentNotice} from './notices.js';
import {withStoredValues} from './stored-values.js';

function isAtCheck(state: WizardState): boolean {
	const item = focusedItem(state);
	return item.kind === 'action' && item.id === 'check-again';
}

function afterInspection(state: WizardState, event: Extract<WizardEvent, {kind: 'folder-inspected'}>): WizardState {
	const wanted = folderInUse(state);
	if (event.report.folder !== wanted) {
		return state;
	}

	const looked = {...state, folderReport: event.report};
	if (state.place.kind === 'welcome') {
		return updateWelcome(state, looked);
	}

	// Once a file is fixed, there is something better to do than to check it again.
	return isAtCheck(state) && !isAtCheck(looked)
		? focusAfterResult(looked, looked.stage)
		: withFocusKept(state, looked);
}

/** The state with the focus on the same item, even if others have come or gone before it. */
function withFocusKept(before: WizardState, after: WizardState): WizardState {
	const focused = focusedItem(before);
	const name = (item: Item) => item.kind === 'field' ? item.field : item.id;
	const items = stageItems(after);
	const same = items.findIndex(item => item.kind === focused.kind && name(item) === name(focused));
	const item = same === -1 ? firstOpenItem(after) : same;
	return same === -1 ? {...after, item, cursor: cursorAtEnd(after, items[item])} : {...after, item};
}

/** The state with another record: if it undoes a finished set-up, the cause is shown with the way to mend it. */
function afterRecord(before: WizardState, after: WizardState): WizardState {
	if (!isFinished(before) || isFinished(after)) {
		return withFocusKept(before, after);
	}

	const cause = stageFailure(after, after.stage) ? undefined : stageFailure(after, 'proof')?.cause;
	const notice = cause === undefined ? undefined : {tone: 'bad', text: cause} as const;
	return focusAfterResult({...after, notice}, 'proof');
}

/** How to use an exported file. */
const exportHints: Readonly<Record<SessionExport, (path: string) => string>> = {
	env: path => `To load it in a shell: . ${path}`,
	postman: () => 'In Postman, choose Import, then select it as the environment.',
};

/** Asks before changes are lost. Where the focus was is not worth a question. */
function putOffLeaving(
	state: WizardState,
	{kind: _, ...refused}: Extract<WizardEvent, {kind: 'leave-refused'}>,
): Transition {
	const {to, saved, attempt} = refused;
	if (describeLoss(state, saved) === undefined) {
		return transitionTo(state, {kind: 'leave-unsaved', to});
	}

	return transitionTo({
		...state,
		notice: attempt === 1 ? undefined : {tone: 'bad', text: `Still not saved after ${attempt} attempts.`},
		overlay: askQuestion({kind: 'leave-unsaved', ...refused}),
	});
}

type ResultHandlers = {
	readonly [Kind in WizardEvent['kind']]?: (
		state: WizardState,
		event: Extract<WizardEvent, {kind: Kind}>,
	) => Transition;
};

/** Applies the results of effects, from the disk or from SAP Concur, by the kind of event that reports them. */
export const resultHandlers = {
	'folder-inspected': (state, event) => transitionTo(afterInspection(state, event)),
	'file-written'(state, {file, report}) {
		const text = `Wrote ${pathIn(report.folder, file)}, readable only by you.`;
		const written: WizardState = {...state, folderReport: report, notice: {tone: 'good', text}};
		return file === credentialsFileName
			? advanceFrom('credentials-file', focusAfterResult(written, 'credentials-file'))
			: transitionTo(written);
	},
	'file-exists'(state, {file, report}) {
		const found = {...state, folderReport: report};
		const text = `A ${credentialsFileName} already exists: choose what to do with it.`;
		return transitionTo(file === credentialsFileName
			? focusAfterResult({...found, notice: {tone: 'warning', text}}, 'credentials-file')
			: {
				...found,
				notice: undefined,
				overlay: askQuestion({kind: 'overwrite-token-object', folder: state.folder}),
			});
	},
	recorded(state, {record, stored}) {
		const recorded = {...state, ...record};
		return transitionTo(afterRecord(state, stored ? withStoredValues(recorded, stored) : recorded));
	},
	failed: (state, {text}) => transitionTo({...state, notice: {tone: 'bad', text}}),
	'leave-refused': putOffLeaving,
	crashed: (state, {text}) => transitionTo({...state, call: {kind: 'idle'}, notice: {tone: 'bad', text}}),
	notified: (state, {text, tone = 'plain'}) => transitionTo({...state, notice: {tone, text}}),
	'call-progress': (state, {progress, now}) => transitionTo(state.call.kind === 'calling'
		? {...state, now, call: {...state.call, progress, progressAt: now}}
		: state),
	'token-answered': applyTokenOutcome,
	'proof-answered': applyProofOutcome,
	exported(state, {path, format, isExposed}) {
		if (isExposed) {
			const warning = `Wrote ${path}. Add it to .gitignore, or a git commit would include it.`;
			return transitionTo({...state, notice: {tone: 'warning', text: warning}});
		}

		const text = `Wrote ${path}, readable only by you. ${exportHints[format](path)}`;
		return transitionTo({...state, notice: {tone: 'good', text}});
	},
	'export-exists': (state, {format, path}) =>
		transitionTo({...state, notice: undefined, overlay: askQuestion({kind: 'overwrite-export', format, path})}),
	// A renewal set up while the check was running takes precedence over its result.
	'renewal-found': (state, {by}) =>
		transitionTo(state.facts.renewal === 'unknown' ? {...state, facts: {...state.facts, renewal: by}} : state),
	'renewal-set-up': (state, {by, text}) => transitionTo({
		...state,
		facts: {...state.facts, renewal: by},
		notice: persistentNotice(state.notice),
		overlay: {
			kind: 'text',
			title: `The daily renewal is set up${by === 'crontab-idle' ? ', but cron is not running' : ''}`,
			text,
			scroll: 0,
		},
	}),
	'text-shown': (state, {title, text}) =>
		transitionTo({
			...state, notice: persistentNotice(state.notice), overlay: {kind: 'text', title, text, scroll: 0},
		}),
} satisfies ResultHandlers;
