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
