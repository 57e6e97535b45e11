import {resolveBaseUri} from '../../concur/base-uris.js';
import {type Transition} from '../events.js';
import {type Action, type ActionId} from '../stage-items.js';
import {mendingField} from '../stage-status.js';
import {currentCredentials} from '../verdicts.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {enterStage} from './enter-stage.js';
import {importFiles, takeOverFile} from './import-files.js';

function obtainToken(state: WizardState): Transition {
	if (state.call.kind === 'calling') {
		return {state, effects: []};
	}

	const resolved = resolveBaseUri(effectiveValue(state, 'baseUri'));
	return resolved.kind === 'rejected'
		? {state: {...state, notice: {tone: 'bad', text: resolved.reason}}, effects: []}
		: {
				state: {
					...state,
					notice: undefined,
					call: {kind: 'calling', purpose: 'refresh-token', startedAt: state.now, isCancelled: false},
				},
				effects: [{kind: 'obtain-token', credentials: currentCredentials(state), baseUri: resolved.uri}],
			};
}

function proveToken(state: WizardState): Transition {
	return state.call.kind === 'calling'
		? {state, effects: []}
		: {
				state: {
					...state,
					notice: undefined,
					call: {kind: 'calling', purpose: 'proof', startedAt: state.now, isCancelled: false},
				},
				effects: [{kind: 'prove-token'}],
			};
}

const actionTransitions: Readonly<
	Record<Exclude<ActionId, 'continue' | 'go-to'>, (state: WizardState) => Transition>
> = {
	'import-credentials': state => importFiles(state),
	'take-over-token': state => takeOverFile(state),
	'write-credentials': state => ({
		state,
		effects: [
			{
				kind: 'write-credentials',
				folder: state.folder,
				credentials: currentCredentials(state),
				overwrite: false,
			},
		],
	}),
	'overwrite-credentials': state => ({
		state: {
			...state,
			overlay: {kind: 'question', question: {kind: 'overwrite-credentials', folder: state.folder}},
		},
		effects: [],
	}),
	'look-again': state => ({state, effects: [{kind: 'inspect-folder', folder: state.folder}]}),
	'ignore-in-git': state => ({state, effects: [{kind: 'ignore-in-git', folder: state.folder}]}),
	'obtain-token': obtainToken,
	'save-token-object': state => ({
		state,
		effects: state.token
			? [
					{
						kind: 'write-token-object',
						folder: state.folder,
						token: state.token,
						overwrite: false,
					},
				]
			: [],
	}),
	'prove-token': proveToken,
};

/** Carries out the action that has the focus. */
export function runAction(state: WizardState, action: Action): Transition {
	return action.id === 'continue' || action.id === 'go-to'
		? enterStage(state, action.stage ?? 'login', action.id === 'go-to' ? mendingField(state) : undefined)
		: actionTransitions[action.id](state);
}
