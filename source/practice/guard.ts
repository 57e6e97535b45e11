import {type IncomingHttpHeaders} from 'node:http';

/**
Whether a request comes from this machine's own clients or the panel's own pages.
A page of another origin that the person visits can send requests to loopback, also through a host name that it points there: its Origin, Host or Sec-Fetch-Site gives it away.
*/
export function isOwnRequest(headers: IncomingHttpHeaders, origin: string): boolean {
	const {protocol, port} = new URL(origin);
	const hosts = ['127.0.0.1', 'localhost'].map(name => `${name}:${port}`);
	const host = headers.host?.toLowerCase() ?? '';
	if (!hosts.includes(host)) {
		return false;
	}

	if (headers.origin !== undefined && headers.origin.toLowerCase() !== `${protocol}//${host}`) {
		return false;
	}

	return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);
}
