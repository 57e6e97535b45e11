import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {coverToken} from '../../source/concur/token-cover.js';

function covered(token: string, chunks: readonly string[]): string {
	const cover = coverToken(token);
	return Buffer.concat([...chunks.map(chunk => cover.push(Buffer.from(chunk))), cover.end()]).toString();
}

test('a token is covered wherever the pieces of an answer begin and end, and all else stays as it is', () => {
	const token = 'aab-aac';
	const part = fc.constantFrom('a', 'aa', 'aab', 'aab-', 'aab-aac', 'x', '-aac', 'b');
	const pieces = fc.array(part, {maxLength: 12});
	const places = fc.array(fc.nat({max: 60}), {maxLength: 6});
	fc.assert(fc.property(pieces, places, (parts, cuts) => {
		const text = parts.join('');
		const ends = [...cuts.filter(cut => cut < text.length).toSorted((one, other) => one - other), text.length];
		const chunks = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
		expect(covered(token, chunks)).toBe(text.replaceAll(token, '*'.repeat(token.length)));
	}), {numRuns: 500});
});

test('what can\'t be the beginning of the token leaves at once', () => {
	const cover = coverToken('secret-token');
	expect(cover.push(Buffer.from('data: 1\n')).toString()).toBe('data: 1\n');
	expect(cover.push(Buffer.from('data: sec')).toString()).toBe('data: ');
	expect(cover.push(Buffer.from('ond')).toString()).toBe('second');
	expect(cover.end().toString()).toBe('');
});
