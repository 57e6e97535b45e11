import {keyBindings, type KeyName} from '../wizard/keys.js';
import {doneCount, stageStatus} from '../wizard/stage-status.js';
import {stageNumber, stageOf, stages} from '../wizard/stages.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {fitLine, justify, line, lineWidth, ruledHeading, type Line} from './line.js';
import {statusMarks, symbols} from './theme.js';

/** First row: the program, PRACTICE when it is, the profile, and the progress. */
export function titleLine(state: WizardState, width: number): Line {
	const {isPractice, profile} = state.facts;
	return justify(
		[
			{text: ' concur-tokens ', tone: 'accent'},
			...(isPractice ? [{text: ' PRACTICE ', tone: 'practice'} as const, {text: ' '}] : []),
			{text: `profile ${profile}`, tone: 'dim'},
		],
		line(`${doneCount(state)} of ${stages.length} done `, doneCount(state) === stages.length ? 'good' : 'heading'),
		width,
	);
}

/** Heading of the stage: number, title and status. */
export function stageHeading(state: WizardState, width: number): Line {
	const mark = statusMarks[stageStatus(state, state.stage)];
	return ruledHeading([
		{text: `Stage ${stageNumber(state.stage)}: ${stageOf(state.stage).title}`, tone: 'accent'},
		{text: ` ${symbols.rule} `, tone: 'dim'},
		{text: `${mark.symbol} ${mark.word}`, tone: mark.tone},
	], width);
}

/** The last thing that happened, in one row above the keys. */
export function noticeLine(state: WizardState, width: number): Line {
	const {notice} = state;
	if (!notice) {
		return fitLine([], width);
	}

	const symbol = {
		good: symbols.done, warning: symbols.attention, bad: symbols.missing, plain: symbols.bullet,
	}[notice.tone];
	return fitLine([{text: ` ${symbol} ${notice.text}`, tone: notice.tone}], width);
}

// These stay in the footer however narrow it is; help has the rest.
const indispensable: ReadonlySet<KeyName> = new Set(['yes', 'no', 'close', 'accept', 'help', 'leave']);

/** Last row: the keys that work now, as many as fit. */
export function footerLine(state: WizardState, width: number): Line {
	const hints = keyBindings.flatMap(binding => {
		const label = binding.label(state);
		if (label === undefined || label === '') {
			return [];
		}

		const [key] = binding.keys.split(' ');
		const text: Line = [{text: ` ${key}`, tone: 'heading'}, {text: ` ${label} `, tone: 'dim'}];
		return [{name: binding.name, text}];
	});
	let room = width - hints.filter(hint => indispensable.has(hint.name)).reduce((sum, hint) => sum + lineWidth(hint.text), 0);
	const shown = hints.filter(hint => {
		if (indispensable.has(hint.name)) {
			return true;
		}

		room -= lineWidth(hint.text);
		return room >= 0;
	});
	return fitLine(shown.flatMap(hint => hint.text), width);
}
