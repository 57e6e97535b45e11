import {Buffer} from 'node:buffer';
import {isIP} from 'node:net';
import {type buildConnector, type Dispatcher} from 'undici';
import {isLoopback} from './base-uris.js';
import {parseUrl} from './untrusted-text.js';

/** Environment variables. */
type Environment = Readonly<Record<string, string | undefined>>;

export type ProxyRoute =
	| {readonly kind: 'direct'}
	| {
			readonly kind: 'proxy';
			/** Its address without credentials. */
			readonly url: URL;
			readonly variable: string;
			/** The value of the `Proxy-Authorization` header; absent without credentials. */
			readonly authorization?: string;
	  }
	/**
	The variable is set, but not to the address of an HTTP proxy. Its value may contain a password and is not repeated.
	*/
	| {readonly kind: 'unusable'; readonly variable: string};

/** The variables that may name the proxy for https. The lower-case names come first, as in curl and undici. */
export const proxyVariables = [
	'https_proxy',
	'HTTPS_PROXY',
	'all_proxy',
	'ALL_PROXY',
	'http_proxy',
	'HTTP_PROXY',
] as const;
const httpVariables = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/** A user name or password from a URL; invalid percent-encoding is taken literally. */
function decodeLogin(text: string): string {
	const parts = text.match(/%[\da-f]{2}|[^%]+|%/gi) ?? [];
	const bytes = (part: string) => /^%[\da-f]{2}$/i.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part);
	return Buffer.concat(parts.map(part => bytes(part))).toString();
}

/** The port that an address names, or else its protocol's. */
export function portOf({port, protocol}: URL): number {
	return Number(port) || (protocol === 'https:' ? 443 : 80);
}

/** The host of an address as the network knows it: an IPv6 address without its brackets. */
export function hostOf({hostname}: URL): string {
	return hostname.replaceAll(/[[\]]/g, '');
}

function isExcluded(url: URL, noProxy: string): boolean {
	const {hostname} = url;
	return noProxy
		.split(/[,\s]+/)
		.filter(entry => entry !== '')
		.some(entry => {
			const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase())!;
			const suffix = name.replace(/^\*?\./, '');
			return (
				(onlyPort === undefined || Number(onlyPort) === portOf(url)) &&
				(name === '*' || hostname === suffix || hostname.endsWith(`.${suffix}`))
			);
		});
}

function parseProxy(value: string): URL | undefined {
	const url = parseUrl(value.includes('://') ? value : `http://${value}`);
	return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/**
Determines how a request reaches an address: directly, or through the proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY
names, unless NO_PROXY excludes the address. This machine itself is never reached through a proxy.

@see https://about.gitlab.com/blog/we-need-to-talk-no-proxy/
*/
export function resolveProxyRoute(url: URL, environment: Environment): ProxyRoute {
	if (isLoopback(url.hostname)) {
		return {kind: 'direct'};
	}

	const variable = (url.protocol === 'https:' ? proxyVariables : httpVariables).find(name =>
		environment[name]?.trim());
	if (variable === undefined || isExcluded(url, environment['no_proxy'] || environment['NO_PROXY'] || '')) {
		return {kind: 'direct'};
	}

	const proxy = parseProxy(environment[variable]!.trim());
	if (!proxy) {
		return {kind: 'unusable', variable};
	}

	const login = `${decodeLogin(proxy.username)}:${decodeLogin(proxy.password)}`;
	return {
		kind: 'proxy',
		url: new URL(proxy.origin),
		variable,
		...(login !== ':' && {authorization: `Basic ${Buffer.from(login).toString('base64')}`}),
	};
}

/** Milliseconds: to connect, to wait without receiving a byte, and to keep an unused connection. */
type DispatcherLimits = {readonly connect: number; readonly idle: number; readonly keepAlive?: number};

/**
Connects to a proxy as undici does by itself, but sends it no server name that is an IP address, which TLS does not
permit and of which Node.js would warn.

@see https://www.rfc-editor.org/rfc/rfc6066#section-3
*/
function proxyConnector(connector: buildConnector.connector): buildConnector.connector {
	return (given, done) => {
		// An unencrypted connection has no server name at all.
		const isAddress = isIP((given.servername ?? '').replaceAll(/[[\]]/g, '')) !== 0;
		connector(isAddress ? {...given, servername: ''} : given, done);
	};
}

/**
Opens the dispatcher that sends requests along a route. A connection is not kept unless `keepAlive` says so.

undici is loaded with the first request, so that commands without network calls start without it.

@see https://undici.nodejs.org/#/docs/api/Dispatcher
*/
export async function openDispatcher(
	route: Exclude<ProxyRoute, {kind: 'unusable'}>,
	{connect: timeout, idle, keepAlive = 1}: DispatcherLimits,
): Promise<Dispatcher> {
	const {Agent, Pool, ProxyAgent} = await import('undici');
	const connect = {timeout};
	const options = {connect, headersTimeout: idle, bodyTimeout: idle, keepAliveTimeout: keepAlive};
	return route.kind === 'direct'
		? new Agent(options)
		: new ProxyAgent({
			...options,
			uri: route.url.href,
			...(route.authorization !== undefined && {token: route.authorization}),
			proxyTls: connect,
			clientFactory: (origin, {connect: connector}: {connect: buildConnector.connector}) =>
				new Pool(origin, {connect: proxyConnector(connector)}),
		});
}

/** The dispatcher of an address and the variable that names its proxy, whose value may not be a proxy's address. */
type Connection =
	| {readonly kind: 'direct'; readonly dispatcher: Dispatcher}
	| {readonly kind: 'proxy'; readonly dispatcher: Dispatcher; readonly variable: string}
	| Extract<ProxyRoute, {kind: 'unusable'}>;

type Connections = {
	/** Opens the connection to an address, or returns the one that is open. */
	readonly connect: (url: URL) => Promise<Connection>;
	/** Closes all connections: an open socket would keep the program from exiting. */
	readonly close: () => Promise<void>;
};

/** Opens connections as requests need them, through a proxy if `environment` names one. */
export function openConnections(
	environment: Environment,
	limits: DispatcherLimits,
): Connections {
	const opened = new Map<string, Promise<Dispatcher>>();
	return {
		async connect(url) {
			const route = resolveProxyRoute(url, environment);
			if (route.kind === 'unusable') {
				return route;
			}

			const name = route.kind === 'direct' ? '' : route.url.href;
			const opening = opened.get(name) ?? openDispatcher(route, limits);
			opened.set(name, opening);
			const dispatcher = await opening;
			return route.kind === 'direct'
				? {kind: 'direct', dispatcher}
				: {kind: 'proxy', dispatcher, variable: route.variable};
		},
		async close() {
			await Promise.all([...opened.values()].map(async dispatcher => (await dispatcher).destroy()));
		},
	};
}
