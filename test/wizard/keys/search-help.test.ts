import {describe, expect, test} from 'vitest';
import {searchHelp} from '../../../source/wizard/keys/search-help.js';
import {keyLabels} from '../../../source/wizard/keys/key-labels.js';
import {editBindings, keyBindings} from '../../../source/wizard/keys/keys.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {after, begunSession, now, press} from '../wizard-builders.js';

describe('help', () => {
	test('without a query holds every key and what is good to know', () => {
		const {tips, keys} = searchHelp(' ');
		expect(tips.length).toBeGreaterThan(0);
		expect(keys.length).toBe(keyBindings.length + editBindings.length);
	});

	test.each([
		['clipboard', ['Ctrl+Y']],
		['CTRL+Z', ['Ctrl+Z']],
		['secrets hide', ['Ctrl+R']],
		['undo', ['Ctrl+Z']],
		['exit', ['Ctrl+C']],
		['quit', ['Ctrl+C']],
		['hide', ['Ctrl+R']],
		['nobody says this', []],
	])('finds %j by all of its words, in names of keys and in what they do', (query, keys) => {
		expect(searchHelp(query).keys.map(({keys: [first]}) => first)).toEqual(keys);
	});
});

test.each(['paste', 'copy', 'select'])('help finds how to %s', query => {
	expect(searchHelp(query).tips.length).toBeGreaterThan(0);
});

describe('while help is open', () => {
	const open = after(begunSession({stage: 'folder'}), press('help'));
	const typing = (state: WizardState, ...typed: readonly string[]) => {
		let next = state;
		for (const one of typed) {
			const isBackspace = one === 'Backspace';
			next = after(next, {
				kind: 'pressed', input: isBackspace ? '' : one, press: isBackspace ? {backspace: true} : {}, now,
			});
		}

		return next;
	};

	test('what is typed is searched for, also what is a key elsewhere, and Backspace takes it back', () => {
		const found = typing(open, 'y', 'n', '?', 'Backspace');
		expect(found.overlay).toEqual({kind: 'help', scroll: 0, query: 'yn'});
		expect(found.folder).toBe('');
	});

	test('a search begins at the top', () => {
		expect(typing(after(open, press('next-stage')), 'a').overlay).toMatchObject({scroll: 0});
	});

	test('Esc clears the search first, then closes; Ctrl+U clears it too; F1 closes at once', () => {
		const found = typing(open, 'copy');
		expect(after(found, press('close')).overlay).toEqual({kind: 'help', scroll: 0, query: ''});
		expect(after(found, press('close'), press('close')).overlay.kind).toBe('none');
		expect(after(found, press('clear')).overlay).toMatchObject({query: ''});
		expect(after(found, press('help')).overlay.kind).toBe('none');
	});

	test('the last line says what Esc does', () => {
		expect([keyLabels.close(open), keyLabels.close(typing(open, 'x'))]).toEqual(['close', 'clear the search']);
	});

	test('opened again it begins anew', () => {
		expect(after(typing(open, 'copy'), press('help'), press('help')).overlay).toMatchObject({query: ''});
	});
});
