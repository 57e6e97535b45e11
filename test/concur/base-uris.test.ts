import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dataCentreOfAddress, judgeGeolocation, resolveBaseUri} from '../../source/concur/base-uris.js';

const glz = 'https://glz.api.concursolutions.com';

describe('a base URI as people give it', () => {
	test.each([
		['glz', glz], ['US2', 'https://us2.api.concursolutions.com'], [' eu2 ', 'https://eu2.api.concursolutions.com'], ['apj1', 'https://apj1.api.concursolutions.com'],
		['usg', 'https://usg.api.concursolutions.com'], ['us-impl', 'https://us-impl.api.concursolutions.com'], ['emea-impl', 'https://emea-impl.api.concursolutions.com'],
		['cn', 'https://cn.api.concurcdc.cn'], ['us', 'https://us.api.concursolutions.com'], ['us2.api.concursolutions.com', 'https://us2.api.concursolutions.com'],
		['https://us2.api.concursolutions.com/oauth2/v0/token', 'https://us2.api.concursolutions.com'], ['http://127.0.0.1:8770/', 'http://127.0.0.1:8770'], ['http://localhost:1', 'http://localhost:1'],
	])('%s means %s', (given, uri) => {
		expect(resolveBaseUri(given)).toMatchObject({kind: 'base-uri', uri});
	});

	test.each([
		['http://us2.api.concursolutions.com', /https/], ['http://127.0.0.1.evil.example', /https/], ['https://user:secret@us2.api.concursolutions.com', /user name/],
		['ftp://us2.api.concursolutions.com', /Unknown/], ['mars', /glz/], ['', /Unknown/], ['https://', /Unknown/],
	])('%j is rejected with what to type instead', (given, words) => {
		const resolved = resolveBaseUri(given);
		expect(resolved).toMatchObject({kind: 'rejected'});
		expect(resolved.kind === 'rejected' && resolved.reason).toMatch(words);
	});
});

describe('the geolocation that an answer names', () => {
	test.each(['https://us2.api.concursolutions.com', 'https://eu2.api.concursolutions.com/oauth2/v0/token', 'https://cn.api.concurcdc.cn'])('%s is followed, its origin only', geolocation => {
		expect(judgeGeolocation(geolocation, glz)).toEqual({kind: 'trusted', uri: new URL(geolocation).origin});
	});

	test.each([
		'http://us2.api.concursolutions.com', 'https://us2.api.concursolutions.com.evil.example', 'https://evilconcursolutions.com', 'https://concursolutions.com@evil.example', 'https://user@us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com:8443', 'https://127.0.0.1', 'file:///etc/passwd', 'data:text/html,x', '', 'us2.api.concursolutions.com',
	])('%j is not followed', geolocation => {
		expect(judgeGeolocation(geolocation, glz)).toMatchObject({kind: 'untrusted'});
	});

	test('the very origin that the person gave is trusted, on loopback under each of its names', () => {
		expect(judgeGeolocation('http://localhost:8770', 'http://127.0.0.1:8770')).toEqual({kind: 'trusted', uri: 'http://localhost:8770'});
		expect(judgeGeolocation('http://localhost:8771', 'http://127.0.0.1:8770')).toMatchObject({kind: 'untrusted'});
		expect(judgeGeolocation('http://localhost:8770', glz)).toMatchObject({kind: 'untrusted'});
	});

	test('whatever it is, only https hosts of SAP Concur are ever trusted', () => {
		fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.domain().map(domain => `https://${domain}.concursolutions.com`)), geolocation => {
			const judged = judgeGeolocation(geolocation, glz);
			if (judged.kind === 'trusted') {
				expect(judged.uri).toMatch(/^https:\/\/(?:[\w-]+\.)*(?:concursolutions\.com|concurcdc\.cn)$/);
			}
		}));
	});
});

test.each([
	['https://us2.concursolutions.com/nui/ocstool', 'us2'], ['https://eu2.concursolutions.com/', 'eu2'], ['https://www-us2.api.concursolutions.com', 'us2'], ['https://emea-impl.api.concursolutions.com', 'emea-impl'],
	['https://www.concursolutions.com/nui/ocstool', undefined], ['https://us2.concursolutions.com.evil.example', undefined], ['no address', undefined],
])('the address %s tells the data centre %s', (address, id) => {
	expect(dataCentreOfAddress(address)).toBe(id);
});
