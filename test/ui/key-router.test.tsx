import process from 'node:process';
import {useSyncExternalStore} from 'react';
import fc from 'fast-check';
import {Text, type StdinProps} from 'ink';
import {render} from 'ink-testing-library';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createSession, type Session} from '../../source/session/session.js';
import {nameOfSequence} from '../../source/session/terminal-input.js';
import {type WizardEvent} from '../../source/wizard/events.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {FieldInput} from '../../source/ui/input/field-input.js';
import {inputEvents, KeyRouter, useSequence} from '../../source/ui/input/key-router.js';
import {begunSession, facts, now} from '../wizard/wizard-builders.js';
import {idleServices} from './opened-screen.js';

const fixedNow = () => now;

type RoutedProps = {readonly session: Session; readonly isDrawn: boolean};

function Routed({session, isDrawn}: RoutedProps) {
	const state = useSyncExternalStore(session.subscribe, session.state);
	return (
		<KeyRouter session={session} now={fixedNow}>
			{isDrawn && state.overlay.kind === 'none' && (
				<FieldInput
					value={state.folder} cursor={state.cursor} isMasked={false} placeholder=""
					columns={60} left={0} top={0}
				/>
			)}
		</KeyRouter>
	);
}

/** A session with its folder field, to which keys are sent as a terminal sends them. */
function opened({isDrawn = true, state}: {readonly isDrawn?: boolean; readonly state?: WizardState} = {}) {
	const session = createSession(state ?? begunSession({stage: 'folder'}), idleServices);
	const events: Array<WizardEvent['kind']> = [];
	const observed: Session = {
		...session,
		dispatch(event) {
			events.push(event.kind);
			session.dispatch(event);
		},
	};
	const {stdin, unmount} = render(<Routed session={observed} isDrawn={isDrawn}/>);
	onTestFinished(unmount);
	return {
		session,
		events,
		/** Sends keys, all of them before the next frame. */
		press(...keys: readonly string[]) {
			for (const key of keys) {
				stdin.write(key);
			}
		},
		folder: () => session.state().folder,
	};
}

/** A frame is drawn once what is happening has ended. */
const frame = async () => new Promise(resolve => {
	setImmediate(resolve);
});

const keys = {
	backspace: '\u007F', delete: '\u001B[3~', home: '\u001B[H', left: '\u001B[D', ctrlU: '\u0015',
	ctrlX: '\u0018', f5: '\u001B[15~',
} as const;

describe('what is typed in a field', () => {
	test('comes from its input component, a frame at a time', async () => {
		const {press, events, folder} = opened();
		for (const key of ['a', 'b', keys.backspace, 'c']) {
			press(key);
			await frame();
		}

		expect([folder(), events]).toEqual(['ac', ['edited', 'edited', 'edited', 'edited']]);
	});

	test('is all there after a burst, in which the component still shows what is out of date', async () => {
		const {press, events, folder} = opened();
		press('a', 'b', keys.backspace, 'c');
		expect([folder(), events]).toEqual(['ac', ['edited', 'pressed', 'pressed', 'pressed']]);
		await frame();
		press('d');
		expect([folder(), events.at(-1)]).toEqual(['acd', 'edited']);
	});

	test('is not lost while the window is too small to draw the field', () => {
		const {press, events, folder} = opened({isDrawn: false});
		press('a', 'b');
		expect([folder(), events]).toEqual(['ab', ['pressed', 'pressed']]);
	});

	test('has no letter of a press with Ctrl, and nothing deleted to the left by Delete', async () => {
		const {press, session, folder} = opened();
		press('a');
		await frame();
		press(keys.ctrlX);
		expect(session.state().notice?.text).toBe('Ctrl+X does nothing here. Press F1 for a list of keys.');
		await frame();
		press(keys.delete);
		await frame();
		press('b', '\u0004');
		expect([folder(), session.state().overlay.kind]).toEqual(['ab', 'debug']);
	});

	test('goes where the cursor is, even after a burst that ended with another key', async () => {
		const {press, folder} = opened();
		press('a', keys.delete);
		await frame();
		press('b');
		expect(folder()).toBe('ab');
	});

	test('is the same whenever a frame is drawn, and the same as without a screen', async () => {
		const [seen, unseen] = [opened(), opened({isDrawn: false})];
		const pressed = fc.constantFrom('a', 'é', '?', '/srv', '\u007F\u007Fx', ...Object.values(keys));
		await fc.assert(fc.asyncProperty(
			fc.array(fc.record({key: pressed, isDrawn: fc.boolean()}), {maxLength: 8}),
			async acts => {
				const anew = {key: keys.ctrlU, isDrawn: true};
				for (const {key, isDrawn} of [anew, ...acts]) {
					seen.press(key);
					unseen.press(key);
					if (isDrawn) {
						await frame();
					}
				}

				const [{folder, cursor}, expected] = [seen.session.state(), unseen.session.state()];
				expect([folder, cursor]).toEqual([expected.folder, expected.cursor]);
			},
		), {numRuns: 20});
	});
});

describe('several characters that arrive at once', () => {
	test('were typed over a slow line, and are done in their order', () => {
		const {press, folder} = opened();
		press('/tm\u007Fp');
		expect(folder()).toBe('/tp');
		press('\tx');
		expect(folder()).toBe('/tp');
	});

	test('were pasted by a terminal that does not say so, if there are many', () => {
		const {press, folder, events} = opened();
		press('/srv/tokens');
		expect([folder(), events]).toEqual(['/srv/tokens', ['pasted']]);
	});

	test('are text, even if they read like a key', async () => {
		const {press, folder} = opened();
		for (const word of ['Home', '→', 'Esc']) {
			press(word);
			await frame();
		}

		expect(folder()).toBe('Home→Esc');
		const elsewhere = opened({state: begunSession({stage: 'login'}), isDrawn: false});
		elsewhere.press('Tab');
		expect(elsewhere.session.state().item).toBe(0);
	});
});

test('a field that the environment sets takes no text, and says so', () => {
	const environment = {appID: 'from-the-environment'};
	const state = begunSession({stage: 'app', item: 7, facts: {...facts, environment}});
	const {press, session} = opened({state, isDrawn: false});
	press('a');
	expect(session.state().notice?.text).toContain('CONCUR_CLIENT_ID');
});

test('a function key is known by its name, and the next key has none', async () => {
	const {press, session, folder} = opened();
	press(keys.f5);
	expect(session.state().notice?.text).toBe('F5 does nothing here. Press F1 for a list of keys.');
	await frame();
	press('x');
	expect(folder()).toBe('x');
});

test('where Ink no longer tells of control sequences, function keys have no names, and nothing else is lost', () => {
	// What its types promise, and no more.
	const promised: StdinProps = {stdin: process.stdin, setRawMode() {}, isRawModeSupported: true};
	function Pressed() {
		return <Text>{nameOfSequence(useSequence(inputEvents(promised)).current) ?? 'without a name'}</Text>;
	}

	const {lastFrame, unmount} = render(<Pressed/>);
	expect(lastFrame()).toBe('without a name');
	unmount();
});
