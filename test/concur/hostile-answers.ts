import {Buffer} from 'node:buffer';
import net, {type AddressInfo, type Socket} from 'node:net';
import {brotliCompressSync, gzipSync} from 'node:zlib';

/** What a server saw of a request. */
export type SeenRequest = {readonly head: string; readonly body: string};

/** What a server does to a request, byte by byte: it writes, and then ends, cuts off or stays silent. */
export type HostileReply = {readonly bytes: Buffer; readonly ending: 'end' | 'reset' | 'hang'};

export type HostileAnswer = {
	readonly name: string;
	/**
	What the refresh grant must come to: a bearer token, a refresh token that is kept without one, or neither.
	Where `kept` stands, the new refresh token must be on disk afterwards.
	*/
	readonly ends: 'granted' | 'kept' | 'failed';
	/** Whether the client gives up only after its time limit. */
	readonly isSlow?: boolean;
	readonly reply: (request: SeenRequest) => HostileReply;
};

/** A good answer, with what precedes it. */
export function goodReply(before = ''): HostileReply {
	return {bytes: Buffer.concat([Buffer.from(before), http(200, JSON.stringify(goodBody))]), ending: 'end'};
}

/** The new refresh token of every answer that has a good one. */
export const rotatedToken = 'rotated-refresh-token';

const inMay = 1_900_000_000;
const goodBody = {
	expires_in: 3600,
	scope: 'openid LIST',
	token_type: 'Bearer',
	access_token: 'new-access-token',
	refresh_token: rotatedToken,
	refresh_expires_in: inMay,
	geolocation: 'https://us2.api.concursolutions.com',
};

type Headers = Readonly<Record<string, string>>;

