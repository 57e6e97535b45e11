import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hideUserInfo, stripControlCharacters} from '../../source/concur/untrusted-text.js';
import {
	createTokenRedactor, displayValue, endingOf, maskSecret, quoteResponse, redactSecrets, truncate,
} from '../../source/concur/redact.js';

const secret = String.raw`9b8a7c6d-"&+/é\secret`;

test('a secret is named by its ending, a short one by none of its characters', () => {
	expect(endingOf('9b8a7c6d-abcd')).toBe('ending in abcd');
	expect(endingOf('abcd')).toBe('ending in ••••');
	expect(endingOf('12345678901')).toBe('ending in ••••');
});

describe('a server that repeats the request', () => {
	test.each([
		['as it is', secret],
		['in upper case', secret.toUpperCase()],
		['encoded for a URL', encodeURIComponent(secret)],
		['encoded for a URL in lower case', encodeURIComponent(secret).toLowerCase()],
		['as a form', new URLSearchParams({client_secret: secret}).toString()],
		['as JSON', JSON.stringify({secret})],
		['as HTML', String.raw`9b8a7c6d-&quot;&amp;+/é\secret`],
		['in Base64', Buffer.from(secret).toString('base64')],
		['in Base64 for URLs', Buffer.from(secret).toString('base64url')],
		['as Basic credentials', `Basic ${Buffer.from(`some-app:${secret}`).toString('base64')}`],
		['in the Base64 of a body, at the second byte', Buffer.from(`1${secret}`).toString('base64')],
		['in the Base64 of a body, at the third byte', Buffer.from(`22${secret}&more=1`).toString('base64')],
	])('%s shows nothing of its secret', (_how, repeated) => {
		const quoted = redactSecrets(`You sent ${repeated} to us`, [secret]);
		expect(quoted).toContain('[redacted]');
		expect(quoted).toMatch(/^You sent .* to us$/);
		expect(quoted.toLowerCase()).not.toMatch(/9b8a7c|secret$|oie3yzzk|lnzwnyz/);
	});

	test('loses each of several secrets, each time', () => {
		expect(redactSecrets('one first, two second, one first', ['first', 'second']))
			.toBe('one [redacted], two [redacted], one [redacted]');
		expect(redactSecrets('long-secret-longer', ['long-secret', 'long-secret-longer'])).toBe('[redacted]');
	});

	test('keeps its words where there is no secret, or one too short to be one', () => {
		expect(redactSecrets('invalid_grant', [])).toBe('invalid_grant');
		expect(redactSecrets('invalid_grant', ['', 'a', 'inv'])).toBe('invalid_grant');
		expect(redactSecrets('a.c abc', ['a.c'.repeat(2)])).toBe('a.c abc');
	});

	test('hides it behind no control character, and is not cut in the middle of it', () => {
		expect(quoteResponse('sec\u200Bret-\u001B[1mvalue', ['secret-value'], 200)).toBe('[redacted]');
		expect(quoteResponse(`${'x'.repeat(15)} secret-value`, ['secret-value'], 20)).toBe('xxxxxxxxxxxxxxx [re…');
	});

	test('shows none of it, whatever the secret', () => {
		fc.assert(fc.property(
				fc.string({
					minLength: 6,
					unit: 'grapheme',
				}),
				fc.string(),
				fc.string(),
				(value, before, after) => {
					for (const repeated of [
						value,
						encodeURIComponent(value),
						Buffer.from(value).toString('base64'),
					]) {
						const text = before + repeated + after;
						expect(redactSecrets(text, [value])).not.toBe(text);
					}
				},
			));
	});

	test.each(['ab??>>~~secret', 'ÿþ?>÷÷-token-ÿ', 'a>b>c>d>e?f?g'])(
		'in Base64 for URLs shows nothing of %s, wherever in the text it begins',
		value => {
			for (const before of ['', '1', '22']) {
				const repeated = Buffer.from(`${before}${value}`).toString('base64url');
				expect(redactSecrets(`You sent ${repeated}.`, [value]))
					.toMatch(/^You sent .{0,3}\[redacted\].{0,3}\.$/);
			}
		},
	);

	test('loses a secret of four characters, and keeps words that one of three would tear apart', () => {
		expect(redactSecrets('pass word', ['pass'])).toBe('[redacted] word');
		expect(redactSecrets('a pas of "b&" and b&amp;', ['pas', 'b&'])).toBe('a pas of "b&" and b&amp;');
		expect(redactSecrets('said "quoted-value"', ['quoted-value'])).toBe('said "[redacted]"');
	});

	test('shows nothing of one that is longer than any pattern may be', () => {
		const long = '9b8a7c6d-'.repeat(60_000);
		expect(redactSecrets('invalid_grant', [long])).toBe('invalid_grant');
		expect(redactSecrets(`You sent ${long.toUpperCase()} to us`, [long])).toBe('You sent [redacted] to us');
		expect(redactSecrets(`id:${encodeURIComponent(`${long}&`)};`, [`${long}&`, 'short'])).toBe('id:[redacted];');
	});

	test('shows nothing of two that overlap, or of one in letters that change their length with their case', () => {
		expect(redactSecrets('xx-abcdefgh-yy', ['abcdef', 'cdefgh'])).toBe('xx-[redacted]-yy');
		expect(redactSecrets('İİ one-SECRET İ', ['one-secret'])).toBe('İİ [redacted] İ');
		expect(redactSecrets('key=ΟΔΟΣ-1', ['οδοσ-1'])).toBe('key=[redacted]');
	});

	test('does not make it fail by half a character', () => {
		expect(redactSecrets('nothing here', ['half \uD800 of it'])).toBe('nothing here');
	});
});

