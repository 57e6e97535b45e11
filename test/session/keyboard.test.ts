import {beforeEach, describe, expect, test} from 'vitest';
import {createKeyboard} from '../../source/session/keyboard.js';
import {createSession} from '../../source/session/session.js';
import {idleServices} from '../ui/opened-screen.js';
import {begunSession, facts, now} from '../wizard/wizard-builders.js';

function opened(changes?: Parameters<typeof begunSession>[0]) {
	const session = createSession(begunSession(changes ?? {stage: 'folder'}), idleServices);
	const keyboard = createKeyboard(session, () => now);
	const folder = () => session.state().folder;
	return {session, keyboard, folder};
}

describe('a key press, which every component hears', () => {
	let {session, keyboard, folder} = opened();
	beforeEach(() => {
		({session, keyboard, folder} = opened());
	});

	test('is typed by the field that is drawn, and only once', () => {
		keyboard.listen({field: 'folder', head: ''});
		keyboard.press('a', {});
		expect(folder()).toBe('');
		expect(keyboard.typed({kind: 'insert', text: 'a'})).toBe(true);
		expect(folder()).toBe('a');
		expect(keyboard.typed({kind: 'insert', text: 'a'})).toBe(false);
		expect(folder()).toBe('a');
	});

	test('is typed all the same while the field is not drawn yet, or shows what is out of date', () => {
		keyboard.press('a', {});
		expect(folder()).toBe('a');
		const stop = keyboard.listen({field: 'folder', head: ''});
		keyboard.press('b', {});
		expect(keyboard.typed({kind: 'insert', text: 'b'})).toBe(false);
		stop();
		keyboard.press('c', {});
		expect(folder()).toBe('abc');
	});

	test('of Ctrl and a letter types no letter, whatever the field makes of it', () => {
		keyboard.listen({field: 'folder', head: ''});
		keyboard.press('d', {ctrl: true});
		expect(keyboard.typed({kind: 'insert', text: 'd'})).toBe(false);
		expect(session.state()).toMatchObject({folder: '', overlay: {kind: 'debug'}});
	});

	test('several keys that a slow line delivered at once are done in their order', () => {
		keyboard.press('/tm\u007Fp', {});
		expect(folder()).toBe('/tp');
		keyboard.press('\tx', {});
		expect(folder()).toBe('/tp');
	});

	test('words that read like keys are text', () => {
		for (const word of ['Home', '→', 'Esc']) {
			keyboard.press(word, {});
		}

		expect(folder()).toBe('Home→Esc');
		const {session: elsewhere, keyboard: other} = opened({stage: 'login'});
		other.press('Tab', {});
		expect(elsewhere.state().item).toBe(0);
	});

	test('many characters at once were pasted by a terminal that does not say so', () => {
		keyboard.press('/srv/tokens', {});
		expect(folder()).toBe('/srv/tokens');
	});
});

test('a field that the environment sets takes no text, and says so', () => {
	const environment = {appID: 'from-the-environment'};
	const {session, keyboard} = opened({stage: 'app', item: 7, facts: {...facts, environment}});
	keyboard.listen({field: 'appID', head: 'from-the-environment'});
	keyboard.press('a', {});
	expect(keyboard.typed({kind: 'insert', text: 'a'})).toBe(false);
	expect(session.state().notice?.text).toContain('CONCUR_CLIENT_ID');
});
