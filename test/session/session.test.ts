import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createSession} from '../../source/session/session.js';
import {type SavedProgress} from '../../source/wizard/wizard-state.js';
import {begunSession} from '../wizard/wizard-builders.js';
import {idleServices} from '../ui/opened-screen.js';

beforeEach(() => {
	vi.useFakeTimers({now: Date.UTC(2026, 2, 2), toFake: ['Date', 'setTimeout', 'clearTimeout', 'setImmediate']});
});

afterEach(() => {
	vi.useRealTimers();
});

function openedSession() {
	const saved: Array<SavedProgress['folder']> = [];
	const session = createSession(begunSession({stage: 'folder'}), {
		...idleServices,
		now: () => Date.now(),
		async save({folder}) {
			saved.push(folder);
		},
	});
	const type = (text: string) => {
		session.dispatch({kind: 'edited', edit: {kind: 'insert', text}, now: Date.now()});
	};

	return {session, saved, type};
}

test('a change is saved as soon as it is painted', async () => {
	const {saved, type} = openedSession();
	type('/');
	expect(saved).toEqual([]);
	await vi.advanceTimersByTimeAsync(0);
	expect(saved).toEqual(['/']);
});

test('a burst of keys shares a write, and its last key is saved within 250 ms', async () => {
	const {saved, type} = openedSession();
	for (const letter of '/home') {
		type(letter);
		await vi.advanceTimersByTimeAsync(10);
	}

	expect(saved).toEqual(['/']);
	await vi.advanceTimersByTimeAsync(200);
	expect(saved).toEqual(['/', '/home']);
});

test('what is not written yet is written before the program ends, once', async () => {
	const {session, saved, type} = openedSession();
	type('/a');
	expect(await session.flush()).toBe(true);
	expect(saved).toEqual(['/a']);
	await vi.runAllTimersAsync();
	expect(saved).toEqual(['/a']);
});
