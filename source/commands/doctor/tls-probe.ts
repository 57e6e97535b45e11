import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import {hostOf, portOf, type ProxyRoute} from '../../concur/network-route.js';
import {errorCode} from '../../error-code.js';

// Time limit of each step of a probe. Milliseconds.
const stepTimeout = 8000;

const tooLate = `no answer within ${stepTimeout / 1000} s`;

type OpenedConnection =
	{readonly kind: 'open'; readonly socket: net.Socket} | {readonly kind: 'failed'; readonly reason: string};

/** Opens a TCP connection to a host; where that fails, returns why. */
export async function openConnection(host: string, port: number): Promise<OpenedConnection> {
	return new Promise(resolve => {
		const socket = net.connect({host, port, timeout: stepTimeout});
		const fail = (reason: string) => {
			socket.destroy();
			resolve({kind: 'failed', reason});
		};

		socket.once('connect', () => {
			socket.setTimeout(0);
			resolve({kind: 'open', socket});
		});
		socket.once('timeout', () => {
			fail(tooLate);
		});
		socket.on('error', error => {
			fail(errorCode(error) ?? 'no answer');
		});
	});
}

/**
Opens a tunnel through an HTTP proxy; where that fails, returns why. The proxy's credentials are sent to the proxy only.

@see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
*/
export async function openTunnel(
	proxy: Extract<ProxyRoute, {kind: 'proxy'}>,
	host: string,
	port: number,
): Promise<OpenedConnection> {
	return new Promise(resolve => {
		const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
		const {authorization, url} = proxy;
		const request = (url.protocol === 'https:' ? https : http).request({
			host: hostOf(url),
			port: portOf(url),
			method: 'CONNECT',
			path: target,
			timeout: stepTimeout,
			agent: false,
			headers: {host: target, ...(authorization !== undefined && {'proxy-authorization': authorization})},
		});
		const fail = (reason: string) => {
			request.destroy();
			resolve({kind: 'failed', reason});
		};

		request.once('connect', (response, socket: net.Socket) => {
			if (response.statusCode === 200) {
				resolve({kind: 'open', socket});
			} else {
				socket.destroy();
				fail(`the proxy answered ${response.statusCode}`);
			}
		});
		request.once('response', response => {
			fail(`the proxy answered ${response.statusCode}`);
		});
		request.once('timeout', () => {
			fail(tooLate);
		});
		request.on('error', error => {
			fail(errorCode(error) ?? 'no answer');
		});
		request.end();
	});
}

export type Handshake =
	| {
			readonly kind: 'completed';
			readonly issuer: string;
			readonly isTrusted: boolean;
			/** Why it is not trusted; empty if it is. */
			readonly reason: string;
			readonly validTo: string;
	  }
	| {readonly kind: 'failed'; readonly reason: string};

/**
Performs a TLS handshake on an open connection and returns who issued the certificate and whether this machine trusts
it. Nothing is sent over the connection.
*/
export async function tlsHandshake(socket: net.Socket, host: string): Promise<Handshake> {
	return new Promise(resolve => {
		// An untrusted certificate is examined too, so that its issuer can be named.
		const secure = tls.connect({
			socket,
			host,
			rejectUnauthorized: false,
			...(net.isIP(host) === 0 && {servername: host}),
		});
		const end = (handshake: Handshake) => {
			secure.destroy();
			resolve(handshake);
		};

		secure.setTimeout(stepTimeout, () => {
			end({kind: 'failed', reason: tooLate});
		});
		secure.once('secureConnect', () => {
			const {issuer, valid_to: validTo} = secure.getPeerCertificate();
			const {O: organisation, CN: name} = (issuer ?? {}) as {O?: string; CN?: string};
			end({
				kind: 'completed',
				issuer: [organisation, name].filter(Boolean).join(', ') || 'an unknown authority',
				isTrusted: secure.authorized,
				reason: secure.authorizationError ? String(secure.authorizationError) : '',
				validTo,
			});
		});
		secure.on('error', error => {
			end({kind: 'failed', reason: errorCode(error) ?? 'no answer'});
		});
	});
}
