import {isConcurHost, normalizeOrigin} from './base-uris.js';
import {parseUrl} from './untrusted-text.js';

/** Why a call is not made at all; the sentence never repeats the address, which may hold a secret. */
export type RefusedTarget = {
	readonly kind: 'refused';
	readonly why: 'tokens' | 'connections' | 'other-host' | 'no-path' | 'undecodable';
	readonly reason: string;
};

type ApiTarget =
	| {
		readonly kind: 'path';
		/** Path and query as they are sent. */
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

// More layers of percent-encoding than any server takes off.
const maxDecodings = 8;

/**
The names that a server may see in a path: backslashes as slashes, wide letters as plain ones, no empty names, nothing
behind a semicolon or the mark of a query.
*/
function namesOf(path: string): readonly string[] {
	return path
		.normalize('NFKC')
		.replaceAll('\\', '/')
		.split('/')
		.map(segment => segment.replace(/[;?#].*$/s, '').trim())
		.filter(name => name !== '' && name !== '.');
}

/** The segments that a server may see in a path: its names with dots resolved. */
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
Every reading of a path that some server on the way could have: as it is, and with each layer of percent-encoding taken
off; undefined for an encoding that is none, or that never ends.
*/
function readingsOf(path: string): readonly string[] | undefined {
	const readings = [path];
	for (let decoded = path, layers = 0; decoded.includes('%'); layers++) {
		// Some servers decode this too, which never was part of an address.
		if (/%u[\da-f]{4}/i.test(decoded)) {
			return undefined;
		}

		let next: string;
		try {
			next = decodeURIComponent(decoded);
		} catch {
			// A percent sign that encodes nothing stands for itself, as in /search/100%.
			return /%[\da-f]{2}/i.test(decoded) ? undefined : readings;
		}

		// Some servers end a path at a control character.
		if (layers === maxDecodings || /[\u0000-\u001F\u007F]/.test(next)) {
			return undefined;
		}

		readings.push(next);
		decoded = next;
	}

	return readings;
}

/**
Whether a path is under one of these prefixes, by whole segments and in every reading that a server could have.

`path` may have a query, which does not count.
*/
export function isUnder(path: string, prefixes: readonly string[]): boolean {
	const readings = readingsOf(path.replace(/\?.*$/s, '')) ?? [];
	const wanted = prefixes.map(prefix => segmentsOf(prefix));
	return readings.length > 0 && readings.map(reading => segmentsOf(reading)).every(segments =>
		wanted.some(prefix => prefix.every((name, index) => segments[index] === name)));
}

/**
The names by which a server may choose what answers: the first one, or any where dots are left to resolve, which one
server does and the next does not.
*/
function leadingNames(reading: string): readonly string[] {
	const names = namesOf(reading);
	return names.includes('..') ? names : names.slice(0, 1);
}

/** What a name means to a server that overlooks the signs around it, as in `oauth2.`: its first word. */
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

	// No path of SAP Concur's begins with a letter beyond ASCII; what a server takes such a letter for can't be known.
	return !readings || names.some(name => /[^ -~]/.test(name))
		? {kind: 'refused', why: 'undecodable', reason: 'The path is encoded in a way that cannot be checked safely.'}
		: {kind: 'path', path: `${url.pathname}${url.search}`};
}

/**
Where a call goes at the token's geolocation: a path, or the path and query of a whole address whose host is SAP
Concur's or the geolocation's own. Links to the next page name other hosts, some with plain http: only their path and
query count.

Judged on the decoded path with its dots resolved, in every reading that a server could have; what is judged is what is
sent.

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

/** A header's name, in lower case, and its value. */
export type Header = readonly [name: string, value: string];

/** Headers as undici and Node report them: in lower case, some of them several times. */
export type ReceivedHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What concerns one connection, never the one behind it. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop = [
	'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer',
	'transfer-encoding', 'upgrade',
] as const;

/** What makes a server take one path for another. @see https://portswigger.net/web-security/access-control */
const pathOverrides = [
	'x-original-url', 'x-original-uri', 'x-rewrite-url', 'x-forwarded-uri', 'x-forwarded-path', 'x-forwarded-prefix',
] as const;

/** What the call itself decides: who and what it is for, whose it is, how long its body is. */
const reservedHeaders: ReadonlySet<string> = new Set([
	...hopByHop, ...pathOverrides, 'authorization', 'host', 'content-length', 'expect',
]);

/**
What the proxy does not pass on, beside those: cookies belong to one host, and a referrer holds the key.
*/
const requestHeadersToDrop: ReadonlySet<string> = new Set([
	...reservedHeaders, 'cookie', 'cookie2', 'referer', 'origin', 'accept-encoding',
]);

const responseHeadersToDrop: ReadonlySet<string> = new Set([...hopByHop, 'set-cookie', 'set-cookie2']);

/** What makes a server take a GET for something else. */
const methodOverrides: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

/** Whether a header is the call's own, so that nobody may give it. */
export function isReservedHeader(name: string): boolean {
	return reservedHeaders.has(name.toLowerCase());
}

/** The headers that `Connection` names as its own. */
function namedByConnection({connection}: ReceivedHeaders): ReadonlySet<string> {
	const names = [connection ?? []].flat().join(',').split(',').map(name => name.trim().toLowerCase());
	return new Set(names);
}

function withoutHeaders(received: ReceivedHeaders, dropped: ReadonlySet<string>): readonly Header[] {
	const named = namedByConnection(received);
	return Object.entries(received)
		.filter(([name]) => !dropped.has(name) && !named.has(name))
		.flatMap(([name, value]) => [value ?? []].flat().map((one): Header => [name, one]));
}

/** The caller's headers that go on to SAP Concur; `isReadOnly` takes out what would make a GET anything else. */
export function forwardedHeaders(received: ReceivedHeaders, isReadOnly: boolean): readonly Header[] {
	const headers = withoutHeaders(received, requestHeadersToDrop);
	return isReadOnly ? headers.filter(([name]) => !methodOverrides.has(name)) : headers;
}

/** The answer's headers that go back to the caller. */
export function returnedHeaders(received: ReceivedHeaders): readonly Header[] {
	return withoutHeaders(received, responseHeadersToDrop);
}
