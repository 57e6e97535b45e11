import {Buffer} from 'node:buffer';

/** Covers a secret in a stream of bytes, so that its length stays the same. */
export type TokenCover = {
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
export function coverToken(token: string): TokenCover {
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
