import {credentialKeys, credentialsSchema, type Credentials} from './credentials.js';
import {parseForeignJson} from './foreign-text.js';

export type ParsedCredentials =
	| {readonly kind: 'credentials'; readonly credentials: Credentials; readonly missingKeys: readonly string[]}
	| {readonly kind: 'malformed'; readonly line: number; readonly column: number; readonly problem: string}
	| {readonly kind: 'wrong-shape'; readonly problem: string};

// Blanks, then one of JSON's tokens (RFC 8259), sticky so that it is looked for in place.
const tokenPattern = /\s*(?:[{}[\],:]|"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

type Expected = 'value' | 'key' | 'first-key' | 'first-value' | 'colon' | 'next' | 'end';

/** What may follow a token, or undefined where the token may not stand; `closers` are the brackets still to come, innermost last. */
function expectAfter(mark: string, expected: Expected, closers: string[]): Expected | undefined {
	const isOpening = mark === '{' || mark === '[';
	const isScalar = !/^[{}[\],:]$/.test(mark);
	if ((expected === 'value' || expected === 'first-value') && isOpening) {
		closers.push(mark === '{' ? '}' : ']');
		return mark === '{' ? 'first-key' : 'first-value';
	}

	if ((expected === 'next' || expected === 'first-key' || expected === 'first-value') && mark === closers.at(-1)) {
		closers.pop();
		return closers.length === 0 ? 'end' : 'next';
	}

	if ((expected === 'value' || expected === 'first-value') && isScalar) {
		return closers.length === 0 ? 'end' : 'next';
	}

	if ((expected === 'key' || expected === 'first-key') && mark.startsWith('"')) {
		return 'colon';
	}

	if (expected === 'colon' && mark === ':') {
		return 'value';
	}

	return expected === 'next' && mark === ',' ? (closers.at(-1) === '}' ? 'key' : 'value') : undefined;
}

/**
Where JSON stops being JSON: offset of the first character that no valid document could have there.

The engine's own messages differ between versions and quote the text, which may be secret; so the longest prefix is found with a scanner of JSON's tokens.
*/
function offsetOfError(text: string): number {
	const closers: string[] = [];
	let expected: Expected = 'value';
	let offset = 0;
	for (;;) {
		tokenPattern.lastIndex = offset;
		const found = tokenPattern.exec(text)?.[0];
		const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
		const next: Expected | undefined = found === undefined ? undefined : expectAfter(found.trim(), expected, closers);
		if (found === undefined || next === undefined) {
			return Math.min(start, text.length);
		}

		expected = next;
		offset += found.length;
	}
}

function problemAt(text: string, offset: number): string {
	const character = text[offset];
	if (character === undefined) {
		return text.trim() === '' ? 'the file is empty.' : 'the file ends too early.';
	}

	const words: Readonly<Record<string, string>> = {
		'"': 'a comma or colon is missing before this text, or its closing quote.',
		'}': 'a value is missing, or there is a comma too many before it.',
		']': 'a value is missing, or there is a comma too many before it.',
		'\'': 'JSON wants double quotes.',
		'/': 'JSON has no comments.',
		',': 'there is a comma too many.',
	};
	return words[character] ?? 'this is not expected here.';
}

/**
Reads the text of a credentials.json, as SAP's samples and people's editors write it: any key order, a byte order mark, CRLF, unknown keys.

Problems tell line and column (from 1) and never quote the text, which may be secret.
*/
export function parseCredentials(text: string): ParsedCredentials {
	const plain = text.replace(/^\uFEFF/, '');
	let parsed: unknown;
	try {
		parsed = parseForeignJson(plain);
	} catch {
		const offset = offsetOfError(plain);
		const before = plain.slice(0, offset).split(/\r\n|\r|\n/);
		return {
			kind: 'malformed', line: before.length, column: before.at(-1)!.length + 1, problem: problemAt(plain, offset),
		};
	}

	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		return {kind: 'wrong-shape', problem: 'it must hold one object with the six keys.'};
	}

	const missingKeys = credentialKeys.filter(key => !(key in parsed));
	if (missingKeys.length === credentialKeys.length) {
		return {kind: 'wrong-shape', problem: 'none of the six keys is in it.'};
	}

	const result = credentialsSchema.safeParse(parsed);
	return result.success
		? {kind: 'credentials', credentials: result.data, missingKeys}
		: {kind: 'wrong-shape', problem: `${String(result.error.issues[0]?.path[0] ?? 'a value')} must be text in quotes.`};
}

/** The text of credentials.json as SAP's samples read it: six keys in their order. */
export function formatCredentials(credentials: Credentials): string {
	return `${JSON.stringify(Object.fromEntries(credentialKeys.map(key => [key, credentials[key]])), null, 4)}\n`;
}
