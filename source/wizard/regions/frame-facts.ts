import {storedTokenExpiry} from '../../concur/connection.js';
import {type Expiry} from '../../concur/token-rules.js';
import {formatLife, lifeLeft} from '../format-time.js';
import {keyLabels} from '../keys/key-labels.js';
import {keyBindings, type KeyBinding} from '../keys/keys.js';
import {connectionOf, hasTokenForCredentials} from '../calls/lifetimes.js';
import {doneStageCount} from '../stages/stage-status.js';
import {requestTokenLifetime} from '../values/value-problems.js';
import {type WizardState} from '../wizard-state.js';
import {memoizeIgnoringFocus, memoizeByContent} from './memoize-by-content.js';

const hour = 60 * 60 * 1000;

/** What expires next, and when. */
export type Countdown = {
	readonly text: string;
	/** The same for a narrow screen. */
	readonly shortText: string;
	/** Whether it has expired or was refused. */
	readonly isOver: boolean;
	/** Begun hours, for a lifetime that is short enough to be counted in them. */
	readonly hoursLeft?: number;
};

/** What the title bar says. */
export type TitleFacts = {
	readonly isPractice: boolean;
	readonly profile: string;
	/** The number of stages that are done. */
	readonly done: number;
	readonly countdown: Countdown | undefined;
};

function requestCountdown(state: WizardState): Countdown | undefined {
	const lifetime = requestTokenLifetime(state);
	if (!lifetime) {
		return undefined;
	}

	const {text, shortText, left} = lifetime;
	return left === undefined
		? {text: `request token ${text}`, shortText: `token ${text}`, isOver: true}
		: {
				text: `request token: ${text}`,
				shortText: shortText ?? text,
				isOver: false,
				hoursLeft: Math.ceil(left / hour),
			};
}

function refreshCountdown(state: WizardState, end: Expiry): Countdown {
	const connection = connectionOf(state);
	if (connection.kind === 'refused') {
		return connection.grant === 'bearer'
			? {text: 'API call refused', shortText: 'API call refused', isOver: true}
			: {text: 'token refused', shortText: 'token refused', isOver: true};
	}

	const left = lifeLeft(end, state.now);
	return end.at > state.now
		? {
				text: `refresh token: ${left}`,
				shortText: end.isExact ? left : formatLife(end, state.now),
				isOver: false,
			}
		: {text: 'refresh token expired', shortText: 'token expired', isOver: true};
}

/** The request token's countdown until it has been exchanged, then that of the refresh token. */
function countdown(state: WizardState): Countdown | undefined {
	const end = storedTokenExpiry(state);
	return end !== undefined && hasTokenForCredentials(state) ? refreshCountdown(state, end) : requestCountdown(state);
}

/** The program's mode and profile, what expires next, and the progress. */
export const titleFacts = memoizeIgnoringFocus((state: WizardState): TitleFacts => ({
	isPractice: state.facts.isPractice,
	profile: state.facts.profile,
	done: doneStageCount(state),
	countdown: countdown(state),
}));

/** A key that works now, and what it does. */
export type KeyHint = Pick<KeyBinding, 'name' | 'isAlwaysShown'> & {readonly key: string; readonly label: string};

/** The keys that work now and are worth showing, most needed first. */
export const keyHints = memoizeByContent((state: WizardState): readonly KeyHint[] =>
	keyBindings.flatMap(({name, keys: [key], isAlwaysShown = false}) => {
		const text = keyLabels[name](state);
		return text ? [{name, key, label: text, isAlwaysShown}] : [];
	}));
