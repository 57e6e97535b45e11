import {type IncomingHttpHeaders} from 'node:http';
import {concurNames, loopbackNames, portOf} from '../serving/host-names.js';

/** The origin by which a client of this machine reached the server, or why its request is refused. */
export type SenderCheck = {readonly reachedOrigin: string} | {readonly refusal: string};

function isOwnHost(host: string, origin: string): boolean {
	const {protocol, port} = new URL(origin);
	const names = protocol === 'https:' ? [...loopbackNames, ...concurNames] : loopbackNames;
	// Clients leave out the port that the scheme implies, and may name it all the same.
	return names.some(name => host === `${name}:${portOf(origin)}` || (port === '' && host === name));
}

/**
Tells requests of this machine's own clients and of the panel's pages from those of other origins' pages.

A page that the person visits can send requests to loopback, also through a host name that it points there
(DNS rebinding): its Host, Origin or Sec-Fetch-Site gives it away.
Concur's host names are served with https alone, as clients use them.
@see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
*/
export function checkSender(headers: IncomingHttpHeaders, origin: string): SenderCheck {
	const host = headers.host?.toLowerCase() ?? '';
	if (!isOwnHost(host, origin)) {
		return {refusal: host === '' ? 'there is no Host' : `the Host ${host} is not one of this server's`};
	}

	const reachedOrigin = new URL(`${new URL(origin).protocol}//${host}`).origin;
	if (headers.origin !== undefined && headers.origin.toLowerCase() !== reachedOrigin) {
		return {refusal: `it comes from a page of ${headers.origin}`};
	}

	const site = headers['sec-fetch-site'];
	return site === undefined || site === 'same-origin' || site === 'none'
		? {reachedOrigin}
		: {refusal: `it comes from a page of another site (Sec-Fetch-Site: ${String(site)})`};
}
