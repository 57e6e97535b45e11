import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	baseUris, defaultBaseUri, defaultOrigin, lacksAppManagement, isLoopback, listAppManagementIds, defaultBaseUriAdvice,
	resolveBaseUri,
} from '../../source/concur/base-uris.js';
import {checkGeolocation} from '../../source/concur/check-geolocation.js';

const glz = 'https://glz.api.concursolutions.com';

describe('a base URI as people give it', () => {
	test.each([
		['glz', glz],
		['US2', 'https://us2.api.concursolutions.com'],
		[' eu2 ', 'https://eu2.api.concursolutions.com'],
		['apj1', 'https://apj1.api.concursolutions.com'],
		['usg', 'https://usg.api.concursolutions.com'],
		['us-impl', 'https://us-impl.api.concursolutions.com'],
		['emea-impl', 'https://emea-impl.api.concursolutions.com'],
		['emea', 'https://emea.api.concursolutions.com'],
		['us', 'https://us.api.concursolutions.com'],
		['us2.api.concursolutions.com', 'https://us2.api.concursolutions.com'],
		['https://us2.api.concursolutions.com/oauth2/v0/token', 'https://us2.api.concursolutions.com'],
		['http://127.0.0.1:8770/', 'http://127.0.0.1:8770'],
		['http://localhost:1', 'http://localhost:1'],
	])('%s means %s', (given, uri) => {
		expect(resolveBaseUri(given)).toMatchObject({kind: 'base-uri', uri});
	});

	test.each([
		['https://us2.concursolutions.com/nui/ocstool', 'us2'],
		['eu2.concursolutions.com/nui/ocstool', 'eu2'],
		['https://implementation.concursolutions.com', 'us-impl'],
		['https://www-apj1.concursolutions.com/', 'apj1'],
		['https://EU2.concursolutions.com', 'eu2'],
		['https://eu1.concursolutions.com', 'emea'],
		['https://eu1imp.concursolutions.com', 'emea-impl'],
	])('%s, an address of the admin panel, means the data centre %s', (given, id) => {
		expect(resolveBaseUri(given)).toEqual({
			kind: 'base-uri',
			id,
			uri: baseUris.find(entry => entry.id === id)!.uri,
			isConcur: true,
		});
	});

	test.each([
		['www-us2', 'https://www-us2.api.concursolutions.com'],
		['WWW-US2', 'https://www-us2.api.concursolutions.com'],
		['www-us2.api.concursolutions.com', 'https://www-us2.api.concursolutions.com'],
		['https://www-eu2.api.concursolutions.com/', 'https://www-eu2.api.concursolutions.com'],
		['new1.api.concursolutions.com', 'https://new1.api.concursolutions.com'],
		['localhost:8770', 'http://localhost:8770'],
		['127.0.0.1:8770', 'http://127.0.0.1:8770'],
	])('%s, a host name, means %s', (given, uri) => {
		expect(resolveBaseUri(given)).toEqual({kind: 'base-uri', uri, isConcur: uri.startsWith('https')});
	});

	test('a host that is not SAP Concur\'s is told from one that is', () => {
		expect(resolveBaseUri('https://gateway.example')).toEqual({
			kind: 'base-uri',
			uri: 'https://gateway.example',
			isConcur: false,
		});
		expect(resolveBaseUri('https://us2.api.concursolutions.com.evil.example')).toMatchObject({isConcur: false});
		expect(resolveBaseUri('https://cn.api.concurcdc.cn')).toMatchObject({isConcur: false});
		expect(resolveBaseUri('us2')).toMatchObject({isConcur: true});
	});

	test('whatever is given, it is an https origin, this machine, or refused with what to type, '
		+ 'and its password is repeated in neither case', () => {
		const hosts = fc.constantFrom(
			'us2.api.concursolutions.com',
			'us2.concursolutions.com',
			'www.concursolutions.com',
			'gateway.example',
			'localhost:1',
			'[::1]',
			'www-us2',
			'mars',
		);
		const texts = fc.oneof(
			fc.string(),
			fc
				.tuple(
					fc.constantFrom('http://', 'https://', 'ftp://', ''),
					fc.constantFrom('', 'user:hunter2@', 'user:hunter2#@'),
					hosts,
					fc.string(),
				)
				.map(parts => parts.join('')),
		);
		fc.assert(fc.property(texts, text => {
				const resolved = resolveBaseUri(text);
				expect(JSON.stringify(resolved)).not.toContain('hunter2');
				if (resolved.kind === 'base-uri') {
					expect(resolved.uri).toBe(new URL(resolved.uri).origin);
					expect(resolved.uri.startsWith('https://') || isLoopback(new URL(resolved.uri).hostname))
						.toBe(true);
					expect(resolveBaseUri(resolved.uri)).toEqual(resolved);
				} else {
					expect(resolved.reason).toMatch(/Use|Remove/);
				}
			}));
	});

	test.each([
		['http://us2.api.concursolutions.com', /https/],
		['http://127.0.0.1.evil.example', /https/],
		['https://user:secret@us2.api.concursolutions.com', /user name/],
		['ftp://us2.api.concursolutions.com', /Unknown/],
		['mars', /glz/],
		['', /Unknown/],
		['https://', /Unknown/],
		['cn', /Unknown/],
		['www-mars', /Unknown/],
		['us2.api.concursolutions.con', /Unknown/],
		['gateway.example', /Unknown/],
		['http://us2.concursolutions.com', /https/],
		['https://www.concursolutions.com/nui/ocstool', /does not identify a data centre.*Most companies use glz\.$/],
		['concursolutions.com', /does not identify/],
		['https://:secret@localhost', /before the @/],
		['toString.concursolutions.com', /does not identify/],
	])('%j is rejected with what to type instead', (given, words) => {
		const resolved = resolveBaseUri(given);
		expect(resolved).toMatchObject({kind: 'rejected'});
		expect(resolved.kind === 'rejected' && resolved.reason).toMatch(words);
	});
});

