import {type Transition, type WizardEvent} from '../events.js';
import {type WizardState} from '../wizard-state.js';
import {applyAnswer, type AnswerEvent} from './apply-answer.js';
import {applyKey} from './apply-key.js';
import {guardChange} from './guard-change.js';
import {rememberChange} from './history.js';
import {applyTakenOver} from './take-over.js';
import {applyPaste, applyEdit, applyValues} from './apply-values.js';

type Handler<Kind extends WizardEvent['kind']> = (
	state: WizardState,
	event: Extract<WizardEvent, {kind: Kind}>,
) => Transition;

function applyOnly(state: WizardState, event: AnswerEvent): Transition {
	return {state: applyAnswer(state, event), effects: []};
}

const handlers: {readonly [Kind in WizardEvent['kind']]: Handler<Kind>} = {
	key: (state, {key, now}) => applyKey({...state, now}, key),
	edited: (state, {edit, now}) => applyEdit({...state, now}, edit),
	pasted: (state, {text, now}) => applyPaste({...state, now}, text),
	'values-issued': (state, {values, now}) => applyValues({...state, now}, values, 'The practice panel issued'),
	'token-taken-over': applyTakenOver,
	clock: (state, {now}) => ({state: {...state, now}, effects: []}),
	'folder-inspected': applyOnly,
	'file-written': applyOnly,
	'file-exists': applyOnly,
	failed: applyOnly,
	told: applyOnly,
	crashed: applyOnly,
	'call-progress': applyOnly,
	'token-answered': applyOnly,
	'proof-answered': applyOnly,
};

/** The wizard: every change of the session goes through here. Pure: whole sessions are tested without a terminal. */
export function transition<Kind extends WizardEvent['kind']>(
	state: WizardState,
	event: Extract<WizardEvent, {kind: Kind}>,
): Transition {
	const handle: Handler<Kind> = handlers[event.kind];
	const next = guardChange(state, handle(state, event), event);
	return {...next, state: rememberChange(state, next.state, event)};
}
