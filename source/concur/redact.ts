import {Buffer} from 'node:buffer';
import {stripControlCharacters} from './untrusted-text.js';

const minRevealingLength = 12;

/** A secret as it may be shown: eight bullets and its last four characters; of a short one the bullets alone. */
export function maskSecret(value: string): string {
	return value === '' ? '' : `••••••••${value.length < minRevealingLength ? '' : value.slice(-4)}`;
}

/** A value by its last four characters, which tell it from others: `ending 1234`. */
export function endingOf(value: string): string {
	return `ending ${value.slice(-4)}`;
}

/** Text of at most `length` characters; a longer one ends in an ellipsis. */
export function truncate(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

// Shorter ones are no secrets: masking them would garble ordinary text.
const minSecretLength = 4;
const minBase64Length = 8;

/**
The part of a Base64 text that a secret alone decides, wherever in the encoded text it begins.

@see https://www.rfc-editor.org/rfc/rfc4648#section-4
*/
function base64Parts(secret: string): readonly string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2]
		.map(offset =>
			Buffer.concat([Buffer.alloc(offset), bytes])
				.toString('base64')
				.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3)))
		.filter(part => part.length >= minBase64Length);
}

const htmlEntities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\'': '&#39;',
};

/** How a server may repeat a secret: as it is, for a URL, a form, JSON, HTML or in Base64. */
function spellingsOf(given: string): readonly string[] {
	// Lone surrogates are sent, and come back, as U+FFFD.
	const secret = Buffer.from(given).toString();
	const base64 = base64Parts(secret);
	return [
		secret,
		stripControlCharacters(secret),
		encodeURIComponent(secret),
		new URLSearchParams({'': secret}).toString().slice(1),
		JSON.stringify(secret).slice(1, -1),
		secret.replaceAll(/[&<>"']/g, character => htmlEntities[character]!),
		...base64,
		...base64.map(part => part.replaceAll('+', '-').replaceAll('/', '_')),
	];
}

/**
Text of an answer without the secrets of its request, in whatever spelling a server repeats them, upper or lower case.

Control characters must be gone already: they could hide a secret from this.
*/
export function redactSecrets(text: string, secrets: readonly string[]): string {
	const spellings = secrets
		.filter(secret => secret.length >= minSecretLength)
		.flatMap(secret => spellingsOf(secret))
		.filter(spelling => spelling.length >= minSecretLength)
		.toSorted((one, other) => other.length - one.length);
	if (spellings.length === 0) {
		return text;
	}

	const escaped = [...new Set(spellings)].map(spelling =>
		spelling.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
	return text.replaceAll(new RegExp(escaped.join('|'), 'gi'), '[redacted]');
}

/** A server's words as they may be shown: printable, without the request's secrets, `length` characters at most. */
export function quoteResponse(text: string, secrets: readonly string[], length: number): string {
	return truncate(redactSecrets(stripControlCharacters(text), secrets), length);
}

/** Covers a secret in a stream of bytes, so that its length stays the same. */
type TokenRedactor = {
	/** The next bytes that may leave; what could be the beginning of the secret waits for the next ones. */
	readonly push: (chunk: Uint8Array) => Buffer;
	/** What is left at the end. */
	readonly end: () => Buffer;
};

const asterisk = 0x2A;

/** How many bytes at the end could be the beginning of the secret. */
function unfinishedLength(bytes: Buffer, secret: Buffer): number {
	for (let start = Math.max(bytes.length - secret.length + 1, 0); start < bytes.length; start++) {
		start = bytes.indexOf(secret[0]!, start);
		if (start === -1) {
			return 0;
		}

		if (secret.subarray(0, bytes.length - start).equals(bytes.subarray(start))) {
			return bytes.length - start;
		}
	}

	return 0;
}

/**
Covers every occurrence of a bearer token in an answer, wherever its pieces begin and end: a server that repeats its
request must not hand the token to the caller.
*/
export function createTokenRedactor(token: string): TokenRedactor {
	const secret = Buffer.from(token);
	let kept = Buffer.alloc(0);
	return {
		push(chunk) {
			const bytes = Buffer.concat([kept, chunk]);
			for (let found = bytes.indexOf(secret); found !== -1; found = bytes.indexOf(secret, found)) {
				bytes.fill(asterisk, found, found + secret.length);
			}

			const ready = bytes.length - unfinishedLength(bytes, secret);
			kept = Buffer.from(bytes.subarray(ready));
			return bytes.subarray(0, ready);
		},
		end() {
			const rest = kept;
			kept = Buffer.alloc(0);
			return rest;
		},
	};
}

/** A value as the screen may show it: secrets masked unless the person asked to see them. */
export function displayValue(value: string, isSecret: boolean, isRevealing: boolean): string {
	return isSecret && !isRevealing ? maskSecret(value) : value;
}
