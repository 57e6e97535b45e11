/** A header's name in lower case, and its value. */
export type Header = readonly [name: string, value: string];

/** Headers as undici and Node report them: names in lower case, some with several values. */
export type ReceivedHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The values of a header that may be absent, single or repeated. */
export function headerValues(value: string | readonly string[] | undefined): readonly string[] {
	return [value ?? []].flat();
}

/** Headers that apply to one connection only. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop = [
	'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer',
	'transfer-encoding', 'upgrade',
] as const;

/** Headers that make a server treat one path as another. @see https://portswigger.net/web-security/access-control */
const pathOverrides = [
	'x-original-url', 'x-original-uri', 'x-rewrite-url', 'x-forwarded-uri', 'x-forwarded-path', 'x-forwarded-prefix',
] as const;

/** Headers that the call sets itself: credentials, host, body length and the like. */
const reservedHeaders: ReadonlySet<string> = new Set([
	...hopByHop, ...pathOverrides, 'authorization', 'host', 'content-length', 'expect',
]);

/** Other headers that the proxy does not forward: cookies belong to one host, and a referrer contains the key. */
const requestHeadersToDrop: ReadonlySet<string> = new Set([
	...reservedHeaders, 'cookie', 'cookie2', 'referer', 'origin', 'accept-encoding',
]);

const responseHeadersToDrop: ReadonlySet<string> = new Set([...hopByHop, 'set-cookie', 'set-cookie2']);

/** Headers that make a server treat a GET as another method. */
const methodOverrides: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

/**
A header's name as it may reach an application: lower case, and an underscore like a hyphen, because servers that pass
headers on as variables make no difference between the two.

@see https://www.rfc-editor.org/rfc/rfc3875#section-4.1.18
*/
function headerName(name: string): string {
	return name.toLowerCase().replaceAll('_', '-');
}

/** Whether a header is set by the call itself, so that callers may not set it. */
export function isReservedHeader(name: string): boolean {
	return reservedHeaders.has(headerName(name));
}

/** The headers that `Connection` lists as hop-by-hop. */
function namedByConnection({connection}: ReceivedHeaders): ReadonlySet<string> {
	const names = headerValues(connection).join(',').split(',').map(name => name.trim().toLowerCase());
	return new Set(names);
}

function withoutHeaders(received: ReceivedHeaders, dropped: ReadonlySet<string>): readonly Header[] {
	const named = namedByConnection(received);
	return Object.entries(received)
		.filter(([name]) => !dropped.has(headerName(name)) && !named.has(name))
		.flatMap(([name, value]) => headerValues(value).map((one): Header => [name, one]));
}

/**
The caller's headers that are forwarded to SAP Concur; `isReadOnly` drops those that could turn a GET into a write.
*/
export function forwardedHeaders(received: ReceivedHeaders, isReadOnly: boolean): readonly Header[] {
	const headers = withoutHeaders(received, requestHeadersToDrop);
	return isReadOnly ? headers.filter(([name]) => !methodOverrides.has(headerName(name))) : headers;
}

/** The response headers that are returned to the caller. */
export function returnedHeaders(received: ReceivedHeaders): readonly Header[] {
	return withoutHeaders(received, responseHeadersToDrop);
}
