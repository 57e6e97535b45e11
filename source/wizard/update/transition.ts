import {type Transition, type WizardEvent} from '../events.js';
import {chooseApi} from '../api-choice.js';
import {type WizardState} from '../wizard-state.js';
import {applyAnswer} from './apply-answer.js';
import {applyKey} from './apply-key.js';
import {enterStage} from './enter-stage.js';
import {keepReplacedSecret, recordRequestOwner} from './replaced-values.js';
import {guardChange} from './guard-change.js';
import {applyPutBack, rememberChange} from './history.js';
import {datedNotice, passTime} from './notices.js';
import {applyTakenOver} from './take-over.js';
import {applyPaste} from './apply-paste.js';
import {applyEdit, applyIssued} from './apply-values.js';

type Handler<Kind extends WizardEvent['kind']> = (
	state: WizardState,
	event: Extract<WizardEvent, {kind: Kind}>,
) => Transition;

const handlers: {readonly [Kind in WizardEvent['kind']]: Handler<Kind>} = {
	key: (state, {key, now}) => applyKey({...state, now}, key),
	edited: (state, {edit, now}) => applyEdit({...state, now}, edit),
	pasted: (state, {text, now}) => applyPaste({...state, now}, text),
	'stage-chosen': (state, {stage, now}) =>
		state.overlay.kind === 'none' ? enterStage({...state, now}, stage) : {state, effects: []},
	'values-issued': (state, {values, now}) => applyIssued({...state, now}, values),
	'api-chosen': (state, {api, access, now}) => ({state: chooseApi({...state, now}, api, access), effects: []}),
	'api-proven': (state, {proof, now}) => ({
		state: state.call.kind === 'calling'
			? {...state, now, call: {...state.call, proven: [...state.call.proven ?? [], proof]}}
			: state,
		effects: [],
	}),
	'token-taken-over': applyTakenOver,
	'record-put-back': applyPutBack,
	clock: (state, {now}) => ({state: passTime(state, now), effects: []}),
	'folder-inspected': applyAnswer,
	'file-written': applyAnswer,
	'file-exists': applyAnswer,
	recorded: applyAnswer,
	failed: applyAnswer,
	told: applyAnswer,
	crashed: applyAnswer,
	'call-progress': applyAnswer,
	'token-answered': applyAnswer,
	'proof-answered': applyAnswer,
	exported: applyAnswer,
	'export-exists': applyAnswer,
	'renewal-found': applyAnswer,
	'renewal-set-up': applyAnswer,
	'text-shown': applyAnswer,
};

/** The wizard: every change of the session goes through here. Pure: whole sessions are tested without a terminal. */
export function transition<Kind extends WizardEvent['kind']>(
	state: WizardState,
	event: Extract<WizardEvent, {kind: Kind}>,
): Transition {
	const handle: Handler<Kind> = handlers[event.kind];
	const next = guardChange(state, handle(state, event), event);
	const kept = recordRequestOwner(state, keepReplacedSecret(state, next.state, event));
	const changed = rememberChange(state, kept, event);
	return {...next, state: event.kind === 'clock' ? changed : datedNotice(state, changed)};
}
