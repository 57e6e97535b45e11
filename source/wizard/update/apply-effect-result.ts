import {type FailedCall, type TokenOutcome} from '../../concur/call-outcome.js';
import {secretsAfterOutcome} from '../../concur/call-record.js';
import {endingOf} from '../../concur/redact.js';
import {credentialsFileName, type StageId} from '../../concur/tutorial.js';
import {describeProof} from '../../concur/api-proof.js';
import {apiChoices} from '../api-choice.js';
import {proofSummary} from '../finish.js';
import {focusedItem, stageItems, type Item} from '../items-in-view.js';
import {transitionTo, type Transition, type WizardEvent} from '../events.js';
import {formatDuration} from '../format-time.js';
import {fieldRefusal} from '../refusals.js';
import {stageFailure, isFinished} from '../stage-status.js';
import {allStagesDone} from '../stages.js';
import {updateWelcome} from '../start-session.js';
import {describeLoss} from '../unsaved-changes.js';
import {askQuestion, effectiveValue, type SessionExport, type WizardState} from '../wizard-state.js';
import {cursorAtEnd, advanceWhenDone, firstOpenItem} from './enter-stage.js';
import {persistentNotice} from './notices.js';

/** The events that report the result of an effect. */
export type EffectResult = Extract<
	WizardEvent,
	{
		kind:
			| 'folder-inspected'
			| 'file-written'
			| 'file-exists'
			| 'recorded'
			| 'failed'
			| 'leave-refused'
			| 'told'
			| 'crashed'
			| 'call-progress'
			| 'token-answered'
			| 'proof-answered'
			| 'exported'
			| 'export-exists'
			| 'renewal-found'
			| 'renewal-set-up'
			| 'text-shown';
	}
>;

/**
Moves the focus to what to do next: after a refusal the field to blame, otherwise the first action. Does nothing if the
person has moved to another stage in the meantime.
*/
function focusNext(state: WizardState, stage: StageId): WizardState {
	const items = stageItems(state);
	const blamed = items.findIndex(each => each.kind === 'field' && fieldRefusal(state, each.field) !== undefined);
	const item = blamed === -1 ? items.findIndex(each => each.kind === 'action') : blamed;
	return item === -1 || state.stage !== stage ? state : {...state, item, cursor: cursorAtEnd(state, items[item])};
}

/** Goes on to the next open stage, unless the person is elsewhere. */
function advanceFrom(stage: StageId, state: WizardState): Transition {
	const isHere = state.stage === stage && state.overlay.kind === 'none';
	return isHere ? advanceWhenDone(transitionTo(state)) : transitionTo(state);
}

function afterFailure(state: WizardState, outcome: FailedCall, stage: StageId): WizardState {
	if (outcome.kind === 'cancelled') {
		const text =
			state.lastCall?.grant === 'bearer'
				? 'The proof call was cancelled. The refresh token granted before it has been saved.'
				: 'The call was cancelled. Nothing was changed.';
		return focusNext({...state, notice: {tone: 'warning', text}}, stage);
	}

	// The stage that made the call shows cause and remedy. A person who has moved on needs a notice.
	const notice = stageFailure(state, state.stage)
		? undefined
		: ({tone: 'bad', text: outcome.explanation.cause} as const);
	return focusNext({...state, notice}, stage);
}

/** The state with its secrets as they are on disk after an answer: the replaced one is either erased or restored. */
function withSecrets(answered: WizardState, outcome: TokenOutcome, presented: string | undefined): WizardState {
	// Permission to change the secret covered one change only.
	const state = {...answered, unlocked: answered.unlocked.filter(field => field !== 'clientSecret')};
	const {values, former, enteredAt} = state;
	const refused = values.clientSecret;
	const secrets = secretsAfterOutcome({clientSecret: refused, former}, outcome, {
		...values, clientSecret: presented ?? effectiveValue(state, 'clientSecret'),
	});
	return secrets.clientSecret === refused
		? {...state, former: secrets.former}
		: {
			...state,
			former: secrets.former,
			values: {...values, clientSecret: secrets.clientSecret},
			enteredAt: {...enteredAt, clientSecret: outcome.facts.at + 1},
			notice: {
				tone: 'bad',
				text: `SAP Concur refused the Client Secret ${endingOf(refused)}. The one `
					+ `${endingOf(secrets.clientSecret)} has been restored; the refused one is kept for another try.`,
			},
		};
}

const newToken = 'SAP Concur granted a refresh token. It is saved.';

/** The message for a granted token. If it replaces another, files exported earlier still contain the old one. */
function grantText(former: string | undefined, current: string | undefined): string {
	return former === undefined || former === current
		? newToken
		: `${newToken} Files that you exported earlier contain the old one: export them again.`;
}

function afterTokenOutcome(state: WizardState, event: Extract<EffectResult, {kind: 'token-answered'}>): Transition {
	const {outcome, now, record} = event;
	const {grant} = outcome;
	// A granted refresh is only half of the proof: the call is not over before the proof itself is answered.
	const isGoingOn = grant === 'refresh_token' && outcome.kind === 'granted';
	const presented = state.call.kind === 'calling' ? state.call.presented : undefined;
	const called: WizardState = {...state, now, ...record, call: isGoingOn ? state.call : {kind: 'idle'}};
	const answered = withSecrets(called, outcome, presented);
	if (answered.values.clientSecret !== state.values.clientSecret) {
		return transitionTo(focusNext(answered, grant === 'password' ? 'refresh-token' : 'proof'));
	}

	if (outcome.kind !== 'granted') {
		return transitionTo(afterFailure(answered, outcome, grant === 'password' ? 'refresh-token' : 'proof'));
	}

	const {warnings} = outcome;
	const notice = warnings
		? ({tone: 'warning', text: `The token is saved. ${warnings.join(' ')}`} as const)
		: ({
			tone: 'success',
			text: grantText(state.token?.object.refresh_token, answered.token?.object.refresh_token),
		} as const);
	return grant === 'password'
		? advanceFrom('refresh-token', focusNext({...answered, notice}, 'refresh-token'))
		: transitionTo({...answered, notice: warnings ? notice : answered.notice});
}