function http(status: number | string, body: string | Buffer, headers: Headers = {}): Buffer {
	const bytes = Buffer.from(body);
	const lines = Object.entries({
		'content-type': 'application/json',
		'content-length': String(bytes.length),
		connection: 'close',
		...headers,
	})
		.filter(([, value]) => value !== '')
		.map(([name, value]) => `${name}: ${value}\r\n`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`, 'latin1'), bytes]);
}

function ended(bytes: Buffer): () => HostileReply {
	return () => ({bytes, ending: 'end'});
}

type Ends = HostileAnswer['ends'];

/** An answer that is written at once and whole. */
function answer(name: string, ends: Ends, status: number, body: unknown, headers?: Headers): HostileAnswer {
	const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
	return {name, ends, reply: ended(http(status, bytes, headers))};
}

/** A token object of which one property is not as documented. */
function token(name: string, ends: Ends, changes: Readonly<Record<string, unknown>>, status = 200): HostileAnswer {
	return answer(`a token object with ${name}`, ends, status, {...goodBody, ...changes});
}

const escape = '\u001B';
const controls = `${escape}[2J${escape}]0;owned\u0007\r\nInjected: yes\u0000\u009B31m\u202Etxt`;
const wrongTypes: readonly unknown[] = [null, 7, true, [], {}, '', ['x']];

const wholeTokens: readonly HostileAnswer[] = [
	...[200, 201, 202, 203, 206, 299].map(status => token(`status ${status}`, 'granted', {}, status)),
	...[100, 199, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 418, 429, 500, 503, 599].map(status =>
		token(`status ${status}`, 'failed', {}, status)),
	answer('a token object called a web page', 'granted', 200, goodBody, {'content-type': 'text/html'}),
	answer('a token object without a type', 'granted', 200, goodBody, {'content-type': ''}),
	answer('a token object with a byte order mark', 'granted', 200, `\uFEFF${JSON.stringify(goodBody)}`),
	answer('a token object between blank lines', 'granted', 200, `\r\n\r\n ${JSON.stringify(goodBody)}\n`),
	answer('a token object packed with gzip, unasked', 'granted', 200, gzipSync(JSON.stringify(goodBody)), {
		'content-encoding': 'gzip',
	}),
	answer(
		'a token object packed with brotli, unasked',
		'granted',
		200,
		brotliCompressSync(JSON.stringify(goodBody)),
		{
			'content-encoding': 'br',
		},
	),
	answer('a token object that claims to be packed', 'granted', 200, goodBody, {'content-encoding': 'zstd'}),
	answer('a token object that claims to be gzip', 'granted', 200, goodBody, {'content-encoding': 'gzip'}),
	answer('a token object with a hostile correlation ID', 'granted', 200, goodBody, {
		'concur-correlationid': 'id\u009B31m',
	}),
	answer(
		'a token object twice over its keys',
		'granted',
		200,
		`{"refresh_token":"first",${JSON.stringify(goodBody).slice(1)}`,
	),
	answer(
		'a token object with keys of prototypes',
		'granted',
		200,
		JSON.stringify(goodBody).replace('{', '{"__proto__":{"a":1},"constructor":7,'),
	),
	{
		name: 'a token object in chunks',
		ends: 'granted',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n'
			+ `${JSON.stringify(goodBody).length.toString(16)}\r\n${JSON.stringify(goodBody)}\r\n0\r\n\r\n`)),
	},
	{
		name: 'a token object until the end of the connection',
		ends: 'granted',
		reply: ended(http(200, JSON.stringify(goodBody), {'content-length': ''})),
	},
	{
		name: 'a token object after an interim answer',
		ends: 'granted',
		reply: ended(Buffer.concat([
			Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'), http(200, JSON.stringify(goodBody)),
		])),
	},
];

const tokenProperties: readonly HostileAnswer[] = [
	...['scope', 'token_type', 'refresh_expires_in', 'geolocation', 'id_token', 'expires_in'].flatMap(name =>
		[undefined, ...wrongTypes].map(value =>
			token(`${name} ${JSON.stringify(value)}`, 'granted', {[name]: value}))),
	...[undefined, ...wrongTypes].map(value =>
		token(`access_token ${JSON.stringify(value)}`, 'kept', {access_token: value})),
	...[undefined, ...wrongTypes].map(value =>
		token(`refresh_token ${JSON.stringify(value)}`, 'failed', {refresh_token: value})),
	...[
		8.7e12,
		Number.MAX_SAFE_INTEGER,
		-1,
		0,
		1,
		15_552_000,
		1_000_000_000,
		inMay * 1000,
		1e308,
		'9e99',
		'-5',
		'soon',
		'1'.repeat(400),
	].map(value =>
		token(`refresh_expires_in ${String(value).slice(0, 20)}`, 'granted', {refresh_expires_in: value})),
	...[9e12, Number.MAX_SAFE_INTEGER, -1, 0, 0.5, 3_600_000, 1e308, '9e99', '-5', 'soon', '1'.repeat(400)].map(value =>
		token(`expires_in ${String(value).slice(0, 20)}`, 'granted', {expires_in: value})),
	...[
		'https://evil.example',
		'http://us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com.evil.example',
		'https://us2.api.concursolutions.com@evil.example',
		'https://user:word@us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com:8443',
		'https://cn.api.concurcdc.cn',
		'file:///etc/passwd',
		'mailto:x@evil.example',
		'us2',
		'//evil.example',
		controls,
		'x'.repeat(10_000),
		'https://127.0.0.1',
		'data:text/html,x',
	].map(value => token(`geolocation ${JSON.stringify(value).slice(0, 50)}`, 'granted', {geolocation: value})),
	...[controls, 'a b', 'a\nb', 'tøken', '\u202Etoken', '"', `${escape}]52;c;eA==\u0007`].map(value =>
		token(`access_token ${JSON.stringify(value).slice(0, 40)}`, value === '"' ? 'granted' : 'kept', {
			access_token: value,
		})),
	...[controls, ' ', 'a\nb', 'tøken', '\u202Etoken', '\u0000'].map(value =>
		token(`refresh_token ${JSON.stringify(value).slice(0, 40)}`, 'failed', {refresh_token: value})),
	...['scope', 'token_type', 'id_token'].map(name =>
		token(`${name} of escape sequences`, 'granted', {[name]: controls})),
	token('a scope of 20,000 names', 'granted', {scope: 'scope.name '.repeat(20_000)}),
	token('an access token of 100,000 characters', 'granted', {access_token: 'x'.repeat(100_000)}),
	token('an error beside it', 'granted', {code: 16, error: 'invalid_request', error_description: controls}),
];

const bodies: readonly HostileAnswer[] = [
	...[
		['nothing', ''],
		['blanks', ' \r\n '],
		['a word', 'OK'],
		['null', 'null'],
		['a number', '7'],
		['a text', '"text"'],
		['a list', '[]'],
		['a list of tokens', JSON.stringify([goodBody])],
		['an empty object', '{}'],
		['half an object', '{"access_token": "a'],
		['half a list', '[1,'],
		['an object and more', `${JSON.stringify(goodBody)}}`],
		['single quotes', '{\'access_token\': \'x\'}'],
		['a web page', '<!DOCTYPE html><title>x</title>'],
		['XML', '<?xml version="1.0"?><error/>'],
		['a form', 'access_token=a&refresh_token=b'],
		['escape sequences', controls],
		['NUL bytes', '\u0000'.repeat(1000)],
		['a nested token', JSON.stringify({data: goodBody})],
		['deep nesting', '['.repeat(100_000)],
	].flatMap(([name, body]) =>
		[200, 400, 404, 500].map(status => answer(`${name}, with ${status}`, 'failed', status, body))),
	...[200, 400].map(status =>
		answer(
			`bytes that are no UTF-8, with ${status}`,
			'failed',
			status,
			Buffer.from([0xFF, 0xFE, 0xC3, 0x28, 0x80]),
		)),
	answer('UTF-16', 'failed', 200, Buffer.from(JSON.stringify(goodBody), 'utf16le')),
	answer('a log-in page that only its type tells', 'failed', 200, 'Please log in.', {
		'content-type': 'text/html',
	}),
	answer('a packing nobody knows', 'failed', 200, Buffer.from([0x28, 0xB5, 0x2F, 0xFD]), {
		'content-encoding': 'zstd',
	}),
	answer('a packing with a hostile name', 'failed', 200, Buffer.from([1, 2, 3]), {
		'content-encoding': 'x\u009B31m',
	}),
	answer('broken gzip', 'failed', 200, Buffer.from([0x1F, 0x8B, 8, 0, 1, 2, 3]), {'content-encoding': 'gzip'}),
	answer('a gzip bomb', 'failed', 200, gzipSync(Buffer.alloc(20_000_000, 0x20)), {'content-encoding': 'gzip'}),
	answer('a mebibyte and a byte', 'failed', 200, ' '.repeat(1024 * 1024 + 1)),
	answer(
		'a token object behind a mebibyte of blanks',
		'failed',
		200,
		`${' '.repeat(1024 * 1024)}${JSON.stringify(goodBody)}`,
	),
];

const refusals: readonly HostileAnswer[] = [
	...[
		5,
		10,
		12,
		14,
		16,
		19,
		20,
		53,
		54,
		59,
		60,
		61,
		64,
		107,
		108,
		134,
		136,
		9999,
		-1,
		0,
		1e300,
		'64',
		'x',
		null,
		[],
		{},
	].map(code =>
		answer(`the error code ${JSON.stringify(code)}`, 'failed', 400, {
			code,
			error: 'invalid_grant',
			error_description: 'no',
		})),
	...[
		'https://evil.example', 'http://eu2.api.concursolutions.com', 'file:///x', '', 7, null, [], controls,
	].map(geolocation =>
			answer(`code 16 to ${JSON.stringify(geolocation).slice(0, 40)}`, 'failed', 400, {
				code: 16,
				geolocation,
			})),
	...wrongTypes.map(value =>
		answer(`an error of ${JSON.stringify(value)}`, 'failed', 400, {
			code: 64,
			error: value,
			error_description: value,
		})),
	answer('an error of escape sequences', 'failed', 400, {code: 64, error: controls, error_description: controls}),
	answer('an error of 300,000 characters', 'failed', 400, {
		code: 64,
		error: 'x'.repeat(300_000),
		error_description: 'y'.repeat(300_000),
	}),
	...[
		'-5',
		'1.5',
		'9'.repeat(100),
		'soon',
		'0',
		'600',
		'86400',
		'Fri, 31 Dec 1999 23:59:59 GMT',
		'Fri, 31 Dec 9999 23:59:59 GMT',
		'1, 2',
	].map(wait => answer(`Retry-After: ${wait.slice(0, 30)}`, 'failed', 503, 'x', {'retry-after': wait})),
	...[301, 302, 303, 307, 308].map(status =>
		answer(`a redirect with ${status}`, 'failed', status, '', {
			location: 'https://evil.example',
		})),
	...[402, 405, 407, 408, 409, 410, 413, 415, 422, 451, 501, 502, 504, 505, 511, 520, 999].map(status =>
		answer(`status ${status}`, 'failed', status, '')),
	...[401, 403].map(status =>
		answer(`status ${status} with a challenge`, 'failed', status, '', {
			'www-authenticate': 'Basic realm="x"',
		})),
];

/** Answers that repeat the request, in their words or their headers. */
const echoes: readonly HostileAnswer[] = [
	...['error', 'error_description'].flatMap(name =>
		(
			[
				['the body', ({body}: SeenRequest) => body],
				['the body decoded', ({body}: SeenRequest) => [...new URLSearchParams(body).values()].join(' ')],
				['the body in Base64', ({body}: SeenRequest) => Buffer.from(body).toString('base64')],
				[
					'the body twice encoded as JSON',
					({body}: SeenRequest) => JSON.stringify(JSON.stringify([...new URLSearchParams(body)])),
				],
				[
					'the secret letter by letter hidden',
					({body}: SeenRequest) =>
						[...new URLSearchParams(body).values()].map(value => [...value].join('\u200B')).join(' '),
				],
			] as const
		).map(([what, repeat]): HostileAnswer => ({
			name: `${name} with ${what}`,
			ends: 'failed',
			reply: request => ({
				bytes: http(400, JSON.stringify({code: 64, [name]: repeat(request)})),
				ending: 'end',
			}),
		}))),
	{
		name: 'a correlation ID with the body',
		ends: 'failed',
		reply: ({body}) => ({bytes: http(400, '{"code":64}', {'concur-correlationid': body}), ending: 'end'}),
	},
	{
		name: 'a web page with the body as its title',
		ends: 'failed',
		reply: ({body}) => ({bytes: http(400, `<html><title>${body}</title></html>`), ending: 'end'}),
	},
	{
		name: 'a scope with the secret',
		ends: 'granted',
		reply: ({body}) => ({
			bytes: http(200, JSON.stringify({...goodBody, scope: new URLSearchParams(body).get('client_secret')})),
			ending: 'end',
		}),
	},
	{
		name: 'the secret as access token',
		ends: 'kept',
		reply: ({body}) => ({
			bytes: http(
				200,
				JSON.stringify({
					...goodBody,
					access_token: new URLSearchParams(body).get('client_secret'),
				}),
			),
			ending: 'end',
		}),
	},
	{
		name: 'a geolocation with the secret',
		ends: 'granted',
		reply: ({body}) => ({
			bytes: http(
				200,
				JSON.stringify({
					...goodBody,
					geolocation: `https://${new URLSearchParams(body).get('client_secret')}.concursolutions.com`,
				}),
			),
			ending: 'end',
		}),
	},
	{
		name: 'code 16 to an address with the secret',
		ends: 'failed',
		reply: ({body}) => ({
			bytes: http(
				400,
				JSON.stringify({
					code: 16,
					geolocation: `https://${new URLSearchParams(body).get('client_secret')}.concursolutions.com`,
				}),
			),
			ending: 'end',
		}),
	},
];

