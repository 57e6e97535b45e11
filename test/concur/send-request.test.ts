import {Buffer} from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import net, {type AddressInfo, type Server} from 'node:net';
import tls from 'node:tls';
import {deflateSync, gzipSync} from 'node:zlib';
import {generate} from 'selfsigned';
import {describe, expect, onTestFinished, test} from 'vitest';
import {type NoResponseReason} from '../../source/concur/no-response-reason.js';
import {defaultLimits, sendRequest, type SendOptions} from '../../source/concur/send-request.js';

const noProxy = {};

async function listening(server: Server): Promise<number> {
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.close();
	});
	return (server.address() as AddressInfo).port;
}

async function asked(url: string, options: SendOptions = {}) {
	return sendRequest({method: 'GET', url, headers: {}}, {environment: noProxy, ...options});
}

/** An http server on loopback; its answer is written by the function. */
async function answering(answer: http.RequestListener): Promise<string> {
	return `http://127.0.0.1:${await listening(http.createServer(answer))}`;
}

describe('an answer', () => {
	test('is its status, its headers in lower case, its text and the time it took', async () => {
		const url = await answering((_incoming, outgoing) => {
			outgoing.writeHead(201, {'Content-Type': 'text/plain', 'X-Two': ['a', 'b']}).end('grüße');
		});
		const answer = await asked(url);
		expect(answer).toMatchObject({
			kind: 'answered',
			status: 201,
			headers: {'content-type': 'text/plain', 'x-two': 'a, b'},
			body: 'grüße',
		});
		expect(answer.latency).toBeGreaterThan(0);
	});

	test('is to what was asked: method, headers, body', async () => {
		const seen: unknown[] = [];
		const url = await answering((incoming, outgoing) => {
			let body = '';
			incoming.on('data', (chunk: Buffer) => {
				body += chunk.toString();
			});
			incoming.on('end', () => {
				seen.push(incoming.method, incoming.url, incoming.headers['x-mine'], body);
				outgoing.end();
			});
		});
		await sendRequest({
			method: 'POST',
			url: `${url}/a?b`,
			headers: {'x-mine': 'yes'},
			body: 'form=1',
		}, {environment: noProxy});
		expect(seen).toEqual(['POST', '/a?b', 'yes', 'form=1']);
	});

	test('of a mebibyte is read, of a byte more is not', async () => {
		const url = await answering((incoming, outgoing) => {
			outgoing.end('x'.repeat((1024 * 1024) + (incoming.url === '/more' ? 1 : 0)));
		});
		expect(await asked(url)).toMatchObject({kind: 'answered'});
		expect(await asked(`${url}/more`)).toMatchObject({kind: 'no-answer', reason: 'too-large'});
	});

	test('that never ends is not read for ever', async () => {
		const url = await answering((incoming, outgoing) => {
			const write = () => {
				while (!incoming.destroyed && outgoing.write('x'.repeat(65_536))) {
					// Until the client has had enough.
				}
			};

			outgoing.on('drain', write);
			write();
		});
		expect(await asked(url)).toMatchObject({kind: 'no-answer', reason: 'too-large'});
	});

	test('to a redirect is the redirect', async () => {
		const url = await answering((_incoming, outgoing) => {
			outgoing.writeHead(302, {location: 'https://evil.example'}).end();
		});
		expect(await asked(url)).toMatchObject({kind: 'answered', status: 302});
	});

	test.each([
		['gzip', gzipSync('packed')],
		['x-gzip', gzipSync('packed')],
		['deflate', deflateSync('packed')],
		[' GZip ', gzipSync('packed')],
	])('packed with %s, though nobody asked for it, is unpacked', async (encoding, bytes) => {
		const url = await answering((_incoming, outgoing) => {
			outgoing.writeHead(200, {'content-encoding': encoding}).end(bytes);
		});
		expect(await asked(url)).toMatchObject({kind: 'answered', body: 'packed'});
	});

	test('that unpacks to more than a mebibyte is not taken', async () => {
		const url = await answering((_incoming, outgoing) => {
			outgoing.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync(Buffer.alloc(3_000_000)));
		});
		expect(await asked(url)).toMatchObject({kind: 'no-answer', reason: 'too-large'});
	});

	test.each([
		'zstd', 'gzip', 'not-gzip', 'gzip-not',
	])('that is not packed with %s is left as it is', async encoding => {
		const url = await answering((_incoming, outgoing) => {
			outgoing.writeHead(200, {'content-encoding': encoding}).end('plain');
		});
		expect(await asked(url)).toMatchObject({
			kind: 'answered',
			body: 'plain',
			headers: {'content-encoding': encoding},
		});
	});
});

