import {stageIds, stageReference} from '../../concur/tutorial.js';
import {focusedItem, itemsInView, canIssueValues} from '../../wizard/stages/items-in-view.js';
import {fieldDescriptions} from '../../wizard/values/fields.js';
import {type KeyName} from '../../wizard/keys/keys.js';
import {effectiveValue, type WizardState} from '../../wizard/wizard-state.js';
import {copyableValue} from '../../wizard/values/copyable-value.js';
import {viewLines, statusLines} from './describe-state.js';
import {chooseApis} from './choose-apis.js';
import {spokenValue} from './current-prompt.js';
import {moveToQuestion, type Dialogue} from './dialogue.js';
import {endOfInput, helpLines, type Command, type CommandName} from './spoken-commands.js';
import {toSpokenText} from './spoken-text.js';

/** A command that presses a key of the full screen, with what to say if the key itself says nothing. */
type KeyCommand = {
	readonly key: KeyName;
	readonly isPossible?: (state: WizardState) => boolean;
	readonly otherwise?: (state: WizardState) => string;
};

const keyCommands: Readonly<Partial<Record<CommandName, KeyCommand>>> = {
	open: {key: 'open-page'},
	undo: {key: 'undo'},
	clear: {key: 'clear'},
	leave: {key: 'leave'},
	practice: {
		key: 'issue',
		isPossible: canIssueValues,
		otherwise: ({facts, stage}) => facts.isPractice
			? toSpokenText(
				`The practice panel issues values in ${stageReference('app')} and, once there is a Client ID, in `
					+ `${stageReference('request-token')}.`,
				stage,
			)
			: 'This is not a practice session: the values come from SAP Concur\'s own pages.',
	},
	show: {
		key: 'reveal',
		isPossible: ({isRevealing}) => !isRevealing,
		otherwise: () => 'Secrets are already shown in full.',
	},
	hide: {
		key: 'reveal',
		isPossible: ({isRevealing}) => isRevealing,
		otherwise: () => 'Secrets are already masked.',
	},
	untick: {
		key: 'accept',
		isPossible(state) {
			const item = focusedItem(state);
			return item.kind === 'step' && state.ticks.includes(item.id);
		},
		otherwise: () => 'This is not a step that you have ticked.',
	},
};

function copy({session, console, press, hasClipboard}: Dialogue): void {
	if (hasClipboard || !copyableValue(session.state())) {
		press('copy');
	} else if (session.state().overlay.kind === 'text') {
		console.say('This terminal has no clipboard. The lines are above.');
	} else {
		console.say('This terminal has no clipboard. Type show to see the full value.');
	}
}

/** Reads out the values of the stage, and what can be copied. */
function announceValues({session, console}: Dialogue): void {
	const state = session.state();
	if (state.overlay.kind === 'question') {
		console.say(...copyableValue(state)?.text.trimEnd().split('\n') ?? []);
		return;
	}

	const told = itemsInView(state)
		.filter(item => item.kind === 'field')
		.filter(({field}) => effectiveValue(state, field) !== '')
		.map(({field}) => `${fieldDescriptions[field].label}: ${spokenValue(state, field)}`);
	const copyable = copyableValue(state);
	const isMore = copyable !== undefined && !told.some(line => line.startsWith(`${copyable.label}:`));
	console.say(...told, ...(isMore ? [`The ${copyable.label}: ${copyable.text}`] : []));
}

async function collectPaste({session, console, now}: Dialogue): Promise<void> {
	const answer = await console.ask({
		prompt: `Paste now. Finish with an empty line or ${endOfInput}:\n`, isEchoed: false, isCollecting: true,
	});
	if (answer?.kind === 'line') {
		session.dispatch({kind: 'pasted', text: answer.text, now: now()});
	} else if (answer) {
		console.say('Nothing was pasted.');
	}
}

function goToStage({session, console, now}: Dialogue, stage: number | undefined): void {
	const id = stage === undefined ? undefined : stageIds[stage - 1];
	if (id && session.state().stage === id && session.state().place.kind === 'stage') {
		console.say(...viewLines(session.state()));
	} else if (id) {
		session.dispatch({kind: 'stage-chosen', stage: id, now: now()});
	} else {
		console.say(`Type go and a stage number, 1 to ${stageIds.length}, or status to list the stages.`);
	}
}

/** The commands that do more than press a key. */
const dialogueCommands: Readonly<Partial<Record<CommandName, (dialogue: Dialogue) => void | Promise<void>>>> = {
	help({session, console}) {
		console.say(...helpLines(session.state()));
	},
	where({session, console}) {
		console.say(...viewLines(session.state()));
	},
	next(dialogue) {
		moveToQuestion(dialogue, 1);
	},
	back(dialogue) {
		moveToQuestion(dialogue, -1);
	},
	cancel({console}) {
		console.say('No call is running.');
	},
	copy,
	apis: chooseApis,
	paste: collectPaste,
};

/** Presses the key of a command, or says why that is not possible now. */
function pressKey({session, console, press}: Dialogue, {key, isPossible, otherwise}: KeyCommand): void {
	const before = session.state();
	if (isPossible?.(before) ?? true) {
		press(key);
	} else if (otherwise) {
		console.say(otherwise(before));
	}

	// On the full screen, the secrets themselves change.
	const {isRevealing, notice} = session.state();
	if (isRevealing !== before.isRevealing && notice === before.notice) {
		console.say(isRevealing ? 'Secrets are now shown in full.' : 'Secrets are masked again.');
	}
}

/** Carries out a command that was typed at a question. */
export async function executeCommand(dialogue: Dialogue, command: Command): Promise<void> {
	const {session, console} = dialogue;
	if (command.name === 'go') {
		goToStage(dialogue, command.stage);
		return;
	}

	if (command.name === 'status') {
		console.say(...statusLines(session.state(), command.isWhole));
		return;
	}

	await dialogueCommands[command.name]?.(dialogue);
	const keyCommand = keyCommands[command.name];
	if (keyCommand) {
		pressKey(dialogue, keyCommand);
	}

	if (command.name === 'show') {
		announceValues(dialogue);
	}
}