describe('an address with a login', () => {
	test.each([
		['https://user:PASS@us2.api.concursolutions.com', 'https://…@us2.api.concursolutions.com'],
		['user:PASS@host', '…@host'],
		['https://a:P@SS@host', 'https://…@host'],
		['https://user:PA\nSS@host', 'https://…@host'],
		['https://host/path', 'https://host/path'],
		['us2', 'us2'],
	])('%j is shown without it', (address, shown) => {
		expect(hideUserInfo(address)).toBe(shown);
	});
});

test('text is stripped of what moves a cursor or hides, and its line breaks become blanks', () => {
	const hiding = 'a\r\n\tb\u0000\u007F\u009B\u00AD\u200B\u2028\u202E\u2060\uFEFFc\u001B]0;title\u0007';
	expect(stripControlCharacters(hiding)).toBe('a b c');
});

test('text is shortened to the length that is asked for', () => {
	expect(truncate('abcde', 5)).toBe('abcde');
	expect(truncate('abcdef', 5)).toBe('abcd…');
});

test.each([
	['', ''],
	['x', '••••••••'],
	['12345678901', '••••••••'],
	['123456789012', '••••••••9012'],
	['a-much-longer-secret', '••••••••cret'],
])('the secret %j is shown as %j', (secret, shown) => {
	expect(maskSecret(secret)).toBe(shown);
});

function covered(token: string, chunks: readonly string[]): string {
	const cover = createTokenRedactor(token);
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
	const cover = createTokenRedactor('secret-token');
	expect(cover.push(Buffer.from('data: 1\n')).toString()).toBe('data: 1\n');
	expect(cover.push(Buffer.from('data: sec')).toString()).toBe('data: ');
	expect(cover.push(Buffer.from('ond')).toString()).toBe('second');
	expect(cover.end().toString()).toBe('');
});

test.each([
	['a secret is masked', 'd41b8a60-0f2e', true, false, '••••••••0f2e'],
	['a request token is masked in any field, as it may be in the wrong one', 'at-7h6g5f4e3d2c', false, false,
		'••••••••3d2c'],
	['an ID is shown', '4f2c9a10-6f1e', false, false, '4f2c9a10-6f1e'],
	['so is what only begins like a request token', 'at-', false, false, 'at-'],
	['whoever asks to see all sees all', 'at-7h6g5f4e3d2c', false, true, 'at-7h6g5f4e3d2c'],
])('%s', (_what, value, isSecret, isRevealing, shown) => {
	expect(displayValue(value, isSecret, isRevealing)).toBe(shown);
});
