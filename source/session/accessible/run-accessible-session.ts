import {keyFor, type KeyName} from '../../wizard/keys/keys.js';
import {focusedItem, itemsInView} from '../../wizard/stages/items-in-view.js';
import {isStepDone} from '../../wizard/stages/step-status.js';
import {type Destination, type WizardState} from '../../wizard/wizard-state.js';
import {createSession, type RunningSession} from '../session.js';
import {type SessionServices} from '../services.js';
import {createAnnouncer} from './announcer.js';
import {executeCommand} from './execute-command.js';
import {createConsole, type ConsoleAnswer, type PlainTerminal} from './console.js';
import {progressText, statusLines, describeRemark} from './describe-state.js';
import {offeredActions} from './current-prompt.js';
import {acceptItem, enterValue, focusItem, moveToQuestion, type Dialogue} from './dialogue.js';
import {commandOf, commandOfKey, type Command} from './spoken-commands.js';

type TypedLine = Extract<ConsoleAnswer, {kind: 'line'}>;

function commandIn(answer: ConsoleAnswer): Command | undefined {
	return answer.kind === 'key' ? commandOfKey(answer.name) : commandOf(answer.text);
}

/** What people type, besides Enter alone, to confirm that something is done. */
const confirmation = /^(?:y|yes|ok|done)?$/i;

/** Applies an answer to the focused item. */
async function answerItem(dialogue: Dialogue, {text, isPasted}: TypedLine): Promise<void> {
	const {session, console, now} = dialogue;
	const state = session.state();
	const item = focusedItem(state);
	const line = text.trim();
	const chosen = item.kind === 'action' && /^\d+$/.test(line) ? offeredActions(state)[Number(line) - 1] : undefined;
	if (item.kind === 'field' && line !== '') {
		await enterValue(dialogue, text);
	} else if (isPasted) {
		session.dispatch({kind: 'pasted', text, now: now()});
	} else if (chosen) {
		focusItem(dialogue, itemsInView(state).indexOf(chosen));
		acceptItem(dialogue);
	} else if (!confirmation.test(line)) {
		console.say('Not understood. Type help for a list of commands, or paste to enter what you have copied.');
	} else if (item.kind === 'step' && isStepDone(state, item)) {
		moveToQuestion(dialogue, 1);
	} else {
		acceptItem(dialogue);
	}
}

function answerQuestion({console, press}: Dialogue, {text}: TypedLine): void {
	if (/^(?:y|yes)$/i.test(text.trim())) {
		press('yes');
	} else if (/^(?:n|no)$/i.test(text.trim())) {
		press('no');
	} else {
		console.say('Please answer yes or no. Nothing changes until you do. Type back to decide later.');
	}
}

// A question hides the stage, so commands that would change the stage are not available.
const commandsDuringQuestion: ReadonlySet<Command['name']> = new Set(['leave', 'status', 'hide', 'show', 'copy']);
// These leave the question open.
const waysBack: ReadonlySet<Command['name'] | undefined> = new Set(['back', 'cancel']);

async function handleAnswer(dialogue: Dialogue, answer: ConsoleAnswer): Promise<void> {
	const {session, console, press} = dialogue;
	const command = commandIn(answer);
	const {kind} = session.state().overlay;
	const isAsking = kind === 'question';
	if (kind === 'text' && command?.name !== 'copy') {
		press('close');
	}

	if (kind === 'text' && !command) {
		return;
	}

	if (isAsking && waysBack.has(command?.name)) {
		press('close');
	} else if (command && (!isAsking || commandsDuringQuestion.has(command.name))) {
		await executeCommand(dialogue, command);
	} else if (answer.kind === 'key') {
		console.say('That key does nothing here. Type help for a list of commands.');
	} else if (isAsking) {
		answerQuestion(dialogue, answer);
	} else {
		await answerItem(dialogue, answer);
	}
}

/** Handles input during a call: Ctrl+C and Esc stop further attempts, and a second Ctrl+C leaves. */
function handleDuringCall({session, console, now, press}: Dialogue, answer: ConsoleAnswer): void {
	const {call} = session.state();
	const name = commandIn(answer)?.name;
	const isCancelled = call.kind === 'calling' && call.isCancelled;
	const isInterrupt = answer.kind === 'key' && answer.name === keyFor('leave');
	if (!isCancelled && (name === 'cancel' || isInterrupt)) {
		press('close');
	} else if (name === 'leave') {
		press('leave');
	} else if (name === 'status' || name === 'where') {
		session.dispatch({kind: 'clock', now: now()});
		console.say(...statusLines(session.state()));
	} else if (answer.kind === 'key' || answer.text.trim() !== '') {
		console.say('The call is still running. Type cancel to stop trying, or leave to save and quit.');
	}
}

/** Handles input until all pending effects have finished. */
async function handleUntilSettled(dialogue: Dialogue): Promise<void> {
	const {session, console} = dialogue;
	if (session.state().call.kind !== 'calling') {
		await session.settled();
		return;
	}

	const settled = (async () => {
		await session.settled();
		console.withdraw();
	})();
	for (;;) {
		const answer = await console.ask({prompt: '', isEchoed: true});
		if (!answer) {
			break;
		}

		handleDuringCall(dialogue, answer);
	}

	await settled;
}

/** Asks one question after another until the person leaves. */
async function runDialogue(dialogue: Dialogue): Promise<void> {
	const {session, console, now} = dialogue;
	const {state} = session;
	const {notice, facts: {profile, isPractice}} = state();
	const announcer = createAnnouncer(state());
	let known = state();
	session.subscribe(() => {
		const before = known;
		known = state();
		console.say(...announcer.announceEvent(before, known));
	});

	console.say(
		`concur-tokens guided set-up, ${isPractice ? 'PRACTICE, ' : ''}profile ${profile}. ${progressText(state())}.`,
		'Type help for a list of commands, or leave to save and quit.',
		...(notice ? [describeRemark(notice, state())] : []),
	);
	for (;;) {
		console.say(...announcer.announceChanges(state()));
		const {lead, prompt, isSecret} = announcer.composeQuestion(state());
		console.say(...lead);
		const answer = await console.ask({prompt, isEchoed: !isSecret});
		if (!answer) {
			return;
		}

		session.dispatch({kind: 'clock', now: now()});
		await handleAnswer(dialogue, answer);
		await handleUntilSettled(dialogue);
	}
}

/**
Runs the guided session as a dialogue: one question at a time, each line written once, nothing moved, cleared or hidden.
For screen readers, braille displays and terminals that support only lines.
*/
export function runAccessibleSession(
	initial: WizardState,
	services: Omit<SessionServices, 'leave'>,
	terminal: PlainTerminal,
): RunningSession {
	const {promise: gone, resolve: leave} = Promise.withResolvers<Destination>();
	const session = createSession(initial, {
		...services,
		copy(text) {
			// A terminal without a clipboard would print the escape sequence.
			if (terminal.hasEscapeSequences) {
				services.copy(text);
			}
		},
		leave(to) {
			console.close();
			leave(to);
		},
	});
	const press = (key: KeyName) => {
		session.dispatch({kind: 'key', key, now: services.now()});
	};

	const console = createConsole(terminal, () => {
		press('leave');
	});

	const conversation = (async (): Promise<Destination> => {
		await runDialogue({session, console, now: services.now, press, hasClipboard: terminal.hasEscapeSequences});
		return gone;
	})();
	return {
		session,
		left: Promise.race([gone, conversation]),
		end() {
			console.close();
			leave('terminal');
		},
	};
}
