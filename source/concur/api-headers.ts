/** A header's name, in lower case, and its value. */
export type Header = readonly [name: string, value: string];

/** Headers as undici and Node tell them: in lower case, some of them several times. */
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
const decidedHere: ReadonlySet<string> = new Set([
	...hopByHop, ...pathOverrides, 'authorization', 'host', 'content-length', 'expect',
]);

/**
What a program behind the door does not pass on, beside those: cookies belong to one host, and a referrer holds the key.
*/
const callersOwn: ReadonlySet<string> = new Set([
	...decidedHere, 'cookie', 'cookie2', 'referer', 'origin', 'accept-encoding',
]);

const answerersOwn: ReadonlySet<string> = new Set([...hopByHop, 'set-cookie', 'set-cookie2']);

/** What makes a server take a GET for something else. */
const methodOverrides: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

/** Whether a header is the call's own, so that nobody may give it. */
export function isDecidedHere(name: string): boolean {
	return decidedHere.has(name.toLowerCase());
}

/** The headers that `Connection` names as its own. */
function namedByConnection({connection}: ReceivedHeaders): ReadonlySet<string> {
	const names = [connection ?? []].flat().join(',').split(',').map(name => name.trim().toLowerCase());
	return new Set(names);
}

function without(received: ReceivedHeaders, dropped: ReadonlySet<string>): readonly Header[] {
	const named = namedByConnection(received);
	return Object.entries(received)
		.filter(([name]) => !dropped.has(name) && !named.has(name))
		.flatMap(([name, value]) => [value ?? []].flat().map((one): Header => [name, one]));
}

/** The caller's headers that go on to SAP Concur; `isReadOnly` takes out what would make a GET anything else. */
export function forwardedHeaders(received: ReceivedHeaders, isReadOnly: boolean): readonly Header[] {
	const headers = without(received, callersOwn);
	return isReadOnly ? headers.filter(([name]) => !methodOverrides.has(name)) : headers;
}

/** The answer's headers that go back to the caller. */
export function answeredHeaders(received: ReceivedHeaders): readonly Header[] {
	return without(received, answerersOwn);
}
