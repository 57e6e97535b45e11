import {expect, test} from 'vitest';
import {forwardedHeaders, isReservedHeader, returnedHeaders} from '../../source/concur/api-headers.js';

const received = {
	host: '127.0.0.1:1', connection: 'keep-alive, X-Mine', 'x-mine': 'hop', 'keep-alive': '5', te: 'trailers',
	'transfer-encoding': 'chunked', upgrade: 'h2c', 'proxy-authorization': 'Basic x', expect: '100-continue',
	authorization: 'Bearer of-the-caller', cookie: 'a=b', referer: 'http://127.0.0.1/KEY/', 'content-length': '3',
	'accept-encoding': 'gzip', accept: 'application/xml', 'x-http-method-override': 'DELETE',
	'x-original-url': '/oauth2/v0/token', x_original_url: '/oauth2/v0/token', x_http_method_override: 'DELETE',
	'x-two': ['1', '2'],
};

test('a caller\'s headers go on without what concerns the connection, the caller or the token', () => {
	expect(forwardedHeaders(received, false)).toEqual([
		['accept', 'application/xml'], ['x-http-method-override', 'DELETE'], ['x_http_method_override', 'DELETE'],
		['x-two', '1'], ['x-two', '2'],
	]);
});

test('a read-only GET can\'t be made into something else by a header', () => {
	expect(forwardedHeaders(received, true).map(([name]) => name)).toEqual(['accept', 'x-two', 'x-two']);
});

test('an answer\'s headers come back without those of the connection and without cookies', () => {
	expect(returnedHeaders({
		connection: 'close', 'transfer-encoding': 'chunked', 'set-cookie': ['session=x'], trailer: 'x',
		'content-type': 'text/plain', location: 'https://us2.api.concursolutions.com/x', 'content-length': '3',
	})).toEqual([
		['content-type', 'text/plain'], ['location', 'https://us2.api.concursolutions.com/x'], ['content-length', '3'],
	]);
});

test.each([
	'Authorization', 'host', 'Content-Length', 'Connection', 'Proxy-Authorization', 'X-Original-URL', 'X-Rewrite-URL',
	'x_original_url', 'Content_Length',
])('nobody gives %s', name => {
	expect(isReservedHeader(name)).toBe(true);
});
