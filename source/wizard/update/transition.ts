import {type Transition, type WizardEvent} from '../events.js';
import {chooseApi} from '../apis/api-choice.js';
import {describeIdleKey} from '../keys/idle-keys.js';
import {interpretKeyPress} from '../keys/key-press.js';
import {type WizardState} from '../wizard-state.js';
import {resultHandlers} from './result-handlers.js';
import {applyKey} from './apply-key.js';
import {enterStage} from './enter-stage.js';
import {keepReplacedSecret, recordRequestOwner} from './replaced-values.js';
import {guardChange} from './guard-change.js';
import {applyRestoredRecord, rememberChange} from './history.js';
import {limitScroll} from './move-focus.js';
import {withNoticeTime, advanceClock} from './notices.js';
import {applyImportedToken} from './import-token.js';
import {applyPaste} from './apply-paste.js';
import {applyEdit, applyIssuedValues} from './apply-values.js';

type MeantEvent = Exclude<WizardEvent, {kind: 'pressed'}>;

type Handler<Kind extends MeantEvent['kind']> = (
	state: WizardState,
	event: Extract<MeantEvent, {kind: Kind}>,
) => Transition;

const handlers: {readonly [Kind in MeantEvent['kind']]: Handler<Kind>} = {
	key: (state, {key, now}) => applyKey({...state, now}, key),
	edited: (state, {edit, now}) => applyEdit({...state, now}, edit),
	pasted: (state, {text, now, isAnswer}) => applyPaste({...state, now}, text, isAnswer),
	'page-ended': (state, {maxScroll}) => ({state: limitScroll(state, maxScroll), effects: []}),
	'stage-chosen': (state, {stage, now}) =>
		state.overlay.kind === 'none' ? enterStage({...state, now}, stage) : {state, effects: []},
	'values-issued': (state, {values, now}) => applyIssuedValues({...state, now}, values),
	'api-chosen': (state, {api, access, now}) => ({state: chooseApi({...state, now}, api, access), effects: []}),
	'api-proven': (state, {proof, now}) => ({
		state: state.call.kind === 'calling'
			? {...state, now, call: {...state.call, proven: [...state.call.proven ?? [], proof]}}
			: state,
		effects: [],
	}),
	'token-imported': applyImportedToken,
	'record-restored': applyRestoredRecord,
	clock: (state, {now}) => ({state: advanceClock(state, now), effects: []}),
	...resultHandlers,
};

function applyEvent<Kind extends MeantEvent['kind']>(
	state: WizardState,
	event: Extract<MeantEvent, {kind: Kind}>,
): Transition {
	const handle: Handler<Kind> = handlers[event.kind];
	const next = guardChange(state, handle(state, event), event);
	const kept = recordRequestOwner(state, keepReplacedSecret(state, next.state, event));
	const changed = rememberChange(state, kept, event);
	return {...next, state: event.kind === 'clock' ? changed : withNoticeTime(state, changed)};
}

/** The event that a press stands for in this state. One that means nothing here says so. */
function eventOfPress(
	state: WizardState,
	{input, press, now}: Extract<WizardEvent, {kind: 'pressed'}>,
): Extract<WizardEvent, {kind: 'key' | 'edited' | 'notified'}> {
	const meaning = interpretKeyPress(input, press, state);
	switch (meaning.kind) {
		case 'key': {
			return {kind: 'key', key: meaning.key, now};
		}

		case 'text':
		case 'edit': {
			return {kind: 'edited', edit: meaning.edit, now};
		}

		case 'nothing': {
			return {kind: 'notified', text: describeIdleKey(state, meaning.key)};
		}
	}
}

/** The wizard: every change to the session goes through here. Pure, so sessions can be tested without a terminal. */
export function transition(state: WizardState, event: WizardEvent): Transition {
	return applyEvent(state, event.kind === 'pressed' ? eventOfPress(state, event) : event);
}