describe('the time for an answer', () => {
	test('is a minute in all and ten seconds for the connection, as a grant may take', () => {
		expect(defaultLimits).toEqual({connect: 10_000, whole: 60_000, bytes: 1_048_576});
	});

	test('that is over ends the wait, before the first byte and in the middle of a body', async () => {
		const url = await answering((incoming, outgoing) => {
			if (incoming.url === '/body') {
				outgoing.write('half');
			}
		});
		const limits = {connect: 5000, whole: 100, bytes: 1000};
		expect(await asked(url, {limits})).toMatchObject({kind: 'no-answer', reason: 'timeout'});
		expect(await asked(`${url}/body`, {limits})).toMatchObject({kind: 'no-answer', reason: 'timeout'});
	});

	test('is the person\'s to end', async () => {
		const stop = new AbortController();
		const url = await answering(() => {
			stop.abort();
		});
		expect(await asked(url, {signal: stop.signal})).toMatchObject({kind: 'no-answer', reason: 'cancelled'});
	});
});

async function certificateFor(name: string, from: number, to: number) {
	const {private: key, cert} = await generate([{name: 'commonName', value: name}], {
		algorithm: 'sha256', notBeforeDate: new Date(Date.now() + from), notAfterDate: new Date(Date.now() + to),
		extensions: [
			{name: 'basicConstraints', cA: true},
			{name: 'subjectAltName', altNames: [{type: 2, value: name}]},
		],
	});
	return {key, cert};
}

const day = 24 * 60 * 60 * 1000;

/** A server that says this to whoever speaks first, and hangs up. */
function saying(bytes: Buffer | string): Server {
	return net.createServer(socket => {
		socket.on('error', () => {
			socket.destroy();
		});
		socket.once('data', () => {
			socket.end(bytes);
		});
	});
}

