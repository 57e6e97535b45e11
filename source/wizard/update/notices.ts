import {transitionTo, type Transition} from '../events.js';
import {type Notice, type WizardState} from '../wizard-state.js';

// How long good news stays, in milliseconds.
const goodNewsDuration = 60_000;

/** The notice to keep when a page opens or closes: only one that says what is wrong. */
export function persistentNotice(notice: Notice | undefined): Notice | undefined {
	return notice?.tone === 'warning' || notice?.tone === 'bad' ? notice : undefined;
}

function isNews(notice: Notice | undefined): boolean {
	return notice?.tone === 'success' || notice?.tone === 'good';
}

/** Records when good news arrived, if it differs from the notice before. */
export function withNoticeTime(before: WizardState, after: WizardState): WizardState {
	return after.notice !== before.notice && isNews(after.notice) ? {...after, noticedAt: after.now} : after;
}

/** Advances the clock. Fresh news loses its extra colour at once, and disappears after a minute. */
export function advanceClock(state: WizardState, now: number): WizardState {
	const {notice, noticedAt = now} = state;
	if (isNews(notice) && now - noticedAt >= goodNewsDuration) {
		return {...state, now, notice: undefined};
	}

	return {...state, now, ...(notice?.tone === 'success' && {notice: {...notice, tone: 'good'}})};
}

/** A transition that changes only the notice. */
export function withNotice(state: WizardState, tone: Notice['tone'], text: string): Transition {
	return transitionTo({...state, notice: {tone, text}});
}
