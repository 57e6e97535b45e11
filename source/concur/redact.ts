import {Buffer} from 'node:buffer';
import {isRequestTokenText} from './token-rules.js';
import {stripControlCharacters} from './untrusted-text.js';

const minRevealingLength = 12;

/** Masks a secret: eight bullets and its last four characters, or the bullets alone for a short one. */
export function maskSecret(value: string): string {
	return value === '' ? '' : `••••••••${value.length < minRevealingLength ? '' : value.slice(-4)}`;
}

/** Identifies a value by its last four characters, as `ending in 1234`. A short one shows bullets instead. */
export function endingOf(value: string): string {
	return `ending in ${value.length < minRevealingLength ? '••••' : value.slice(-4)}`;
}

/** Truncates a text to `length` characters, ending in an ellipsis if it was longer. */
export function truncate(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

// Shorter values are not secrets: masking them would garble ordinary text.
const minSecretLength = 4;
const minBase64Length = 8;

/**
The parts of a Base64 text that depend on a secret alone, one for each alignment at which the secret can start.

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

/** The ways in which a server may repeat a secret: as it is, or encoded for a URL, a form, JSON, HTML or Base64. */
function spellingsOf(given: string): readonly string[] {
	// Lone surrogates are sent, and returned, as U+FFFD.
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

/** A text in one case, as long as before, so that places in it are the same: `toLowerCase` lengthens some letters. */
function foldCase(text: string): string {
	return text.replaceAll(/[^\u0000-@[-\u007F]/g, character => {
		const upper = character.toUpperCase();
		const lower = (upper.length === 1 ? upper : character).toLowerCase();
		return lower.length === 1 ? lower : character;
	});
}

type Place = {readonly start: number; readonly end: number};

function placesOf(part: string, text: string): readonly Place[] {
	const places: Place[] = [];
	for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + part.length)) {
		places.push({start, end: start + part.length});
	}

	return places;
}

/**
Removes a request's secrets from the text of its response, in whatever encoding and case the server repeats them.

Control characters must have been removed already: they could hide a secret from this. There is no limit to the length
of a secret, as a pattern would have: the answer to a grant must not be lost in here.
*/
export function redactSecrets(text: string, secrets: readonly string[]): string {
	const folded = foldCase(text);
	const spellings = secrets
		.filter(secret => secret.length >= minSecretLength)
		.flatMap(secret => spellingsOf(secret))
		.filter(spelling => spelling.length >= minSecretLength && spelling.length <= text.length);
	const found = [...new Set(spellings.map(spelling => foldCase(spelling)))]
		.flatMap(spelling => placesOf(spelling, folded))
		.toSorted((one, other) => one.start - other.start || other.end - one.end);
	let redacted = '';
	let done = 0;
	for (const {start, end} of found) {
		if (start >= done) {
			redacted += `${text.slice(done, start)}[redacted]`;
		}

		done = Math.max(done, end);
	}

	return `${redacted}${text.slice(done)}`;
}

/** A server's words, safe to show: printable, without the request's secrets, at most `length` characters. */
export function quoteResponse(text: string, secrets: readonly string[], length: number): string {
	return truncate(redactSecrets(stripControlCharacters(text), secrets), length);
}

/** Masks a secret in a stream of bytes without changing the length of the stream. */
type TokenRedactor = {
	/** Returns the bytes that are safe to pass on, holding back any that could be the start of the secret. */
	readonly push: (chunk: Uint8Array) => Buffer;
	/** Returns what was held back. */
	readonly end: () => Buffer;
};

const asterisk = 0x2A;

/** The number of trailing bytes that could be the start of the secret. */
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
Masks every occurrence of a bearer token in a response, even across chunks: a server that repeats its request must not
reveal the token to the caller.
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

/** Whether a value must not be shown: it is a secret, or a request token that was entered in the wrong place. */
export function isMasked(value: string, isSecret: boolean, isRevealing: boolean): boolean {
	return (isSecret || isRequestTokenText(value)) && !isRevealing;
}

/** A value as it may be shown: secrets are masked unless the user has chosen to reveal them. */
export function displayValue(value: string, isSecret: boolean, isRevealing: boolean): string {
	return isMasked(value, isSecret, isRevealing) ? maskSecret(value) : value;
}
