import fc from 'fast-check';
import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {Screen} from '../../source/ui/screen.js';
import {type WizardEvent} from '../../source/wizard/events.js';
import {idleClockInterval} from '../../source/wizard/memoize-selector.js';
import {transition} from '../../source/wizard/update/transition.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after as stateAfter, begunSession, grantedCall, now, readyForTheCall} from '../wizard/wizard-builders.js';

const minute = 60_000;
const pastes = ['a', 'https://us2.api.concursolutions.com', 'Client Secret: 9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d'];

const keys = [
	'next-item', 'previous-item', 'accept', 'next-stage', 'previous-stage', 'reveal', 'clear', 'undo',
] as const;

/** What a person does, and how long after what came before, in milliseconds. */
const act = fc.record({
	after: fc.constantFrom(0, 20, 900, minute, 24 * 60 * minute),
	event: fc.oneof(
		fc.constantFrom(...keys)
			.map(key => (at: number): WizardEvent => ({kind: 'key', key, now: at})),
		fc.constantFrom(...pastes)
			.map(text => (at: number): WizardEvent => ({kind: 'pasted', text, now: at})),
		fc.constant((at: number): WizardEvent => ({kind: 'clock', now: at})),
	),
});

function freshFrame(state: WizardState, columns: number, rows: number): string | undefined {
	const {lastFrame, unmount} = render(<Screen state={state} columns={columns} rows={rows}/>);
	const frame = lastFrame();
	unmount();
	return frame;
}

test('whatever is pressed, pasted or awaited, what stays as it was painted is what would be painted anew', () => {
	const states = [begunSession({stage: 'app'}), readyForTheCall(), stateAfter(readyForTheCall(), grantedCall())];
	fc.assert(fc.property(
		fc.constantFrom(...states),
		fc.constantFrom([100, 40], [80, 24], [60, 16]),
		fc.array(act, {minLength: 1, maxLength: 8}),
		(opened, [columns, rows], acts) => {
			let state = opened;
			let at = now;
			const {lastFrame, rerender, unmount} = render(<Screen state={state} columns={columns} rows={rows}/>);
			for (const {after, event} of acts) {
				at += after;
				({state} = transition(state, event(at)));
				rerender(<Screen state={state} columns={columns} rows={rows}/>);
			}

			// A displayed time may be as late as the idle clock.
			({state} = transition(state, {kind: 'clock', now: at + idleClockInterval}));
			rerender(<Screen state={state} columns={columns} rows={rows}/>);
			const frame = lastFrame();
			unmount();
			expect(frame).toBe(freshFrame(state, columns, rows));
		},
	), {numRuns: 12});
}, 300_000);