const wire: readonly HostileAnswer[] = [
	{name: 'a connection that ends at once', ends: 'failed', reply: ended(Buffer.alloc(0))},
	{name: 'a connection that is reset', ends: 'failed', reply: () => ({bytes: Buffer.alloc(0), ending: 'reset'})},
	{name: 'silence', ends: 'failed', isSlow: true, reply: () => ({bytes: Buffer.alloc(0), ending: 'hang'})},
	{
		name: 'headers and silence',
		ends: 'failed',
		isSlow: true,
		reply: () => ({bytes: http(200, '', {'content-length': '100'}), ending: 'hang'}),
	},
	{
		name: 'half the headers and silence',
		ends: 'failed',
		isSlow: true,
		reply: () => ({bytes: Buffer.from('HTTP/1.1 200 OK\r\nconte'), ending: 'hang'}),
	},
	{name: 'half a body and the end', ends: 'failed', reply: ended(http(200, '{"a"', {'content-length': '100'}))},
	{
		name: 'half a body and a reset',
		ends: 'failed',
		reply: () => ({bytes: http(200, '{"a"', {'content-length': '100'}), ending: 'reset'}),
	},
	{
		name: 'half a chunk and the end',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{"a"')),
	},
	{
		name: 'a chunk of an impossible size',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{"a"\r\n')),
	},
	{name: 'another protocol', ends: 'failed', reply: ended(Buffer.from('SSH-2.0-OpenSSH_9.9\r\n'))},
	{name: 'a TLS alert', ends: 'failed', reply: ended(Buffer.from([21, 3, 3, 0, 2, 2, 40]))},
	{
		name: 'random bytes',
		ends: 'failed',
		reply: ended(Buffer.from(Array.from({length: 256}, (_, index) => (index * 89) % 256))),
	},
	{name: 'escape sequences in place of HTTP', ends: 'failed', reply: ended(Buffer.from(controls))},
	{name: 'a status that is no number', ends: 'failed', reply: ended(http('abc', '{}'))},
	{name: 'a status of four figures', ends: 'failed', reply: ended(http('2000', JSON.stringify(goodBody)))},
	{name: 'HTTP/9.9', ends: 'failed', reply: ended(Buffer.from('HTTP/9.9 200 OK\r\ncontent-length: 2\r\n\r\n{}'))},
	{
		name: 'a header without a colon',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\nnonsense\r\n\r\n')),
	},
	{
		name: 'a header with a NUL',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\nx: a\u0000b\r\ncontent-length: 2\r\n\r\n{}')),
	},
	{
		name: 'two lengths that differ',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}')),
	},
	{
		name: 'a length and chunks',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: '
			+ 'chunked\r\n\r\n0\r\n\r\n')),
	},
	{
		name: 'a negative length',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}')),
	},
	{name: 'headers of a mebibyte', ends: 'failed', reply: ended(http(200, '{}', {x: 'y'.repeat(1024 * 1024)}))},
	{
		name: 'ten thousand headers',
		ends: 'failed',
		reply: ended(http(
			200,
			'{}',
			Object.fromEntries(Array.from({length: 10_000}, (_, index) => [`x${index}`, 'y'])),
		)),
	},
	{
		name: 'an upgrade that nobody asked for',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')),
	},
	{
		name: 'interim answers alone',
		ends: 'failed',
		reply: ended(Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3))),
	},
];

