import {errorCode} from './error-code.js';
import {exitCodes, UserError} from './errors.js';

/** Listening on a port below this one requires a privilege that an administrator grants. */
export const privilegedPorts = 1024;

/** Parses a port number. Throws `UserError` for text that is not a port; `example` is a command line that works. */
export function parsePort(text: string, example: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
		throw new UserError('A port is a number from 1 to 65535.', `For example: ${example}`, exitCodes.wrongUsage);
	}

	return port;
}

/**
Explains why a command's server cannot listen on a port, and how to choose another one.

@see https://man7.org/linux/man-pages/man3/errno.3.html
*/
export function portFailure(error: unknown, port: number, command: 'practice' | 'proxy'): UserError {
	const another =
		`Choose another port: concur-tokens ${command} --port N (or leave out --port to use a free one).`;
	const code = errorCode(error) ?? 'an unknown error';
	switch (code) {
		case 'EADDRINUSE': {
			return new UserError(`Port ${port} is already in use.`, another, exitCodes.wrongUsage);
		}

		case 'EACCES': {
			const reason = port < privilegedPorts
				? ` Ports below ${privilegedPorts} require administrator rights.`
				: '';
			const problem = `This account may not use port ${port}.${reason}`;
			return new UserError(problem, another, exitCodes.machineRefused);
		}

		default: {
			const problem = `Cannot listen on port ${port}: the system reports ${code}.`;
			return new UserError(problem, another, exitCodes.machineRefused);
		}
	}
}