test.each([
	['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
	['an escape sequence in a header', 'HTTP/1.1 200 OK\r\nx: \u001B[31m\r\n\r\n'],
	['a chunk of an impossible size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
])('%s is an answer, but none in HTTP', async (_what, bytes) => {
	const answer = await asked(`http://127.0.0.1:${await listening(saying(bytes))}`);
	expect(answer).toMatchObject({kind: 'no-answer', reason: 'not-http'});
});

describe('why there is no answer by https', () => {
	const failing = async (server: Server) => {
		const answer = await asked(`https://localhost:${await listening(server)}`);
		return answer.kind === 'no-answer' ? answer.reason : answer.kind;
	};

	test.each<readonly [string, () => Server, NoResponseReason]>([
		[
			'plain http on the port',
			() => http.createServer((_incoming, outgoing) => {
				outgoing.end('x');
			}),
			'tls-not-spoken',
		],
		['garbage on the port', () => saying('nothing that anybody knows'.repeat(20)), 'tls-not-spoken'],
		[
			'garbage that looks like TLS',
			() => saying(Buffer.from([22, 3, 3, 0, 50, ...Array.from({length: 80}, () => 7)])),
			'tls-not-spoken',
		],
		['a server that ends the greeting', () => saying(''), 'connection-lost'],
		[
			'a server that wants another certificate',
			() => saying(Buffer.from([21, 3, 3, 0, 2, 2, 40])),
			'client-certificate',
		],
		['a server that does not know the name', () => saying(Buffer.from([21, 3, 3, 0, 2, 2, 112])), 'tls'],
	])('%s is told by its name', async (_what, open, reason) => {
		expect(await failing(open())).toBe(reason);
	});

	test('only old versions of TLS are told by their name', async () => {
		const certificate = await certificateFor('localhost', -day, day);
		expect(await failing(tls.createServer({
			...certificate,
			minVersion: 'TLSv1',
			maxVersion: 'TLSv1.1',
			ciphers: 'DEFAULT@SECLEVEL=0',
		}))).toBe('tls-version');
	});

	test.each<readonly [string, string, number, number, NoResponseReason]>([
		['nobody vouches for', 'localhost', -day, day, 'certificate-untrusted'],
		['has expired', 'localhost', -3 * day, -day, 'certificate-expired'],
		['is not valid yet', 'localhost', day, 3 * day, 'certificate-not-yet-valid'],
	])('a certificate that %s is told by its name', async (_what, name, from, to, reason) => {
		expect(await failing(https.createServer(await certificateFor(name, from, to)))).toBe(reason);
	});
});

describe('the way of a request', () => {
	/** A proxy that refuses every tunnel, and remembers what it was asked. */
	const refusingProxy = async (status: number) => {
		const asks: string[] = [];
		const server = http.createServer();
		server.on('connect', (incoming, socket) => {
			asks.push(`${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim());
			socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
		});
		return {asks, address: `127.0.0.1:${await listening(server)}`};
	};

	test('to this machine never leads through a proxy, whatever the environment says', async () => {
		const proxy = await refusingProxy(403);
		const environment = {
			HTTP_PROXY: `http://${proxy.address}`,
			HTTPS_PROXY: `http://${proxy.address}`,
			ALL_PROXY: 'nonsense:nonsense',
			NO_PROXY: '',
		};
		const url = await answering((_incoming, outgoing) => {
			outgoing.end('here');
		});
		expect(await asked(url, {environment})).toMatchObject({kind: 'answered', body: 'here'});
		expect(await asked(url.replace('127.0.0.1', 'localhost'), {environment})).toMatchObject({
			kind: 'answered',
			body: 'here',
		});
		expect(proxy.asks).toEqual([]);
	});

	test('to SAP Concur leads through the proxy, with its login and nothing else', async () => {
		const proxy = await refusingProxy(407);
		const answer = await asked('https://us2.api.concursolutions.com/', {
			environment: {HTTPS_PROXY: `http://pu%ser:100%@${proxy.address}`},
		});
		expect(answer).toMatchObject({kind: 'no-answer', reason: 'proxy'});
		expect(proxy.asks).toEqual([
			`us2.api.concursolutions.com:443 Basic ${Buffer.from('pu%ser:100%').toString('base64')}`,
		]);
	});

	test('through a proxy that nobody answers at ends at the proxy', async () => {
		const closed = net.createServer();
		const port = await new Promise<number>(resolve => {
			closed.listen(0, '127.0.0.1', () => {
				resolve((closed.address() as AddressInfo).port);
			});
		});
		await new Promise(resolve => {
			closed.close(resolve);
		});
		expect(await asked('https://us2.api.concursolutions.com/', {
			environment: {HTTPS_PROXY: `127.0.0.1:${port}`},
		})).toMatchObject({kind: 'no-answer', reason: 'proxy'});
	});

	test.each<readonly [string, string, NoResponseReason]>([
		['answers in another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', 'proxy-not-http'],
		['opens the tunnel, then answers in plain text', 'HTTP/1.1 200 OK\r\n\r\nnothing known', 'proxy-not-tls'],
	])('through a proxy that %s ends at the proxy, and the variable is named', async (_what, bytes, reason) => {
		const port = await listening(saying(bytes));
		expect(await asked('https://us2.api.concursolutions.com/', {
			environment: {ALL_PROXY: `http://127.0.0.1:${port}`},
		})).toMatchObject({kind: 'no-answer', reason, variable: 'ALL_PROXY'});
	});

	test('through what is no address of a proxy is not tried, and the variable is named', async () => {
		expect(await asked('https://us2.api.concursolutions.com/', {
			environment: {ALL_PROXY: 'socks5://user:word@proxy.example'},
		})).toEqual({
			kind: 'no-answer',
			reason: 'proxy-address',
			variable: 'ALL_PROXY',
			latency: 0,
		});
	});

	test('to a port that nobody listens at is refused', async () => {
		expect(await asked('http://127.0.0.1:1')).toMatchObject({kind: 'no-answer', reason: 'refused'});
	});
});