/** Everything that a hostile or broken token endpoint was thought of answering a refresh grant. */
export const hostileAnswers: readonly HostileAnswer[] = [
	...wholeTokens,
	...tokenProperties,
	...bodies,
	...refusals,
	...echoes,
	...wire,
];

export type HostileServer = {
	readonly origin: string;
	/** Chooses what is answered from now on, by its place in `hostileAnswers`. */
	readonly serve: (index: number) => void;
	/** Chooses an answer that is not in that list. */
	readonly serveReply: (reply: HostileAnswer['reply']) => void;
	/** What was asked since the last choice. */
	readonly requests: () => readonly SeenRequest[];
	readonly close: () => Promise<void>;
};

function readRequest(socket: Socket, onRequest: (request: SeenRequest) => void): void {
	let received = '';
	socket.setEncoding('latin1');
	socket.on('data', (chunk: string) => {
		received += chunk;
		const end = received.indexOf('\r\n\r\n');
		if (end === -1) {
			return;
		}

		const head = received.slice(0, end);
		const body = received.slice(end + 4);
		if (body.length >= Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0)) {
			received = '';
			onRequest({head, body});
		}
	});
}

/** A raw server on loopback that gives one of the hostile answers to every request, whatever is asked. */
export async function openHostileServer(): Promise<HostileServer> {
	let current: HostileAnswer = hostileAnswers[0]!;
	let requests: SeenRequest[] = [];
	const sockets = new Set<Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('close', () => {
			sockets.delete(socket);
		});
		// A client that has heard enough leaves in the middle.
		socket.on('error', () => {
			socket.destroy();
		});
		readRequest(socket, request => {
			requests.push(request);
			const {bytes, ending} = current.reply(request);
			socket.write(bytes, () => {
				if (ending === 'end') {
					socket.end();
				} else if (ending === 'reset') {
					socket.resetAndDestroy();
				}
			});
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		serve(index) {
			current = hostileAnswers[index]!;
			requests = [];
		},
		serveReply(reply) {
			current = {name: 'another answer', ends: 'granted', reply};
			requests = [];
		},
		requests: () => requests,
		async close() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => {
				server.close(resolve);
			});
		},
	};
}
