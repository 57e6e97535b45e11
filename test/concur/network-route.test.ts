import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {resolveProxyRoute} from '../../source/concur/network-route.js';

const us2 = new URL('https://us2.api.concursolutions.com/oauth2/v0/token');

function login(authorization: string | undefined): string {
	return Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString();
}

describe('the way to SAP Concur', () => {
	test('is straight where no variable names a proxy', () => {
		expect(resolveProxyRoute(us2, {})).toEqual({kind: 'direct'});
		expect(resolveProxyRoute(us2, {HTTPS_PROXY: ' ', https_proxy: ''})).toEqual({kind: 'direct'});
	});

	test.each(['http://127.0.0.1:8080', 'http://localhost', 'https://[::1]:8443'])('is straight to %s', url => {
		expect(resolveProxyRoute(new URL(url), {ALL_PROXY: 'http://proxy.example'})).toEqual({kind: 'direct'});
	});

	test.each([
		'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY',
	])('%s names the proxy for https', variable => {
		expect(resolveProxyRoute(us2, {[variable]: 'http://proxy.example:8080'})).toEqual({
			kind: 'proxy',
			url: new URL('http://proxy.example:8080'),
			variable,
		});
	});

	test.each(['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'])('%s names the proxy for http', variable => {
		expect(resolveProxyRoute(new URL('http://x.example'), {
			[variable]: 'proxy.example:3128',
			HTTPS_PROXY: 'http://other.example',
		})).toEqual({kind: 'proxy', url: new URL('http://proxy.example:3128'), variable});
	});

	test('the variable for the protocol wins over the general ones', () => {
		expect(resolveProxyRoute(us2, {
			ALL_PROXY: 'http://all.example',
			HTTPS_PROXY: 'http://https.example',
			HTTP_PROXY: 'http://http.example',
		})).toMatchObject({variable: 'HTTPS_PROXY'});
		expect(resolveProxyRoute(us2, {
			ALL_PROXY: 'http://all.example',
			HTTP_PROXY: 'http://http.example',
		})).toMatchObject({variable: 'ALL_PROXY'});
	});

	test.each([
		[
			'us2.api.concursolutions.com', true,
		], [
			'.concursolutions.com', true,
		], [
			'*.concursolutions.com', true,
		], ['concursolutions.com', true], ['other.example, CONCURSOLUTIONS.com', true], ['*', true],
		[
			'us2.api.concursolutions.com:443', true,
		], [
			'us2.api.concursolutions.com:8443', false,
		], ['solutions.com', false], ['other.example', false], ['', false], [',,', false],
	])('NO_PROXY=%s excepts us2: %s', (noProxy, isExcepted) => {
		expect(resolveProxyRoute(us2, {
			HTTPS_PROXY: 'http://proxy.example',
			NO_PROXY: noProxy,
		}).kind).toBe(isExcepted ? 'direct' : 'proxy');
		expect(resolveProxyRoute(us2, {
			HTTPS_PROXY: 'http://proxy.example',
			no_proxy: noProxy,
		}).kind).toBe(isExcepted ? 'direct' : 'proxy');
	});

	test('a port counts where an exception names one', () => {
		const environment = {
			HTTPS_PROXY: 'http://proxy.example',
			HTTP_PROXY: 'http://proxy.example',
			NO_PROXY: 'x.example:8443,y.example:80',
		};
		expect(resolveProxyRoute(new URL('https://x.example:8443'), environment).kind).toBe('direct');
		expect(resolveProxyRoute(new URL('https://x.example'), environment).kind).toBe('proxy');
		expect(resolveProxyRoute(new URL('http://y.example'), environment).kind).toBe('direct');
	});
});

describe('a proxy with a login', () => {
	test.each([
		[
			'http://ada:pass%20word@proxy.example', 'ada:pass word',
		], [
			'http://pu%ser:100%@proxy.example', 'pu%ser:100%',
		], ['http://ada@proxy.example', 'ada:'], ['http://:word@proxy.example', ':word'],
		['http://%C3%A9:%zz@proxy.example', 'é:%zz'], ['ada:word@proxy.example:3128', 'ada:word'],
	])('%s logs in as %s, whatever percent signs people write', (value, expected) => {
		const route = resolveProxyRoute(us2, {HTTPS_PROXY: value});
		expect(route.kind === 'proxy' && login(route.authorization)).toBe(expected);
		expect(route.kind === 'proxy' && route.url.href).not.toContain('@');
	});

	test('without one sends none', () => {
		expect(resolveProxyRoute(us2, {HTTPS_PROXY: 'http://proxy.example'})).not.toHaveProperty('authorization');
	});
});

describe('a variable that names no HTTP proxy', () => {
	test.each([
		'http://', 'http://:8080', 'socks5://proxy.example:1080', 'ftp://proxy.example',
		'http://proxy.example:99999', 'http://[::1', 'user:pass@', 'two words',
	])('%j is refused, and the variable named', value => {
		expect(resolveProxyRoute(us2, {ALL_PROXY: value})).toEqual({kind: 'unusable', variable: 'ALL_PROXY'});
	});

	test('never makes anything fail, and its password is told to the proxy alone', () => {
		const passwords = fc.oneof(fc.string(), fc.constantFrom('%', '%zz', '%C3', '100%', '\u0000', '\uD800'));
		fc.assert(fc.property(passwords, fc.oneof(
			fc.constantFrom('proxy.example', 'proxy.example:8080'),
			fc.string(),
		), (password, host) => {
			const route = resolveProxyRoute(us2, {HTTPS_PROXY: `http://user:${password}hunter2@${host}`});
			expect(JSON.stringify({...route, authorization: undefined})).not.toContain('hunter2');
		}));
	});
});
