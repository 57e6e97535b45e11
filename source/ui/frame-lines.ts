import {keyBindings, type KeyName} from '../wizard/keys.js';
import {formatDuration} from '../wizard/format-duration.js';
import {connectionOf, hasTokenOfTheseCredentials, refreshTokenEnd, requestTokenEnd} from '../wizard/lifetimes.js';
import {doneCount, stageStatus} from '../wizard/stage-status.js';
import {stageNumber, stageOf, stages} from '../wizard/stages.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {fitLine, justify, line, lineWidth, ruledHeading, type Line} from './line.js';
import {statusMarks, symbols} from './theme.js';

/** What runs out next and when: the request token until it has been traded, then the refresh token. */
function countdown(state: WizardState, width: number): Line {
	const hasToken = refreshTokenEnd(state) !== undefined && hasTokenOfTheseCredentials(state);
	const end = hasToken ? refreshTokenEnd(state) : requestTokenEnd(state);
	if (end === undefined) {
		return [];
	}

	const name = hasToken ? 'refresh token' : 'request token';
	const isNarrow = width < 76;
	if (hasToken && connectionOf(state).kind === 'refused') {
		return line(`${isNarrow ? 'token' : 'connection'} refused   `, 'warning');
	}

	return end > state.now ? line(`${isNarrow ? '' : `${name}: `}${formatDuration(end - state.now)} left   `, 'dim') : line(`${isNarrow ? 'token' : name} expired   `, 'warning');
}

/** First row: the program, PRACTICE when it is, the profile, what runs out next, and the progress. */
export function titleLine(state: WizardState, width: number): Line {
	const {isPractice, profile} = state.facts;
	return justify(
		[
			{text: ' concur-tokens ', tone: 'accent'},
			...(isPractice ? [{text: ' PRACTICE ', tone: 'practice'} as const, {text: ' '}] : []),
			// The default profile goes without saying where the row is short.
			...(profile === 'default' && width < 100 ? [] : [{text: `profile ${profile} `, tone: 'dim'} as const]),
		],
		[...countdown(state, width), {text: `${doneCount(state)} of ${stages.length} done `, tone: doneCount(state) === stages.length ? 'good' : 'heading'}],
		width,
	);
}

/** Heading of the stage: number, title and status. */
export function stageHeading(state: WizardState, width: number): Line {
	const mark = statusMarks[stageStatus(state, state.stage)];
	const title: Line = [
		{text: `Stage ${stageNumber(state.stage)}: ${stageOf(state.stage).title}`, tone: 'accent'},
		{text: ` ${symbols.rule} `, tone: 'dim'},
	];
	const word = ` ${mark.word}`;
	// The heading's rule takes four columns.
	const hasRoom = lineWidth(title) + 1 + word.length + 4 <= width;
	return ruledHeading([...title, {text: `${mark.symbol}${hasRoom ? word : ''}`, tone: mark.tone}], width);
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
