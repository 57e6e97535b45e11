import {type Dispatcher} from 'undici';
import {isLoopback} from './base-uris.js';
import {routeTo, type ProxyRoute} from './proxy.js';

/** The way of a request; what goes to this machine itself never leaves it. */
export function routeOf(url: URL, environment: Readonly<Record<string, string | undefined>>): ProxyRoute {
	return isLoopback(url.hostname) ? {kind: 'direct'} : routeTo(url, environment);
}

/** Milliseconds: until the connection stands, without a byte of an answer, and of a connection that nobody uses. */
export type DispatcherLimits = {readonly connect: number; readonly idle: number; readonly keepAlive?: number};

/**
What sends requests on a way. A connection is not kept unless `keepAlive` says so.

undici is loaded here and not before: commands that call nobody start without it.

@see https://undici.nodejs.org/#/docs/api/Dispatcher
*/
export async function openDispatcher(
	route: Exclude<ProxyRoute, {kind: 'unusable'}>,
	{connect: timeout, idle, keepAlive = 1}: DispatcherLimits,
): Promise<Dispatcher> {
	const {Agent, ProxyAgent} = await import('undici');
	const connect = {timeout};
	const options = {connect, headersTimeout: idle, bodyTimeout: idle, keepAliveTimeout: keepAlive};
	return route.kind === 'direct'
		? new Agent(options)
		: new ProxyAgent({
			...options,
			uri: route.url.href,
			...(route.authorization !== undefined && {token: route.authorization}),
			proxyTls: connect,
		});
}

/** Where requests are sent from, and whether a proxy is on the way; or the variable that names no proxy. */
export type Way =
	| {readonly kind: 'direct' | 'proxy'; readonly dispatcher: Dispatcher}
	| Extract<ProxyRoute, {kind: 'unusable'}>;

export type Connections = {
	/** The way to an address; the connections of each way are used again. */
	readonly to: (url: URL) => Promise<Way>;
	/** Ends them all: an open socket would keep the program from ending. */
	readonly close: () => Promise<void>;
};

/** Opens connections as requests need them, through a proxy where `environment` names one. */
export function openConnections(
	environment: Readonly<Record<string, string | undefined>>,
	limits: DispatcherLimits,
): Connections {
	const opened = new Map<string, Promise<Dispatcher>>();
	return {
		async to(url) {
			const route = routeOf(url, environment);
			if (route.kind === 'unusable') {
				return route;
			}

			const name = route.kind === 'direct' ? '' : route.url.href;
			const dispatcher = opened.get(name) ?? openDispatcher(route, limits);
			opened.set(name, dispatcher);
			return {kind: route.kind, dispatcher: await dispatcher};
		},
		async close() {
			await Promise.all([...opened.values()].map(async dispatcher => (await dispatcher).destroy()));
		},
	};
}
