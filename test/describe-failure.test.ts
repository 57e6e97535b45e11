import {expect, test} from 'vitest';
import {wrapAtSpaces} from '../source/describe-failure.js';

test('an error breaks between words, and leaves the command that it ends with whole', () => {
	const text = 'The guided session needs a terminal.\nSee how far you are: concur-tokens status --profile pilot\n';
	expect(wrapAtSpaces(text, 24)).toBe([
		'The guided session needs', 'a terminal.', 'See how far you are:', 'concur-tokens status --profile pilot', '',
	].join('\n'));
	expect(wrapAtSpaces(text, 80)).toBe(text);
	expect(wrapAtSpaces('unbreakable', 4)).toBe('unbreakable');
});
