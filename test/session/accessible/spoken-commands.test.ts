import {expect, test} from 'vitest';
import {keyBindings} from '../../../source/wizard/keys/keys.js';
import {stages} from '../../../source/wizard/stages/stages.js';
import {commandOf, commandOfKey, helpLines} from '../../../source/session/accessible/spoken-commands.js';
import {begunSession, facts} from '../../wizard/wizard-builders.js';
import {toSpokenText} from '../../../source/session/accessible/spoken-text.js';

test.each([
	['Press Ctrl+O to open the admin panel', 'Type "open" to open the admin panel.'],
	[
		'Open the page (Ctrl+O), enter the App ID (Ctrl+Y copies it)',
		'Open the page ("open"), enter the App ID ("copy" copies it).',
	],
	['Changed. Press Ctrl+Z to take it back.', 'Changed. Type "undo" to take it back.'],
	[
		'That key does nothing here. Press F1 for a list of keys.',
		'That key does nothing here. Type "help" for a list of keys.',
	],
	['A call is under way. Esc ends waiting for it.', 'A call is under way. "cancel" ends waiting for it.'],
	['Enter proves it. Ctrl+C leaves.', 'Enter proves it. Ctrl+C leaves.'],
	['Press PgDn for the next stage.', 'Type "next" for the next stage.'],
	['Not sure? press Ctrl+O first.', 'Not sure? type "open" first.'],
	['Press Enter to use glz.', 'Press Enter to use glz.'],
	['3 stages filled → stage 5: Client ID.', '3 stages filled, on to stage 5: Client ID.'],
	['It is saved. → stage 7', 'It is saved. On to stage 7.'],
	['Production · Web Services (WS) Client', 'Production, Web Services (WS) Client.'],
	['A bearer token ••••••••4f5a, valid for 59 min.', 'A bearer token ending in 4f5a, valid for 59 min.'],
	// The last characters of a token may be any that it has.
	['The bearer token ••••••••-M_A, valid for 59 min.', 'The bearer token ending in -M_A, valid for 59 min.'],
	['A short secret: \'••••••••\', valid', 'A short secret: \'hidden\', valid.'],
	['To load it in a shell: . /srv/concur.env', 'To load it in a shell: . /srv/concur.env'],
	['Data centre: https://us.api.concursolutions.com', 'Data centre: https://us.api.concursolutions.com'],
	[
		'Copy the token command: concur-tokens token --practice',
		'Copy the token command: concur-tokens token --practice',
	],
])('"%s" is said as words', (text, said) => {
	expect(toSpokenText(text)).toBe(said);
});

test('whoever is sent to another stage is told what to type to get there', () => {
	const text = 'Nothing was issued. Press Ctrl+G in stage 2 to get one, then go on in stage 3.';
	expect(toSpokenText(text, 'request-token'))
		.toBe('Nothing was issued. Type "practice" in stage 2 ("go 2") to get one, then go on in stage 3.');
	expect(toSpokenText('Go on to stage 3: Generate your company request token', 'app'))
		.toBe('Go on to stage 3: Generate your company request token.');
});

test('nothing that a stage says names a key that only the full screen has', () => {
	const texts = stages.flatMap(({why, items}) => [
		why,
		...items.flatMap(item => item.kind === 'step' ? [item.text, item.term ?? '', item.more ?? ''] : []),
	]);
	for (const text of texts) {
		expect(toSpokenText(text)).not.toMatch(/Ctrl\+(?!C)|\bPg(?:Up|Dn)\b|\bF1\b|\bEsc\b|[↑↓→·•]/);
	}
});

test('a command is one word, or go with the number of a stage; anything else is an answer', () => {
	expect(commandOf(' Help ')).toEqual({name: 'help'});
	expect(commandOf('?')).toEqual({name: 'help'});
	expect(commandOf('quit')).toEqual({name: 'leave'});
	expect(commandOf('go 3')).toEqual({name: 'go', stage: 3});
	expect(commandOf('status')).toEqual({name: 'status', isWhole: false});
	expect(commandOf('status all')).toEqual({name: 'status', isWhole: true});
	expect(commandOf('go 8')).toEqual({name: 'go', stage: undefined});
	for (const answer of ['', 'help me', 'yes', '3', '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f', '/home/ada/next']) {
		expect(commandOf(answer), answer).toBeUndefined();
	}
});

test('keys of the full screen that are letters with Ctrl do the same here, and Ctrl+D is the end of input', () => {
	expect(commandOfKey('Ctrl+O')).toEqual({name: 'open'});
	expect(commandOfKey('Ctrl+Z')).toEqual({name: 'undo'});
	expect(commandOfKey('Ctrl+C')).toEqual({name: 'leave'});
	expect(commandOfKey('Ctrl+D')).toEqual({name: 'leave'});
	expect(commandOfKey('Ctrl+X')).toBeUndefined();
});

test('everything that a key of the full screen does has a word here, a practice session one more', () => {
	const others = new Set(['accept', 'tick', 'next-stage', 'previous-stage', 'yes', 'no']);
	for (const {name, keys} of keyBindings.filter(binding => !others.has(binding.name))) {
		expect(commandOfKey(keys.find(key => key !== 'Ctrl+D') ?? 'Ctrl+D'), name).toBeDefined();
	}

	const words = (isPractice: boolean) => helpLines(begunSession({facts: {...facts, isPractice}})).join('\n');
	expect(words(true)).toContain('  practice: ');
	expect(words(false)).not.toContain('  practice: ');
});
