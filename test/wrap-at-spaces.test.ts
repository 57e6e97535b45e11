import {expect, test} from 'vitest';
import {wrapAtSpaces} from '../source/wrap-at-spaces.js';

test('an error breaks between words, and leaves the command that it ends with whole', () => {
	const text = 'The guided session needs a terminal.\nSee how far you are: concur-tokens status --profile pilot\n';
	expect(wrapAtSpaces(text, 24)).toBe([
		'The guided session needs', 'a terminal.', 'See how far you are:', 'concur-tokens status --profile pilot', '',
	].join('\n'));
	expect(wrapAtSpaces(text, 80)).toBe(text);
	expect(wrapAtSpaces('unbreakable', 4)).toBe('unbreakable');
});

test('lines are broken at blanks alone, with their indent, and a long address stays whole', () => {
	expect(wrapAtSpaces('  one two three', 9)).toBe('  one two\n  three');
	expect(wrapAtSpaces('Page: https://concur.example/a/long/address', 20))
		.toBe('Page:\nhttps://concur.example/a/long/address');
	expect(wrapAtSpaces('Name: ', 20)).toBe('Name: ');
});

test('a command that a sentence follows breaks like the rest of its line', () => {
	expect(wrapAtSpaces('To remove it: concur-tokens schedule --remove Yes: Set it up.', 32)).toBe([
		'To remove it: concur-tokens', 'schedule --remove Yes: Set it', 'up.',
	].join('\n'));
});
