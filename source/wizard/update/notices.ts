import {transitionTo, type Transition} from '../events.js';
import {type Notice, type WizardState} from '../wizard-state.js';

// Good news is old by then. Milliseconds.
const newsLife = 60_000;

/** What of a notice outlives the opening and the closing of a page: what is wrong. */
export function persistentNotice(notice: Notice | undefined): Notice | undefined {
	return notice?.tone === 'warning' || notice?.tone === 'bad' ? notice : undefined;
}

function isNews(notice: Notice | undefined): boolean {
	return notice?.tone === 'success' || notice?.tone === 'good';
}

/** The state with the moment at which its good news came, where it is other news than before. */
export function withNoticeTime(before: WizardState, after: WizardState): WizardState {
	return after.notice !== before.notice && isNews(after.notice) ? {...after, noticedAt: after.now} : after;
}

/** The state at a later moment: fresh news loses its colour at once, and ends after a minute. */
export function advanceClock(state: WizardState, now: number): WizardState {
	const {notice, noticedAt = now} = state;
	if (isNews(notice) && now - noticedAt >= newsLife) {
		return {...state, now, notice: undefined};
	}

	return {...state, now, ...(notice?.tone === 'success' && {notice: {...notice, tone: 'good'}})};
}

/** The state as it was, with something said. */
export function withNotice(state: WizardState, tone: Notice['tone'], text: string): Transition {
	return transitionTo({...state, notice: {tone, text}});
}
