import {createHash, timingSafeEqual} from 'node:crypto';

/** SHA-256 of a random secret, in hexadecimal. Enough for values that nobody can guess; never for chosen passwords. */
export function digest(value: string): string {
	return createHash('sha256').update(value).digest('hex');
}

/** Whether a presented value is the one whose digest was kept, compared in constant time. */
export function isSameSecret(presented: string, keptDigest: string): boolean {
	const one = Buffer.from(digest(presented), 'hex');
	const other = Buffer.from(keptDigest, 'hex');
	return one.length === other.length && timingSafeEqual(one, other);
}