function afterProofOutcome(state: WizardState, event: Extract<EffectResult, {kind: 'proof-answered'}>): Transition {
	const {outcome, now, record} = event;
	const answered: WizardState = {...state, now, ...record, call: {kind: 'idle'}};
	if (outcome.kind !== 'proven') {
		return transitionTo(afterFailure(answered, outcome, 'proof'));
	}

	const {facts: {latency}} = outcome;
	const took = latency < 1000 ? `${Math.round(latency)} ms` : formatDuration(latency);
	// The summary card shows the answer.
	const words = isFinished(answered)
		? `. ${allStagesDone}.`
		: `: SAP Concur ${describeProof(outcome, 'answered with')}.`;
	const all = isFinished(answered) ? ` ${allStagesDone}.` : '';
	return advanceFrom('proof', focusNext({
		...answered,
		notice: {
			tone: 'success',
			text: apiChoices(answered).length > 1
				? `The chosen APIs were called: ${proofSummary(answered)}.${all}`
				: `Proven in ${took}${words}`,
		},
	}, 'proof'));
}

function isAtCheck(state: WizardState): boolean {
	const item = focusedItem(state);
	return item.kind === 'action' && item.id === 'look-again';
}

function afterInspection(state: WizardState, event: Extract<EffectResult, {kind: 'folder-inspected'}>): WizardState {
	const wanted = state.folder === '' ? state.facts.defaultFolder : state.folder;
	if (event.report.folder !== wanted) {
		return state;
	}

	const looked = {...state, folderReport: event.report};
	if (state.place.kind === 'welcome') {
		return updateWelcome(state, looked);
	}

	// Once a file is fixed, there is something better to do than to check it again.
	return isAtCheck(state) && !isAtCheck(looked) ? focusNext(looked, looked.stage) : withFocusKept(state, looked);
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

/** How to use an exported file. */
const exportHints: Readonly<Record<SessionExport, (path: string) => string>> = {
	env: path => `To load it in a shell: . ${path}`,
	postman: () => 'In Postman, choose Import, then select it as the environment.',
};

/** Asks before changes are lost. Where the focus was is not worth a question. */
function putOffLeaving(
	state: WizardState,
	{kind: _, ...refused}: Extract<EffectResult, {kind: 'leave-refused'}>,
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

type ResultHandler<Kind extends EffectResult['kind']> = (
	state: WizardState,
	event: Extract<EffectResult, {kind: Kind}>,
) => Transition;

const resultHandlers: {readonly [Kind in EffectResult['kind']]: ResultHandler<Kind>} = {
	'folder-inspected': (state, event) => transitionTo(afterInspection(state, event)),
	'file-written'(state, {file, report}) {
		const text = `Wrote ${report.folder}/${file}, readable only by you.`;
		const written: WizardState = {...state, folderReport: report, notice: {tone: 'good', text}};
		return file === credentialsFileName
			? advanceFrom('credentials-file', focusNext(written, 'credentials-file'))
			: transitionTo(written);
	},
	'file-exists'(state, {file, report}) {
		const found = {...state, folderReport: report};
		const text = 'A credentials.json already exists: choose what to do with it.';
		return transitionTo(file === credentialsFileName
			? focusNext({...found, notice: {tone: 'warning', text}}, 'credentials-file')
			: {
				...found,
				notice: undefined,
				overlay: askQuestion({kind: 'overwrite-token-object', folder: state.folder}),
			});
	},
	recorded: (state, {record}) => transitionTo({...state, ...record}),
	failed: (state, {text}) => transitionTo({...state, notice: {tone: 'bad', text}}),
	'leave-refused': putOffLeaving,
	crashed: (state, {text}) => transitionTo({...state, call: {kind: 'idle'}, notice: {tone: 'bad', text}}),
	told: (state, {text, tone = 'plain'}) => transitionTo({...state, notice: {tone, text}}),
	'call-progress': (state, {progress, now}) => transitionTo(state.call.kind === 'calling'
		? {...state, now, call: {...state.call, progress, progressAt: now}}
		: state),
	'token-answered': afterTokenOutcome,
	'proof-answered': afterProofOutcome,
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
		overlay: {kind: 'text', title: 'The daily renewal is set up', text, scroll: 0},
	}),
	'text-shown': (state, {title, text}) =>
		transitionTo({
			...state, notice: persistentNotice(state.notice), overlay: {kind: 'text', title, text, scroll: 0},
		}),
};

/** Applies the result of an effect, from the disk or from Concur. */
export function applyEffectResult<Kind extends EffectResult['kind']>(
	state: WizardState,
	event: Extract<EffectResult, {kind: Kind}>,
): Transition {
	const handle: ResultHandler<Kind> = resultHandlers[event.kind];
	return handle(state, event);
}
