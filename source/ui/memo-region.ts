import {memo, type FunctionComponent, type NamedExoticComponent} from 'react';
import {type WizardState} from '../wizard/wizard-state.js';

// The state that moving the focus changes. Only the stage's own region, the notice and the keys show it.
const focusKeys: ReadonlySet<keyof WizardState> = new Set(['item', 'cursor', 'notice', 'noticedAt']);

/** The interval of an idle session's clock, and so how stale a displayed time may get. Milliseconds. */
export const idleClockInterval = 5000;

/** Whether two states differ only in the focus. */
function isSameButForFocus(one: WizardState, other: WizardState): boolean {
	const isSameTime = Math.floor(one.now / idleClockInterval) === Math.floor(other.now / idleClockInterval);
	return one.call.kind === 'idle' && isSameTime
		&& (Object.keys({...one, ...other}) as Array<keyof WizardState>).every(key =>
			key === 'now' || focusKeys.has(key) || one[key] === other[key]);
}

type StateProps = {readonly state: WizardState};

/** A region of the screen that does not show the focus, so that moving the focus does not repaint it. */
export function memoRegion<Props extends StateProps>(component: FunctionComponent<Props>): NamedExoticComponent<Props> {
	return memo(component, ({state: before, ...others}, {state, ...sized}) =>
		(Object.keys(sized) as Array<keyof typeof sized>).every(key => others[key] === sized[key])
			&& isSameButForFocus(before, state));
}
