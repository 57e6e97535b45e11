import {suggestedCommand} from '../calls/repeated-options.js';
import {endingOf} from '../../concur/redact.js';
import {credentialsFileName} from '../../concur/tutorial.js';
import {composeAdminRequest} from '../apis/admin-request.js';
import {type Transition} from '../events.js';
import {nextItem} from '../stages/items-in-view.js';
import {type Action, type ActionId} from '../actions/action.js';
import {fieldToFix} from '../calls/refusals.js';
import {currentBaseUri, currentCredentials} from '../values/verdicts.js';
import {askQuestion} from '../questions/questions.js';
import {folderInUse, type CallPurpose, type WizardState} from '../wizard-state.js';
import {cursorAtEnd, enterStage, firstOpenItem} from './enter-stage.js';
import {importFiles, importTokenFile} from './import-token.js';
import {writeCredentials, writeTokenObject} from './write-files.js';

function withCall(state: WizardState, purpose: CallPurpose): WizardState {
	return {
		...state,
		notice: undefined,
		call: {kind: 'calling', purpose, startedAt: state.now, isCancelled: false},
	};
}

function obtainToken(state: WizardState): Transition {
	if (state.call.kind === 'calling') {
		return {state, effects: []};
	}

	const resolved = currentBaseUri(state);
	return resolved.kind === 'rejected'
		? {state: {...state, notice: {tone: 'bad', text: resolved.reason}}, effects: []}
		: {
				state: withCall(state, 'refresh-token'),
				effects: [{kind: 'obtain-token', credentials: currentCredentials(state), baseUri: resolved.uri}],
			};
}

function proveToken(state: WizardState): Transition {
	return state.call.kind === 'calling'
		? {state, effects: []}
		: {state: withCall(state, 'proof'), effects: [{kind: 'prove-token'}]};
}

/** Goes on from the welcome screen to the stage. If an action is next there, it is carried out at once. */
function advance(state: WizardState): Transition {
	const next = nextItem(state);
	const opened: WizardState = {...state, place: {kind: 'stage'}, notice: undefined, cursor: cursorAtEnd(state, next)};
	return next.kind === 'action' && next.id !== 'go-to' && next.id !== 'continue'
		? runAction(opened, next)
		: {state: opened, effects: []};
}

function pasteAnything(state: WizardState): Transition {
	const {state: entered, effects} = enterStage(state, 'app', 'appID');
	const text = `Paste now: an ID, a secret, a whole page or a ${credentialsFileName}. Each value goes into its `
		+ 'field.';
	return {state: {...entered, notice: {tone: 'plain', text}}, effects};
}

/** Goes to the field of the secret, so that it can be replaced without losing the old one. */
function newSecret(state: WizardState): Transition {
	const entered = enterStage(state, 'app', 'clientSecret');
	const text = 'Generate a new secret in App Details and paste it here. The old one is kept until the new one '
		+ 'is proven.';
	return {...entered, state: {...entered.state, notice: {tone: 'plain', text}}};
}

/** Swaps the app and secret with the former ones, which are kept. */
function swapSecrets(state: WizardState): Transition {
	const {former, values: {appID, clientSecret}} = state;
	return former
		? {
			state: {
				...state,
				values: {...state.values, ...former},
				enteredAt: {...state.enteredAt, appID: state.now, clientSecret: state.now},
				former: clientSecret === '' ? undefined : {appID, clientSecret},
				notice: {tone: 'plain', text: `The secret ${endingOf(former.clientSecret)} has been restored.`},
			},
			effects: [],
		}
		: {state, effects: []};
}

/** Proves the current secret with a refresh, in the proof stage. */
export function proveSecret(state: WizardState): Transition {
	const entered = enterStage(state, 'proof');
	const proving = proveToken(entered.state);
	return {state: proving.state, effects: [...entered.effects, ...proving.effects]};
}

/** Copies the request to the administrator who creates the app, and shows it in case there is no clipboard. */
function copyRequest(state: WizardState): Transition {
	const text = composeAdminRequest(state);
	const notice = {
		tone: 'good',
		text: 'Copied, if your terminal allows it. The request contains no secrets.',
	} as const;
	const overlay = {kind: 'text', title: 'Request for the administrator', text, scroll: 0} as const;
	return {
		state: {...state, item: firstOpenItem(state), overlay, notice},
		effects: [{kind: 'copy', label: 'request', text}],
	};
}

function copyCommand(state: WizardState): Transition {
	const text = suggestedCommand(state.facts, 'token');
	const notice = {tone: 'good', text: `Copied, if your terminal allows it: ${text}`} as const;
	return {state: {...state, notice}, effects: [{kind: 'copy', label: 'command', text}]};
}

const actionTransitions: Readonly<
	Record<Exclude<ActionId, 'continue' | 'go-to'>, (state: WizardState) => Transition>
> = {
	begin: state => enterStage(state, state.stage),
	'go-on': advance,
	'paste-anything': pasteAnything,
	rehearse: state => ({state, effects: [{kind: 'leave', to: 'practice'}]}),
	'copy-command': copyCommand,
	'try-token': state => ({state, effects: [{kind: 'try-token'}]}),
	'export-environment': state => ({
		state, effects: [{kind: 'export', format: 'env', folder: state.folder, canOverwrite: false}],
	}),
	'export-postman': state => ({
		state, effects: [{kind: 'export', format: 'postman', folder: state.folder, canOverwrite: false}],
	}),
	'copy-request': copyRequest,
	'new-secret': newSecret,
	'swap-secrets': swapSecrets,
	'prove-secret': proveSecret,
	'daily-renewal': state => ({
		state: {...state, notice: undefined, overlay: askQuestion({kind: 'set-up-renewal'})},
		effects: [],
	}),
	leave: state => ({state, effects: [{kind: 'leave', to: 'terminal'}]}),
	'import-credentials': state => importFiles(state),
	'import-token': state => importTokenFile(state),
	'write-credentials': state => writeCredentials(state, {folder: state.folder, canOverwrite: false}),
	'overwrite-credentials': state => ({
		state: {
			...state,
			notice: undefined, overlay: askQuestion({kind: 'overwrite-credentials', folder: state.folder}),
		},
		effects: [],
	}),
	'check-again': state => ({
		state, effects: [{kind: 'inspect-folder', folder: folderInUse(state)}],
	}),
	'ignore-in-git': state => ({state, effects: [{kind: 'ignore-in-git', folder: state.folder}]}),
	'obtain-token': obtainToken,
	'save-token-object': state => writeTokenObject(state, {folder: state.folder, canOverwrite: false}),
	'prove-token': proveToken,
};

/** Carries out the action that has the focus. */
export function runAction(state: WizardState, action: Action): Transition {
	if (action.id === 'continue' || action.id === 'go-to') {
		const item = action.id === 'go-to' ? action.step ?? fieldToFix(state) : undefined;
		return enterStage(state, action.stage ?? 'login', item);
	}

	return actionTransitions[action.id](state);
}
