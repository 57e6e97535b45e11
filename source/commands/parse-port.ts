import {exitCodes, UserError} from '../errors.js';

/** Parses a port number. Throws `UserError` for text that is not a port; `example` is a command line that works. */
export function parsePort(text: string, example: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
		throw new UserError('A port is a number from 1 to 65535.', `For example: ${example}`, exitCodes.wrongUsage);
	}

	return port;
}
