import {isConcurHost, normalizeOrigin} from './base-uris.js';
import {parseUrl} from './untrusted-text.js';

/** Why a call is not made at all; the reason never repeats the address, which may contain a secret. */
export type RefusedTarget = {
	readonly kind: 'refused';
	readonly why: 'tokens' | 'connections' | 'other-host' | 'no-path' | 'undecodable';
	readonly reason: string;
};

type ApiTarget =
	| {
		readonly kind: 'path';
		/** Path and query exactly as sent. */
		readonly path: string;
	}
	| RefusedTarget;

/** Paths reserved for the commands that store the response: a rotated refresh token, a revoked connection. */
const reservedPaths: Readonly<Record<string, RefusedTarget>> = {
	oauth2: {
		kind: 'refused',
		why: 'tokens',
		reason: 'Paths under /oauth2/ cannot be called: a token obtained there would not be stored in the profile.',
	},
	'app-mgmt': {
		kind: 'refused',
		why: 'connections',
		reason: 'Paths under /app-mgmt/ cannot be called: they would revoke the profile\'s connection.',
	},
};

// More layers of percent-encoding than any server decodes.
const maxDecodings = 8;

/**
The names that a server may see in a path: backslashes read as slashes, full-width letters as plain ones, empty names
dropped, and anything after a semicolon, `?` or `#` removed.
*/
function namesOf(path: string): readonly string[] {
	return path
		.normalize('NFKC')
		.replaceAll('\\', '/')
		.split('/')
		.map(segment => segment.replace(/[;?#].*$/s, '').trim())
		.filter(name => name !== '' && name !== '.');
}

/** The segments that a server may see in a path: its names, with dots resolved. */
function segmentsOf(path: string): readonly string[] {
	const segments: string[] = [];
	for (const name of namesOf(path)) {
		if (name === '..') {
			segments.pop();
		} else {
			segments.push(name);
		}
	}

	return segments;
}

/**
Every way in which a server along the route could read a path: as it is, and with each layer of percent-encoding
decoded. Undefined if the encoding is invalid or too deeply nested.
*/
function readingsOf(path: string): readonly string[] | undefined {
	const readings = [path];
	for (let decoded = path, layers = 0; decoded.includes('%'); layers++) {
		// Some servers also decode this, although it was never part of the URL standard.
		if (/%u[\da-f]{4}/i.test(decoded)) {
			return undefined;
		}

		let next: string;
		try {
			next = decodeURIComponent(decoded);
		} catch {
			// A percent sign that encodes nothing is literal, as in /search/100%.
			return /%[\da-f]{2}/i.test(decoded) ? undefined : readings;
		}

		// Some servers end the path at a control character.
		if (layers === maxDecodings || /[\u0000-\u001F\u007F]/.test(next)) {
			return undefined;
		}

		readings.push(next);
		decoded = next;
	}

	return readings;
}

/**
Whether a path is under one of these prefixes, comparing whole segments in every reading that a server could have.

`path` may have a query, which is ignored.
*/
export function isUnder(path: string, prefixes: readonly string[]): boolean {
	const readings = readingsOf(path.replace(/\?.*$/s, '')) ?? [];
	const wanted = prefixes.map(prefix => segmentsOf(prefix));
	return readings.length > 0 && readings.map(reading => segmentsOf(reading)).every(segments =>
		wanted.some(prefix => prefix.every((name, index) => segments[index] === name)));
}

/**
The names by which a server may route a path: the first one, or any of them if there are dots left to resolve, because
servers differ in whether they resolve them.
*/
function leadingNames(reading: string): readonly string[] {
	const names = namesOf(reading);
	return names.includes('..') ? names : names.slice(0, 1);
}

/** How a server that ignores punctuation around a name, as in `oauth2.`, reads it: its first word. */
function plainName(name: string): string {
	return /[\w-]+/.exec(name)?.[0].toLowerCase() ?? '';
}

function checkPath(url: URL): ApiTarget {
	const readings = readingsOf(url.pathname);
	const names = readings?.flatMap(reading => leadingNames(reading)) ?? [];
	const refusal = names.map(name => reservedPaths[plainName(name)]).find(found => found !== undefined);
	if (refusal) {
		return refusal;
	}

	// No SAP Concur path contains anything but ASCII, and how a server would map other characters can't be known.
	return !readings || names.some(name => /[^ -~]/.test(name))
		? {kind: 'refused', why: 'undecodable', reason: 'The path is encoded in a way that cannot be checked safely.'}
		: {kind: 'path', path: `${url.pathname}${url.search}`};
}

/**
Resolves the path that a call is sent to at the token's geolocation. `given` is a path, or a full address whose host is
SAP Concur's or the geolocation itself. Links to a next page may name other hosts, some with plain http, so only their
path and query are used.

The check covers the decoded path with its dots resolved, in every reading that a server could have; the path that is
checked is the path that is sent.

@see https://developer.concur.com/api-reference/expense/expense-report/reports.html
*/
export function resolveApiTarget(given: string, geolocation: string): ApiTarget {
	const text = given.trim();
	if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) {
		const path = text.startsWith('/') ? text : `/${text}`;
		const url = text === '' ? undefined : parseUrl(`${new URL(geolocation).origin}${path}`);
		return url
			? checkPath(url)
			: {kind: 'refused', why: 'no-path', reason: 'This is neither a path nor an address.'};
	}

	const url = parseUrl(text);
	if (!url || !/^https?:$/.test(url.protocol)) {
		return {kind: 'refused', why: 'no-path', reason: 'This is neither a path nor an address of the API.'};
	}

	const isKnown = isConcurHost(url.hostname) || normalizeOrigin(url) === normalizeOrigin(new URL(geolocation));
	if (!isKnown || url.username !== '' || url.password !== '') {
		return {
			kind: 'refused',
			why: 'other-host',
			reason: 'This address is not at SAP Concur: the bearer token is not sent to other hosts.',
		};
	}

	return checkPath(url);
}
