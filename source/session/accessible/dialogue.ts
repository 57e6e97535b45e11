import {stageIds, stageNumber, stageReference} from '../../concur/tutorial.js';
import {fieldDescriptions} from '../../wizard/values/fields.js';
import {type KeyName} from '../../wizard/keys/keys.js';
import {focusedIndex, focusedItem, itemsInView} from '../../wizard/stages/items-in-view.js';
import {stageStatus} from '../../wizard/stages/stage-status.js';
import {firstOpenItem} from '../../wizard/update/enter-stage.js';
import {fieldVerdict} from '../../wizard/values/verdicts.js';
import {effectiveValue, type WizardState} from '../../wizard/wizard-state.js';
import {type Session} from '../session.js';
import {type Console} from './console.js';

/** What all parts of the dialogue need. */
export type Dialogue = {
	readonly session: Session;
	readonly console: Console;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Does what a key does on the full screen. */
	readonly press: (key: KeyName) => void;
	/** Whether the terminal has a clipboard to copy to. */
	readonly hasClipboard: boolean;
};

/** Moves the focus to an item, without changing those that it passes. */
export function focusItem({session, press}: Dialogue, index: number): void {
	const count = itemsInView(session.state()).length;
	for (let left = (index - focusedIndex(session.state()) + count) % count; left > 0; left--) {
		press('next-item');
	}
}

function emptyFields(state: WizardState): readonly string[] {
	return itemsInView(state)
		.filter(item => item.kind === 'field')
		.filter(({field}) => effectiveValue(state, field) === '')
		.map(({field}) => fieldDescriptions[field].label);
}

/** After the last item, goes on to an open item or to the next stage. */
function leaveLastItem(dialogue: Dialogue): void {
	const {session, console, press} = dialogue;
	const state = session.state();
	const {stage} = state;
	const isLastStage = stage === stageIds.at(-1);
	const empty = emptyFields(state);
	if (empty.length > 0) {
		const onward = isLastStage ? '' : ` To go on anyway, type go ${stageNumber(stage) + 1}.`;
		console.say(`That is everything in ${stageReference(stage)}. Still empty: ${empty.join(', ')}.${onward}`);
	}

	if (empty.length === 0 && stageStatus(state, stage) === 'done' && !isLastStage) {
		press('next-stage');
	} else {
		focusItem(dialogue, firstOpenItem(state));
	}
}

/** Handles Enter: ticks a step, keeps a value or carries out an action. */
export function acceptItem(dialogue: Dialogue): void {
	const {session, press} = dialogue;
	const before = session.state();
	press('accept');
	const after = session.state();
	const hasTurned = after.stage === before.stage && after.place.kind === before.place.kind
		&& focusedIndex(after) < focusedIndex(before);
	if (hasTurned && focusedItem(before).kind !== 'action') {
		leaveLastItem(dialogue);
	}
}

/** Moves to the next or previous question, across stages if needed. All actions of a stage are one question. */
export function moveToQuestion(dialogue: Dialogue, step: 1 | -1): void {
	const {session, console, press} = dialogue;
	const state = session.state();
	const items = itemsInView(state);
	const index = focusedIndex(state);
	const isAction = items[index]!.kind === 'action';
	const firstAction = items.findIndex(({kind}) => kind === 'action');
	const target = step === 1
		? (isAction ? items.length : index + 1)
		: (isAction ? firstAction : index) - 1;
	if (items[target]) {
		focusItem(dialogue, target);
	} else if (step === -1 && state.place.kind === 'welcome') {
		console.say('This is the first question.');
	} else {
		press(step === 1 ? 'next-stage' : 'previous-stage');
	}
}

/** Enters a value in the focused field, and moves on if the value looks right. */
export async function enterValue(dialogue: Dialogue, text: string): Promise<void> {
	const {session, now} = dialogue;
	const before = focusedItem(session.state());
	session.dispatch({
		kind: 'pasted', text, now: now(), isAnswer: true,
	});
	await session.settled();
	const state = session.state();
	const item = focusedItem(state);
	const isEntered = item.kind === 'field' && before.kind === 'field' && item.field === before.field
		&& state.overlay.kind === 'none' && state.notice === undefined;
	if (isEntered && fieldVerdict(state, item.field).kind === 'valid') {
		acceptItem(dialogue);
	}
}
