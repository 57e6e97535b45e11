import {describe, expect, test} from 'vitest';
import {checkSender} from '../../source/practice/api/handle-request.js';

const plain = 'http://127.0.0.1:8770';
const secure = 'https://127.0.0.1:8770';

describe('a client of this machine is answered', () => {
	test.each([
		['by address and port', plain, '127.0.0.1:8770', 'http://127.0.0.1:8770'],
		['by localhost', plain, 'LocalHost:8770', 'http://localhost:8770'],
		['on port 80, which clients leave out', 'http://127.0.0.1', '127.0.0.1', 'http://127.0.0.1'],
		['on port 80, named all the same', 'http://127.0.0.1', 'localhost:80', 'http://localhost'],
		['on port 443, which clients leave out', 'https://127.0.0.1', 'localhost', 'https://localhost'],
		[
			'by a name of Concur\'s with https',
			secure, 'us2.api.concursolutions.com:8770', 'https://us2.api.concursolutions.com:8770',
		],
		[
			'by a browser\'s name of Concur\'s with https', 'https://127.0.0.1',
			'www-us.api.concursolutions.com', 'https://www-us.api.concursolutions.com',
		],
	])('%s', (_how, origin, host, reachedOrigin) => {
		expect(checkSender({host}, origin)).toEqual({kind: 'own', reachedOrigin});
	});

	test.each(['same-origin', 'none'])('with Sec-Fetch-Site: %s', site => {
		const headers = {host: '127.0.0.1:8770', origin: 'http://127.0.0.1:8770', 'sec-fetch-site': site};
		expect(checkSender(headers, plain)).toEqual({kind: 'own', reachedOrigin: plain});
	});
});

describe('others are refused, with a reason', () => {
	test.each([
		['a page elsewhere that points its own name here', plain, {
			host: 'evil.example:8770',
		}, 'evil.example:8770 is not'],
		['a name of Concur\'s without https', plain, {host: 'us.api.concursolutions.com:8770'}, 'is not one'],
		['a name that only begins like Concur\'s', secure, {
			host: 'us.api.concursolutions.com.evil.example:8770',
		}, 'is not one'],
		['a Concur name outside its API', secure, {host: 'www.concursolutions.com:8770'}, 'is not one'],
		['another port', plain, {host: '127.0.0.1:8771'}, 'is not one'],
		['no port where one is needed', plain, {host: '127.0.0.1'}, 'is not one'],
		['another way to write the address', plain, {host: '127.1:8770'}, 'is not one'],
		['a user name before the address', plain, {host: 'me@127.0.0.1:8770'}, 'is not one'],
		['no Host', plain, {}, 'there is no Host'],
		['a form of a page elsewhere', plain, {
			host: '127.0.0.1:8770', origin: 'https://evil.example',
		}, 'a page of https://evil.example'],
		['a page that has no origin', plain, {host: '127.0.0.1:8770', origin: 'null'}, 'a page of null'],
		['a page of the other loopback name', plain, {
			host: '127.0.0.1:8770', origin: 'http://localhost:8770',
		}, 'a page of http://localhost'],
		['a picture in a page elsewhere', plain, {
			host: '127.0.0.1:8770', 'sec-fetch-site': 'cross-site',
		}, 'cross-site'],
	])('%s', (_who, origin, headers, reason) => {
		expect(checkSender(headers, origin)).toEqual({
			kind: 'foreign', refusal: expect.stringContaining(reason) as string,
		});
	});
});
