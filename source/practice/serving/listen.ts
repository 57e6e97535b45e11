import http from 'node:http';
import https from 'node:https';
import {type AddressInfo} from 'node:net';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Certificate} from './certificate.js';

export type ListeningServer = {readonly server: http.Server; readonly port: number};

/** Ports below this one need a right that an administrator grants. */
export const privilegedPorts = 1024;

const chooseAnotherPort =
	'Choose another port: concur-tokens practice --port N (or leave out --port to use a free one).';

function explainPort(port: number, code = 'an unknown error'): UserError {
	switch (code) {
		case 'EADDRINUSE': {
			return new UserError(`Port ${port} is used by another program.`, chooseAnotherPort, exitCodes.wrongUsage);
		}

		case 'EACCES': {
			const reason = port < privilegedPorts
				? ` Ports below ${privilegedPorts} require a right that an administrator grants.`
				: '';
			const problem = `This account may not use port ${port}.${reason}`;
			return new UserError(problem, chooseAnotherPort, exitCodes.machineRefused);
		}

		default: {
			const problem = `Cannot listen on port ${port}: the system reports ${code}.`;
			return new UserError(problem, chooseAnotherPort, exitCodes.machineRefused);
		}
	}
}

async function listenOn(port: number, certificate: Certificate | undefined): Promise<ListeningServer> {
	const server = certificate
		? https.createServer({cert: certificate.certificate, key: certificate.privateKey})
		: http.createServer();
	server.requestTimeout = 30_000;
	server.on('clientError', (_error, socket) => {
		socket.destroy();
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve({server, port: (server.address() as AddressInfo).port});
		});
	});
}

/**
Listens on loopback alone: on the port that was asked for, else on the last one if it is free, else on a free one.
Throws `UserError` when the port that was asked for is used or refused.
*/
export async function listen(
	asked: number | undefined,
	last: number | undefined,
	certificate: Certificate | undefined,
): Promise<ListeningServer> {
	const port = asked ?? last ?? 0;
	try {
		return await listenOn(port, certificate);
	} catch (error) {
		if (asked === undefined && last !== undefined) {
			return listen(undefined, undefined, certificate);
		}

		throw explainPort(port, errorCode(error));
	}
}

/** Stops at once: connections that are kept alive, or never answered on purpose, end too. */
export async function stopListening(server: http.Server): Promise<void> {
	return new Promise(resolve => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});
}
