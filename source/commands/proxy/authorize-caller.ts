import {Buffer} from 'node:buffer';
import {createHash, timingSafeEqual} from 'node:crypto';
import {type IncomingHttpHeaders} from 'node:http';
import {isUnder, resolveApiTarget} from '../../concur/api-target.js';
import {refusedTargetRemedy} from '../calls/refused-target.js';

/** Who may use the proxy, and what they may ask for. */
export type ProxyRules = {
	/** A secret that callers present, as the first part of the path or in a header. */
	readonly key: string;
	readonly port: number;
	readonly isReadOnly: boolean;
	/** The prefixes of the paths that may be called; all paths if empty. */
	readonly allowed: readonly string[];
	/** The options that a suggested command must repeat to use the same profile. */
	readonly repeatedOptions: string;
};

type Caller = {readonly method: string; readonly target: string; readonly headers: IncomingHttpHeaders};

type CallerVerdict =
	/** The path and query to call at SAP Concur. */
	| {readonly kind: 'allowed'; readonly path: string}
	| {
		readonly kind: 'rejected';
		readonly status: number;
		readonly error: string;
		readonly remedy: string;
		/** The requested path; absent where it could be someone's guess at the key. */
		readonly path?: string;
	};

/** The header for the key, where it cannot be part of the address. */
export const keyHeader = 'concur-tokens-key';

const loopbackNames = ['127.0.0.1', 'localhost'] as const;

function rejected(error: string, remedy: string, path?: string): CallerVerdict {
	return {kind: 'rejected', status: 403, error, remedy, ...(path !== undefined && {path})};
}

/** Compares in constant time, which reveals nothing about the key. */
function isKey(given: string, key: string): boolean {
	const digest = (text: string) => createHash('sha256').update(Buffer.from(text)).digest();
	return timingSafeEqual(digest(given), digest(key));
}

/** The path after the key, which is in the address or in a header; undefined without the key. */
function pathBehindKey({target, headers}: Caller, key: string): string | undefined {
	const [, first = '', rest = ''] = /^\/([^/?#]*)(.*)$/s.exec(target) ?? [];
	if (isKey(first, key)) {
		return rest.startsWith('/') ? rest : `/${rest}`;
	}

	const given = headers[keyHeader];
	return typeof given === 'string' && isKey(given, key) ? target : undefined;
}

/**
Decides whether the proxy serves a caller. A web page that the user visits can send requests to loopback, also through a
host name that it points there (DNS rebinding): its Host, Origin or Sec-Fetch-Site gives it away. Other programs do not
know the key.

@see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
*/
export function authorizeCaller(caller: Caller, rules: ProxyRules): CallerVerdict {
	const {key, port, isReadOnly, allowed, repeatedOptions} = rules;
	const {method, target, headers} = caller;
	const host = headers.host?.toLowerCase() ?? '';
	if (!loopbackNames.some(name => host === `${name}:${port}` || (port === 80 && host === name))) {
		return rejected('The Host header does not match this proxy.', `Use this address: http://127.0.0.1:${port}/`);
	}

	const site = headers['sec-fetch-site'];
	if (headers.origin !== undefined || (site !== undefined && site !== 'none')) {
		return rejected(
			'Web pages may not call this proxy.',
			'Call it from a program, without the headers Origin and Sec-Fetch-Site.',
		);
	}

	const path = target.startsWith('/') ? pathBehindKey(caller, key) : undefined;
	if (path === undefined) {
		return rejected(
			'The key of this proxy is missing or wrong.',
			`Use the full address that the proxy printed, or send the key in the header ${keyHeader}.`,
		);
	}

	if (isReadOnly && method !== 'GET' && method !== 'HEAD') {
		return rejected(
			'This proxy is read-only: it allows only GET and HEAD.',
			'To change data, start the proxy without --read-only.',
			path,
		);
	}

	// The geolocation does not matter: paths are the same at all of them.
	const judged = resolveApiTarget(path, 'http://localhost');
	if (judged.kind === 'refused') {
		return rejected(judged.reason, refusedTargetRemedy(judged, repeatedOptions), path);
	}

	return allowed.length > 0 && !isUnder(judged.path, allowed)
		? rejected(
			'The proxy does not allow this path.',
			'To allow it, start the proxy with its prefix: --allow PREFIX',
			path,
		)
		: {kind: 'allowed', path: judged.path};
}
