import {Buffer} from 'node:buffer';
import {createServer, type RequestListener} from 'node:http';
import {createServer as createRawServer, type AddressInfo} from 'node:net';
import {Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import {openDispatcher} from '../../source/concur/network-route.js';
import {noResponseReason} from '../../source/concur/no-response-reason.js';
import {
	sendStreamedRequest, type StreamedResponse, type StreamedRequest,
} from '../../source/concur/send-streamed-request.js';

/** A server, and a call of it that gives up after 600 ms without a byte. */
async function opened(answer: RequestListener) {
	const server = createServer(answer);
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const dispatcher = await openDispatcher({kind: 'direct'}, {connect: 1000, idle: 600});
	onTestFinished(async () => {
		await dispatcher.destroy();
		server.closeAllConnections();
		server.close();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
	return async (request: Partial<StreamedRequest> = {}) =>
		sendStreamedRequest(
			{method: 'GET', url, headers: [], body: undefined, ...request},
			dispatcher,
			{isBehindProxy: false, signal: undefined},
		);
}

async function textOf({body}: StreamedResponse): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) {
		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString();
}

test.each([['GET', 304], ['GET', 204], ['HEAD', 200]])('a %s answered with %i has no body, whatever length its head '
	+ 'names, and the next call is answered too', async (method, status) => {
	const server = createRawServer(socket => {
		socket.on('data', () => {
			socket.write(`HTTP/1.1 ${status} x\r\ncontent-length: 5\r\netag: "1"\r\n\r\n`);
		});
		socket.on('error', () => {});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const dispatcher = await openDispatcher({kind: 'direct'}, {connect: 1000, idle: 5000});
	onTestFinished(async () => {
		await dispatcher.destroy();
		server.close();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
	for (let time = 0; time < 2; time++) {
		const answer = await sendStreamedRequest(
			{method, url, headers: [], body: undefined},
			dispatcher,
			{isBehindProxy: false, signal: undefined},
		) as StreamedResponse;
		expect(answer).toMatchObject({kind: 'open', status, headers: {'content-length': '5', etag: '"1"'}});
		expect(await textOf(answer)).toBe('');
	}
});

describe('the limit is a time without a byte, not the whole time', () => {
	test('an answer that never begins is given up', async () => {
		const call = await opened(() => {});
		expect(await call()).toMatchObject({kind: 'no-answer', reason: 'timeout'});
	});

	test('an answer that stops in the middle is given up while it is read', async () => {
		const call = await opened((_incoming, outgoing) => {
			outgoing.write('half');
		});
		const answer = await call() as StreamedResponse;
		await expect(textOf(answer)).rejects.toSatisfy((error: unknown) => noResponseReason(error) === 'timeout');
	});

	test('an answer that takes longer as a whole, byte by byte, arrives', async () => {
		const call = await opened((_incoming, outgoing) => {
			const drip = async () => {
				for (let second = 0; second < 12; second++) {
					outgoing.write('.');
					// The time is what is tested.
					await delay(150);
				}

				outgoing.end();
			};

			void drip();
		});
		expect(await textOf(await call() as StreamedResponse)).toBe('.'.repeat(12));
	});
});

test('a redirect is the answer: nothing follows it', async () => {
	let requests = 0;
	const call = await opened((_incoming, outgoing) => {
		requests++;
		outgoing.writeHead(302, {location: 'http://127.0.0.1:1/elsewhere'}).end('moved');
	});
	const answer = await call() as StreamedResponse;
	expect(answer).toMatchObject({status: 302, headers: {location: 'http://127.0.0.1:1/elsewhere'}});
	expect(await textOf(answer)).toBe('moved');
	expect(requests).toBe(1);
});

test('a body streams up while the server reads it', async () => {
	const call = await opened((incoming, outgoing) => {
		incoming.pipe(outgoing);
	});
	const body = Readable.from((async function * () {
		yield Buffer.from('one ');
		yield Buffer.from('two');
	})());
	expect(await textOf(await call({method: 'POST', body}) as StreamedResponse)).toBe('one two');
});

test('a connection that breaks in the middle of the body is an error of the reader, not a short body', async () => {
	const call = await opened((_incoming, outgoing) => {
		outgoing.writeHead(200, {'content-length': 100});
		outgoing.write('half', () => {
			outgoing.destroy();
		});
	});
	await expect(textOf(await call() as StreamedResponse)).rejects
		.toSatisfy((error: unknown) => noResponseReason(error) === 'connection-lost');
});
