import http from 'node:http';
import https from 'node:https';
import {type AddressInfo} from 'node:net';
import {type Certificate} from './certificate.js';

/** Listens on loopback alone; port 0 takes a free one. Rejects with the system's error, such as EADDRINUSE. */
export async function listen(port: number, certificate: Certificate | undefined): Promise<{readonly server: http.Server; readonly port: number}> {
	const server = certificate ? https.createServer({cert: certificate.certificate, key: certificate.privateKey}) : http.createServer();
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

/** Stops at once: connections that are kept alive, or never answered on purpose, end too. */
export async function stopListening(server: http.Server): Promise<void> {
	return new Promise(resolve => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});
}
