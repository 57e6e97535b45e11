import {transitionTo, type Transition} from '../events.js';
import {type Question, type WizardState} from '../wizard-state.js';
import {importVersion} from '../importable.js';
import {applyChange} from './guard-change.js';
import {importFiles} from './import-token.js';
import {persistentNotice, withNotice} from './notices.js';
import {writeCredentials, writeTokenObject} from './write-files.js';

type Consequence<Kind extends Question['kind']> = (
	state: WizardState,
	question: Extract<Question, {kind: Kind}>,
) => Transition;

type Consequences<Kind extends Question['kind']> = {readonly yes: Consequence<Kind>; readonly no: Consequence<Kind>};

function changeNothing(state: WizardState): Transition {
	return withNotice(state, 'plain', 'Nothing was changed.');
}

/** What each answer does. */
const consequences: {readonly [Kind in Question['kind']]: Consequences<Kind>} = {
	import: {
		yes: importFiles,
		no: state => changeNothing({...state, declinedImport: importVersion(state)}),
	},
	'overwrite-credentials': {
		yes: (state, {folder}) => writeCredentials(state, {folder, canOverwrite: true}),
		no: changeNothing,
	},
	'overwrite-token-object': {
		yes: (state, {folder}) => writeTokenObject(state, {folder, canOverwrite: true}),
		no: changeNothing,
	},
	'overwrite-export': {
		yes: (state, {format}) => transitionTo(state, {
			kind: 'export', format, folder: state.folder, canOverwrite: true,
		}),
		no: changeNothing,
	},
	'set-up-renewal': {
		yes: state => transitionTo(state, {kind: 'set-up-renewal'}),
		no: state => transitionTo(state, {kind: 'explain-renewal'}),
	},
	'leave-unsaved': {
		yes: (state, {to, attempt}) => transitionTo(state, {kind: 'leave', to, attempt}),
		no: (state, {to}) => transitionTo(state, {kind: 'leave-unsaved', to}),
	},
	'change-values': {yes: applyChange, no: changeNothing},
};

function applyAnswer<Kind extends Question['kind']>(
	state: WizardState,
	question: Extract<Question, {kind: Kind}>,
	answer: 'yes' | 'no',
): Transition {
	const kind: Consequences<Kind> = consequences[question.kind];
	return kind[answer](state, question);
}

/** Closes the question on screen without an answer: nothing is decided, and it can be asked again. */
export function leaveQuestionOpen(state: WizardState): WizardState {
	if (state.overlay.kind !== 'question') {
		return state;
	}

	const {question} = state.overlay;
	return {
		...state,
		overlay: {kind: 'none'},
		notice: question.kind === 'leave-unsaved'
			? {tone: 'bad', text: `Not saved: ${question.reason}`}
			: {tone: 'plain', text: 'Nothing was changed.'},
	};
}

/** Answers the question on screen. A no changes nothing. */
export function answerQuestion(state: WizardState, answer: 'yes' | 'no'): Transition {
	if (state.overlay.kind !== 'question') {
		return {state, effects: []};
	}

	const closed: WizardState = {...state, overlay: {kind: 'none'}, notice: persistentNotice(state.notice)};
	const {question} = state.overlay;
	return applyAnswer(closed, question, answer);
}
