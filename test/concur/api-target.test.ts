import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isUnder, resolveApiTarget} from '../../source/concur/api-target.js';

const geolocation = 'https://us2.api.concursolutions.com';

function whyRefused(given: string): string | undefined {
	const target = resolveApiTarget(given, geolocation);
	return target.kind === 'refused' ? target.why : undefined;
}

describe('a call goes to a path at the geolocation', () => {
	test.each([
		['/list/v4/lists', '/list/v4/lists'],
		['list/v4/lists', '/list/v4/lists'],
		[
			'/profile/identity/v4/Users?filter=userName eq "ada"',
			'/profile/identity/v4/Users?filter=userName%20eq%20%22ada%22',
		],
		['/a/./b/../c', '/a/c'],
		['/search/100%', '/search/100%'],
		['/lists#part', '/lists'],
		['//evil.example/x', '//evil.example/x'],
		['/v4/oauth2/x', '/v4/oauth2/x'],
		['/oauth2x/v0', '/oauth2x/v0'],
		['/oauth2-clients/v0', '/oauth2-clients/v0'],
		['/list/v4/items/b%C3%BCro', '/list/v4/items/b%C3%BCro'],
		['https://us.api.concursolutions.com/api/v3.0/expense/reports?offset=x', '/api/v3.0/expense/reports?offset=x'],
		['http://www-us2.api.concursolutions.com/next?page=2', '/next?page=2'],
	])('%s as %s', (given, path) => {
		expect(resolveApiTarget(given, geolocation)).toEqual({kind: 'path', path});
	});

	test('an address at the geolocation itself is one, by whichever of its names', () => {
		expect(resolveApiTarget('http://localhost:8770/x', 'http://127.0.0.1:8770'))
			.toEqual({kind: 'path', path: '/x'});
		expect(resolveApiTarget('http://localhost:8771/x', 'http://127.0.0.1:8770')).toMatchObject({why: 'other-host'});
	});
});

describe('the bearer token is sent to no other host', () => {
	test.each([
		'https://evil.example/list',
		'https://concursolutions.com.evil.example/list',
		'https://us2.api.concursolutions.com@evil.example/list',
		'https://user:pass@us2.api.concursolutions.com/list',
		'http://127.0.0.1/list',
	])('%s', given => {
		expect(whyRefused(given)).toBe('other-host');
	});

	test.each([
		'', 'ftp://us2.api.concursolutions.com/x', 'file:///etc/passwd',
	])('%j is no address of the API', given => {
		expect(whyRefused(given)).toBe('no-path');
	});
});

describe('tokens and connections are left to the commands that keep the answer', () => {
	test.each([
		'/oauth2/v0/token',
		'/OAuth2/v0/token',
		'oauth2',
		'//oauth2/v0/token',
		'/x/../oauth2/v0/token',
		'/x/%2e%2e/oauth2/v0/token',
		'/x%2f..%2foauth2/v0/token',
		'/%6fauth2/v0/token',
		'/%256fauth2/v0/token',
		'/x/%252e%252e/oauth2',
		String.raw`\oauth2\v0`,
		'/x/..%5coauth2',
		'/;a=b/oauth2/v0/token',
		'/x/..;/oauth2/v0/token',
		'/oauth2;x/v0/token',
		'/oauth2%3f/v0',
		'/oauth2%20/v0',
		'/o\tauth2/v0/token',
		'/\uFF4Fauth2/v0/token',
		'/\u24DEauth2/v0/token',
		'/%EF%BD%8Fauth2/v0/token',
		'/oauth2./v0/token',
		'/oauth2.../v0/token',
		'/oauth2%2e/v0/token',
		'/oauth2.json/v0/token',
		'/oauth2,x/v0/token',
		'/oauth2:443/v0/token',
		'/oauth2+/v0/token',
		'/oauth2%c2%a0/v0/token',
		'/oauth2%3bx=y/v0/token',
		'/oauth2%253bx/v0/token',
		'/oauth2%23/v0/token',
		'/oauth2*/v0/token',
		'/~oauth2/v0/token',
		'//oauth2//v0//token',
		'/%2foauth2/v0/token',
		'/%5c%5coauth2/v0/token',
		'/%2e/oauth2/v0/token',
		'/x/%252e%252e%252foauth2/v0/token',
		'/oauth2/..;/list/v4/lists',
		'/oauth2%2f..%2flist/v4/lists',
		'/oauth2/%252e%252e/list/v4/lists',
		'/x/..%20/oauth2/v0/token',
		'https://glz.api.concursolutions.com/oauth2/v0/token',
	])('%s', given => {
		expect(whyRefused(given)).toBe('tokens');
	});

	test.each([
		'/app-mgmt/v0/connections', '/a/..%2fapp%2dmgmt/v0/connections', '/APP-MGMT./v0/connections',
		'/app%252dmgmt;x/v0/connections', '/app-mgmt/..;/list',
	])('%s', given => {
		expect(whyRefused(given)).toBe('connections');
	});

	test.each([
		'/%ff%fe/oauth2', '/oauth2%00/token', '/%00/oauth2', `/%${'25'.repeat(30)}2f`, '/%u006fauth2/v0/token',
		'/%25u006fauth2/v0/token',
		'/x%u002f..%u002foauth2', '/%c0%afoauth2/v0/token', '/%e0%80%afoauth2', '/%6fauth%zz/v0',
		'/\u043Eauth2/v0/token',
		'/oa\u00ADuth2/v0/token', '/oauth\u0662/v0/token',
	])('what can\'t be judged is refused: %s', given => {
		expect(whyRefused(given)).toBe('undecodable');
	});

	test('however its letters are encoded, and wherever dots lead', () => {
		const encoded = fc.tuple(...[...'oauth2'].map(character => fc.constantFrom(
			character,
			character.toUpperCase(),
			`%${character.codePointAt(0)!.toString(16)}`,
			`%25${character.codePointAt(0)!.toString(16)}`,
		))).map(parts => parts.join(''));
		const way =
			fc.constantFrom('/', '//', '/./', '/a/../', '/a%2f..%2f', '/%2e/', '/a/%2e%2e/', '/a/..%2f', '/;x/', '%5c');
		const end =
			fc.constantFrom('', '/v0/token', '?x=1', './v0', ';x/v0', '%2e/v0', '%3bx/v0', '%20/v0', '//', '%5cv0');
		fc.assert(fc.property(way, encoded, end, (before, name, after) => {
			expect(whyRefused(`${before}${name}${after}`)).toBe('tokens');
		}));
	});
});

describe('a prefix is judged by whole segments, in every reading', () => {
	test.each([
		['/list/v4', true],
		['/list/v4/lists?x=/../..', true],
		['/list/v4/a%20b', true],
		['/list/v4x', false],
		['/list', false],
		['/LIST/v4/lists', false],
		['/list/v4/../v3', false],
		['/list/v4/..%2fv3', false],
		['/list/v4/%252e%252e/v3', false],
		['/list%2fv4/lists', false],
		['/list/v4/x%2fy', true],
	])('%s: %s', (path, isAllowed) => {
		expect(isUnder(path, ['/list/v4/'])).toBe(isAllowed);
	});

	test('the slash allows all, and one of several is enough', () => {
		expect(isUnder('/x', ['/'])).toBe(true);
		expect(isUnder('/b/c', ['/a', '/b'])).toBe(true);
	});
});