describe('the geolocation that an answer names', () => {
	test.each([
		'https://us2.api.concursolutions.com',
		'https://eu2.api.concursolutions.com/oauth2/v0/token',
		' https://www-eu2.api.concursolutions.com ',
		'https://concursolutions.com',
	])('%s is followed, its origin only', geolocation => {
		expect(checkGeolocation(geolocation, glz)).toEqual({
			kind: 'trusted',
			uri: new URL(geolocation.trim()).origin,
		});
	});

	test.each([
		'http://us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com.evil.example',
		'https://evilconcursolutions.com',
		'https://concursolutions.com@evil.example',
		'https://user@us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com:8443',
		'https://cn.api.concurcdc.cn',
		'https://:x@us2.api.concursolutions.com',
		'https://127.0.0.1',
		'file:///etc/passwd',
		'data:text/html,x',
		'',
		'us2.api.concursolutions.com',
	])('%j is not followed', geolocation => {
		expect(checkGeolocation(geolocation, glz)).toMatchObject({kind: 'untrusted'});
	});

	test('the very origin that the person gave is trusted, on loopback under each of its names', () => {
		expect(checkGeolocation('http://localhost:8770', 'http://127.0.0.1:8770')).toEqual({
			kind: 'trusted',
			uri: 'http://localhost:8770',
		});
		expect(checkGeolocation('http://localhost:8771', 'http://127.0.0.1:8770')).toMatchObject({
			kind: 'untrusted',
		});
		expect(checkGeolocation('http://localhost:8770', glz)).toMatchObject({kind: 'untrusted'});
		expect(checkGeolocation('https://gateway.example/x', 'https://gateway.example')).toEqual({
			kind: 'trusted',
			uri: 'https://gateway.example',
		});
	});

	test('plain http is not followed even where settings name the same address', () => {
		expect(checkGeolocation('http://gateway.example', 'http://gateway.example')).toMatchObject({
			kind: 'untrusted',
			reason: expect.stringMatching(/outside SAP Concur.*\.$/) as string,
		});
	});

	test('whatever it is, only https hosts of SAP Concur are ever trusted', () => {
		fc.assert(fc.property(
				fc.oneof(
					fc.webUrl(),
					fc.string(),
					fc.domain().map(domain => `https://${domain}.concursolutions.com`),
				),
				geolocation => {
					const judged = checkGeolocation(geolocation, glz);
					if (judged.kind === 'trusted') {
						expect(judged.uri).toMatch(/^https:\/\/(?:[\w-]+\.)*concursolutions\.com$/);
					}
				},
			));
	});
});

test.each([
	['localhost', true],
	['127.0.0.1', true],
	['127.1.2.3', true],
	['[::1]', true],
	['127.0.0.1.example', false],
	['128.0.0.1', false],
	['x127.0.0.1', false],
	['localhost.example', false],
])('%s is this machine alone: %s', (hostname, expected) => {
	expect(isLoopback(hostname)).toBe(expected);
});

test('the data centres that a sentence sends people to are those of the table that create apps', () => {
	expect(listAppManagementIds('and')).toBe('us2, eu2 and apj1');
	expect(listAppManagementIds('or')).toBe('us2, eu2 or apj1');
	expect(defaultBaseUriAdvice).toBe('Most companies use glz.');
});

test('a new profile has a base URI of the table, production for every data centre', () => {
	expect(defaultOrigin).toBe('https://glz.api.concursolutions.com');
	expect(baseUris[0]).toMatchObject({id: defaultBaseUri, uri: defaultOrigin});
});

test('the admin panel creates no app for the US public sector, nor in the implementation environments', () => {
	expect(baseUris.map(({id}) => id).filter(id => lacksAppManagement(id))).toEqual(['usg', 'us-impl', 'emea-impl']);
	expect(lacksAppManagement(undefined)).toBe(false);
	expect(lacksAppManagement('elsewhere')).toBe(false);
});
